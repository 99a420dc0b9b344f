// Every screen of both entries with an address that shows it filled, and further states worth seeing. The sweep fails when a route has no place here.
import type { Seeded } from './seed.ts'

export interface Visit {
  entry: 'agent' | 'customer'
  /** As in the route table of the entry. */
  route: string
  /** Which of several visits to the same route. */
  state?: string
  /** Who looks (M1, H1, A1, C1); null: nobody is signed in. */
  who: string | null
  at: string | ((seeded: Seeded) => string)
  /** Seen on a phone too, without sideways scroll. Every customer screen is. */
  phone?: true
  /** Selects what people or other systems wrote, in whatever language. */
  own?: string
}

const staff = (who: string, route: string, at: Visit['at'] = route, state?: string): Visit => ({ entry: 'agent', route, who, at, ...(state ? { state } : {}) })
const customer = (route: string, at: Visit['at'] = route, state?: string): Visit => ({ entry: 'customer', route, who: 'C1', at, ...(state ? { state } : {}) })
const anyone = (entry: Visit['entry'], route: string, at: Visit['at'] = route, state?: string): Visit => ({ entry, route, who: null, at, phone: true, ...(state ? { state } : {}) })

export const VISITS: readonly Visit[] = [
  anyone('agent', '/sign-in'), anyone('agent', '/password-reset', '/password-reset#unknown'), anyone('agent', '/invitation', '/invitation#unknown'), anyone('agent', '/setup', '/setup#unknown'),
  { ...staff('A1', '/me'), phone: true }, staff('A1', '/search', '/search?q=登录', 'found'), staff('A1', '/search', '/search?q=zzzz', 'nothing'),
  staff('M1', '/admin/roles'), staff('M1', '/admin/settings'), staff('M1', '/admin/jobs'), { ...staff('M1', '/admin/outbox'), own: 'td .lnk' }, { ...staff('M1', '/admin/audit'), own: 'tbody' }, staff('M1', '/admin/intake'), staff('M1', '/design'),
  staff('M1', '/admin/backup'), staff('M1', '/admin/webhooks'), staff('M1', '/admin/units'), staff('M1', '/admin/people'),
  staff('M1', '/admin/units/$id', (s) => `/admin/units/${s.unit}`), staff('M1', '/admin/people/$id', (s) => `/admin/people/${s.people['A1']}`), staff('M1', '/admin/routing'), { ...staff('L1', '/duty'), phone: true },
  staff('A1', '/cases'), staff('A1', '/cases', '/cases?view=closed', 'closed'), staff('A1', '/cases', '/cases?view=open&channel=phone', 'no match'), staff('H1', '/cases', '/cases?view=all', 'all'),
  staff('A1', '/cases/new'), staff('A1', '/cases/follow-ups'),
  staff('A1', '/cases/$id', (s) => `/cases/${s.fresh}`, 'new'), staff('A1', '/cases/$id', (s) => `/cases/${s.working}`, 'in hand'), staff('A1', '/cases/$id', (s) => `/cases/${s.waiting}`, 'waiting'),
  staff('H1', '/cases/$id', (s) => `/cases/${s.vendor}`, 'with a provider'), staff('A1', '/cases/$id', (s) => `/cases/${s.confirmed}`, 'confirmed'), staff('A1', '/cases/$id', '/cases/01900000-0000-7000-8000-000000000000', 'unknown'),
  staff('A1', '/cases/$id/record', (s) => `/cases/${s.confirmed}/record`), staff('A1', '/cases/$id/record', (s) => `/cases/${s.fresh}/record`, 'none yet'),
  staff('L1', '/dispatch'), staff('R1', '/dispatch', '/dispatch?tab=cockpit', 'cockpit'), staff('L1', '/dispatch', '/dispatch?tab=loops', 'open loops'), staff('H1', '/dispatch', '/dispatch?tab=rules', 'rules'),
  staff('H1', '/customers'), staff('H1', '/customers/import'), staff('H1', '/customers/$id', (s) => `/customers/${s.customer}`), staff('H1', '/contacts/$id', (s) => `/contacts/${s.contact}`),
  staff('H1', '/handbook/compliance'), staff('H1', '/policies'), staff('H1', '/policies', '/policies?tab=tables', 'tables'), staff('H1', '/policies', '/policies?tab=calendars', 'calendars'), staff('H1', '/policies', '/policies?tab=conformance', 'conformance'),
  staff('H1', '/process'), staff('H1', '/process', '/process?days=30&list=five&step=solve', 'real paths'),
  staff('H1', '/handbook'), staff('H1', '/handbook/$clause', '/handbook/3.3'), staff('H1', '/handbook/$clause', '/handbook/99.9', 'unknown'),
  staff('H1', '/templates'), staff('H1', '/automation'), { ...staff('L1', '/automation', '/automation?tab=runs', 'log'), phone: true },
  staff('H1', '/kb'), staff('H1', '/kb/new'), staff('H1', '/kb/$id', (s) => `/kb/${s.article}`), staff('H1', '/kb/$id', (s) => `/kb/${s.draft}`, 'draft'), staff('H1', '/kb/$id/edit', (s) => `/kb/${s.draft}/edit`),
  staff('H1', '/knowledge/$id', (s) => `/knowledge/${s.article}`),
  staff('A1', '/sub-tasks'), staff('L1', '/visits'), staff('L1', '/visits/$id', (s) => `/visits/${s.visit}`), { ...staff('E1', '/field'), phone: true }, { ...staff('E1', '/field/$id', (s) => `/field/${s.visit}`), phone: true },
  { ...staff('E1', '/field/schedule'), phone: true }, { ...staff('E1', '/field/parts'), phone: true }, { ...staff('E1', '/field/me'), phone: true },
  staff('A1', '*', '/admin/settings', 'no access'), staff('A1', '*', '/nowhere', 'no such page'),

  anyone('customer', '/sign-in', '/portal/sign-in'), anyone('customer', '/password-reset', '/portal/password-reset#unknown'), anyone('customer', '/invitation', '/portal/invitation#unknown'),
  anyone('customer', '/c/$token', (s) => `/portal/c/${s.token}`), anyone('customer', '/c/$token', '/portal/c/unknown', 'unknown'),
  anyone('customer', '/remote/$token', (s) => `/portal/remote/${s.remote}`), anyone('customer', '/vendor/$token', (s) => `/portal/vendor/${s.vendorLink}`),
  customer('/', '/portal'), customer('/me', '/portal/me'), customer('/cases', '/portal/cases'), customer('/cases/new', '/portal/cases/new'),
  customer('/cases/$id', (s) => `/portal/cases/${s.working}`, 'in hand'), customer('/cases/$id', (s) => `/portal/cases/${s.waiting}`, 'we wait for you'), customer('/cases/$id', (s) => `/portal/cases/${s.confirmed}`, 'confirmed'),
  customer('/cases/$id', '/portal/cases/01900000-0000-7000-8000-000000000000', 'unknown'),
  customer('/cases/$id/confirm', (s) => `/portal/cases/${s.result}/confirm`), customer('/handbook/$clause', '/portal/handbook/3.3'),
  customer('/knowledge', '/portal/knowledge'), customer('/knowledge/$id', (s) => `/portal/knowledge/${s.article}`), customer('*', '/portal/nowhere', 'no such page'),
]

export const nameOf = (visit: Visit): string => `${visit.entry === 'agent' ? 'staff' : 'portal'} ${visit.route}${visit.state ? ` (${visit.state})` : ''}`
