// What automation adds to screens: the rules with their log, under the rules of the house.
import { defineScreens } from '../../../web/screens.ts'

export const agentScreens = defineScreens({
  domain: 'automation', audience: 'agent',
  routes: [{ path: '/automation', title: 'automation.title', load: () => import('./AutomationPage.tsx').then((m) => m.AutomationPage), permission: 'automation.read', under: 'policies' }],
  menu: [{ id: 'policies', label: 'automation.title', to: '/automation', permission: 'automation.read', order: 40 }],
})
