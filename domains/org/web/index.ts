// Screens of the organisation: units and people, in the administration.
import { defineScreens, fill } from '../../../web/screens.ts'

export const agentScreens = defineScreens({
  domain: 'org', audience: 'agent',
  routes: [
    { path: '/admin/units', title: 'org.page.units', load: () => import('./UnitsPage.tsx').then((m) => m.UnitsPage), permission: 'org.manage', under: 'policies' },
    { path: '/admin/units/$id', title: 'org.unit', load: () => import('./units/UnitPage.tsx').then((m) => m.UnitPage), permission: 'org.manage', under: 'policies' },
    { path: '/admin/people/$id', title: 'org.person', load: () => import('./people/PersonPage.tsx').then((m) => m.PersonPage), permission: 'org.manage', under: 'policies' },
    { path: '/admin/routing', title: 'org.page.routing', load: () => import('./RoutingPage.tsx').then((m) => m.RoutingPage), permission: 'org.manage', under: 'policies' },
    { path: '/admin/people', title: 'org.page.people', load: () => import('./PeoplePage.tsx').then((m) => m.PeoplePage), permission: 'org.manage', under: 'policies' },
    { path: '/duty', title: 'org.page.duty', load: () => import('./duty/DutyPage.tsx').then((m) => m.DutyPage), permission: 'org.read', under: 'policies' },
  ],
  commands: [{ id: 'duty', label: 'org.page.duty', to: '/duty', permission: 'org.read' }],
  menu: [{ id: 'policies', label: 'org.menu', to: '/admin/units', permission: 'org.manage', order: 50 }, { id: 'policies', label: 'org.page.duty', to: '/duty', permission: 'cases.assign', order: 120 }],
  slots: [fill('shell.team', () => import('./TeamName.tsx').then((m) => m.TeamName), { permission: 'org.read' }), fill('me.staff', () => import('./people/PersonDeputies.tsx').then((m) => m.OwnDeputies), { permission: 'org.read' }),
    fill('me.staff', () => import('./duty/OwnDuty.tsx').then((m) => m.OwnDuty), { permission: 'org.read', order: 20 })],
})
