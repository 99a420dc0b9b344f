// Screens of work outside the house: the phone of the engineer, the sheet of a visit, the parts on the case page.
import type { ComponentType } from 'react'
import { defineScreens, fill } from '../../../web/screens.ts'

/** A page of the phone; the first one that opens sees to it that all of them open without a network. */
const phone = (load: () => Promise<ComponentType>) => async (): Promise<ComponentType> => {
  const page = await load()
  void import('./phone/keep-pages.ts').then((m) => m.keepPages())
  return page
}

export const agentScreens = defineScreens({
  domain: 'field', audience: 'agent',
  routes: [
    { path: '/field', title: 'field.tab.jobs', load: phone(() => import('./phone/JobsPage.tsx').then((m) => m.JobsPage)), permission: 'field.work', bare: true },
    { path: '/field/schedule', title: 'field.tab.schedule', load: phone(() => import('./phone/OtherPages.tsx').then((m) => m.SchedulePage)), permission: 'field.work', bare: true },
    { path: '/field/parts', title: 'field.tab.parts', load: phone(() => import('./phone/OtherPages.tsx').then((m) => m.PartsPage)), permission: 'field.work', bare: true },
    { path: '/field/me', title: 'field.tab.me', load: phone(() => import('./phone/OtherPages.tsx').then((m) => m.MePage)), permission: 'field.work', bare: true },
    { path: '/field/$id', title: 'field.visit', load: phone(() => import('./phone/JobPage.tsx').then((m) => m.JobPage)), permission: 'field.work', bare: true },
    { path: '/visits', title: 'field.visits', load: () => import('./desk/VisitsPage.tsx').then((m) => m.VisitsPage), permission: 'field.read', under: 'cases' },
    { path: '/visits/$id', title: 'field.visit', load: () => import('./desk/VisitPage.tsx').then((m) => m.VisitPage), permission: 'field.read', under: 'cases' },
  ],
  menu: [{ id: 'cases', label: 'field.tab.jobs', to: '/field', permission: 'field.work', order: 10 }],
  commands: [{ id: 'visits', label: 'field.visits', to: '/visits', permission: 'field.read' }, { id: 'jobs', label: 'field.tab.jobs', to: '/field', permission: 'field.work' }],
  slots: [fill('case.work', () => import('./desk/CaseField.tsx').then((m) => m.CaseField), { permission: 'field.read', order: 30 })],
})
