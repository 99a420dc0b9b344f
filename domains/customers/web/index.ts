// Screens of customers: the list, one customer with its contacts, the import.
import { Building2, Contact } from 'lucide-react'
import { defineScreens } from '../../../web/screens.ts'
import './slots.ts'

export const agentScreens = defineScreens({
  domain: 'customers', audience: 'agent',
  routes: [
    { path: '/customers', title: 'customers.page.list', load: () => import('./CustomersPage.tsx').then((m) => m.CustomersPage), permission: 'customers.read' },
    { path: '/customers/import', title: 'customers.import', load: () => import('./ImportPage.tsx').then((m) => m.ImportPage), permission: 'customers.import' },
    { path: '/customers/$id', title: 'customers.customer', load: () => import('./CustomerPage.tsx').then((m) => m.CustomerPage), permission: 'customers.read' },
    { path: '/contacts/$id', title: 'customers.contact', load: () => import('./CustomerPage.tsx').then((m) => m.ContactPage), permission: 'customers.read', under: 'customers' },
  ],
  menu: [{ id: 'customers', to: '/customers', permission: 'customers.read' }],
  found: [{ kind: 'customer', label: 'customers.page.list', icon: Building2 }, { kind: 'contact', label: 'customers.contacts', icon: Contact }],
})
