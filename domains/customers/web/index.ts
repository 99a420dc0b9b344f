// Screens of customers: the list and the import.
import { defineScreens } from '../../../web/screens.ts'

export const agentScreens = defineScreens({
  domain: 'customers', audience: 'agent',
  routes: [
    { path: '/customers', title: 'customers.page.list', load: () => import('./CustomersPage.tsx').then((m) => m.CustomersPage), permission: 'customers.read' },
    { path: '/customers/import', title: 'customers.import', load: () => import('./ImportPage.tsx').then((m) => m.ImportPage), permission: 'customers.import' },
  ],
  menu: [{ id: 'customers', to: '/customers', permission: 'customers.read' }],
})
