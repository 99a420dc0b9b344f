// What an entry of the audit trail says in words, and where its subject can be opened.
import type { AuditEntry } from '../../platform/contract/audit.ts'
import type { MessageKey, Translate } from '../i18n/translate.ts'

/** Parts of the platform say their events here; a domain says its own as `<domain>.event.<name>`. */
export function eventTitle(t: Translate, entry: Pick<AuditEntry, 'name' | 'data'>): string {
  const [part = '', what = ''] = entry.name.replace(/@\d+$/, '').split('.'), data = (entry.data ?? {}) as Record<string, unknown>
  const words = Object.fromEntries(Object.entries(data).flatMap(([key, value]) => (typeof value === 'string' || typeof value === 'number' ? [[key, stateWord(t, value)] as const] : [])))
  for (const key of [`web.audit.event.${part}.${what}`, `${part}.event.${what}`] as MessageKey[]) {
    const found = t(key, words)
    if (found !== key) return found
  }
  return entry.name
}

/** States of cases inside an event read as the desk calls them. */
function stateWord(t: Translate, value: string | number): string | number {
  const key = `cases.state.${value}` as MessageKey, found = typeof value === 'string' ? t(key) : key
  return found === key ? value : found
}

const PAGES: Readonly<Record<string, (id: string) => string>> = {
  case: (id) => `/cases/${id}`, customer: (id) => `/customers/${id}`, contact: (id) => `/contacts/${id}`, article: (id) => `/kb/${id}`, schedule: () => '/admin/jobs', setting: () => '/admin/settings',
}

export function subjectPage(subject: string | null): { kind: string; id: string; to: string | null } | null {
  const found = subject ? /^([a-z-]+):(.+)$/.exec(subject) : null
  return found ? { kind: found[1]!, id: found[2]!, to: PAGES[found[1]!]?.(found[2]!) ?? null } : null
}
