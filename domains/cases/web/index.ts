// Screens of cases: the desk, the case page; in the portal: home, submit, track, confirm.
import { defineScreens } from '../../../web/screens.ts'
import './slots.ts'

export const agentScreens = defineScreens({
  domain: 'cases', audience: 'agent',
  routes: [
    { path: '/cases', title: 'cases.page.desk', load: () => import('./workspace/WorkspacePage.tsx').then((m) => m.WorkspacePage), permission: 'cases.read' },
    { path: '/cases/new', title: 'cases.page.new', load: () => import('./page/NewCasePage.tsx').then((m) => m.NewCasePage), permission: 'cases.open' },
    { path: '/cases/$id', title: 'cases.page.case', load: () => import('./page/CasePage.tsx').then((m) => m.CasePage), permission: 'cases.read' },
  ],
  menu: [{ id: 'cases', to: '/cases', permission: 'cases.read' }],
  commands: [{ id: 'new-case', label: 'cases.new', to: '/cases/new', key: 'c', primary: true, permission: 'cases.open' }],
})
