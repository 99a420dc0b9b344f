// Screens that carry out a clause, and the part of the product that brings each. The address is the one that people open.

export interface Screen { id: string; address: string; module: string; portal?: true }

export const screens: readonly Screen[] = [
  { id: 'cases', address: '/cases', module: 'cases' },
  { id: 'case-new', address: '/cases/new', module: 'cases' },
  { id: 'portal-cases', address: '/cases', module: 'cases', portal: true },
  { id: 'portal-case-new', address: '/cases/new', module: 'cases', portal: true },
  { id: 'customers', address: '/customers', module: 'customers' },
  { id: 'units', address: '/admin/units', module: 'org' },
  { id: 'people', address: '/admin/people', module: 'org' },
  { id: 'roles', address: '/admin/roles', module: 'access' },
  { id: 'settings', address: '/admin/settings', module: 'settings' },
  { id: 'jobs', address: '/admin/jobs', module: 'console' },
  { id: 'audit', address: '/admin/audit', module: 'audit' },
  { id: 'handbook', address: '/handbook', module: 'handbook' },
]
