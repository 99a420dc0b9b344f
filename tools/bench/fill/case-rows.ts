// The rows of one case, made after a case that was opened through the product: ids, numbers, moments, people and words are its own.
import type { seededRandom } from '../../../platform/server/seeded-random.ts'
import { scopeMarks, timeMarks } from '../../../platform/server/search/text/marks.ts'
import { codeKey, tokenise } from '../../../platform/server/search/text/tokenise.ts'
import { vector, type Value } from './copy-rows.ts'
import type { CaseText, MessageText } from './texts.ts'

export type Row = Record<string, Value>
export interface Template { case: Row & { id: string; created_at: Date }; record: Row; clocks: Row[]; events: Row[] }
export interface NewCase { id: string; at: Date; number: string; isOpen: boolean; customer: { id: string; name: string; contactId: string } | null; text: CaseText; late: boolean; asked: number }

const MINUTE = 60_000, HOUR = 60 * MINUTE
const moved = (value: Value, by: number): Date | null => (value instanceof Date ? new Date(value.getTime() + by) : null)

/** A UUIDv7 of the moment, the rest by chance. */
export function idAt(at: number, chance: ReturnType<typeof seededRandom>): string {
  const hex = (n: number, digits: number) => Math.floor(n).toString(16).padStart(digits, '0')
  const time = hex(at, 12), a = hex(chance() * 0x1000, 3), b = hex(0x8000 + chance() * 0x4000, 4)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a}-${b}-${hex(chance() * 2 ** 24, 6)}${hex(chance() * 2 ** 24, 6)}`
}

export function caseRow(t: Template, c: NewCase, now: number): Row {
  const shift = c.at.getTime() - t.case.created_at.getTime(), due = moved(t.case['next_due_at'], shift), isLate = c.isOpen && due !== null && due.getTime() <= now
  const after = (ms: number) => (c.isOpen ? null : new Date(c.at.getTime() + ms))
  return {
    ...t.case, id: c.id, number: c.number, title: c.text.title, description: c.text.description, created_at: c.at, updated_at: c.at, classified_at: moved(t.case['classified_at'], shift), recurrence_of: null,
    requester_id: c.customer?.contactId ?? t.case['requester_id'], requester_name: c.customer ? c.text.requester : t.case['requester_name'], customer_id: c.customer?.id ?? null, customer_name: c.customer?.name ?? null,
    state: c.isOpen ? t.case['state'] : 'archived', handler_id: c.asked % 3 === 0 ? t.case['first_owner_id'] : t.case['handler_id'], breached: c.late || isLate,
    next_due_at: c.isOpen ? due : 'infinity', next_due_kind: c.isOpen ? t.case['next_due_kind'] : null, next_due_clause: c.isOpen ? t.case['next_due_clause'] : null, next_due_warned_at: null, next_due_breached: isLate,
    resolved_at: after(5 * HOUR), closed_at: after(48 * HOUR), archived_at: after(72 * HOUR),
  }
}

export const recordRow = (t: Template, c: NewCase): Row => ({ ...t.record, id: c.id, state: JSON.stringify({ ...JSON.parse(String(t.record['state'])) as object, start: c.at.getTime() }) })

/** What lies behind is told already: warned, breached, nothing left to do; nobody is to hear of it again. */
export function clockRows(t: Template, c: NewCase, now: number): Row[] {
  const shift = c.at.getTime() - t.case.created_at.getTime()
  return t.clocks.map((k) => {
    const start = moved(k['start_at'], shift), due = moved(k['due_at'], shift), next = moved(k['next_at'], shift)
    const row: Row = { ...k, record_id: c.id, start_at: start, due_at: due, next_at: null }
    if (!c.isOpen) return { ...row, stopped_at: new Date(start!.getTime() + 20 * MINUTE) }
    if (due && due.getTime() <= now) return { ...row, breached_at: due, used_ms: k['target_ms'], warned: 1, warned_at: due }
    if (next && next.getTime() <= now) return { ...row, warned: 1, warned_at: next, next_at: new Date(due!.getTime() + 1) }
    return { ...row, next_at: next }
  })
}

export function eventRows(t: Template, c: NewCase, ids: () => string): Row[] {
  const shift = c.at.getTime() - t.case.created_at.getTime()
  return t.events.map((e) => ({ ...e, id: ids(), at: moved(e['at'], shift), subject: `case:${c.id}`, data: String(e['data']).replaceAll(t.case.id, c.id), mac: null }))
}

export interface NewMessage { id: string; at: Date; text: MessageText }

export const messageEvent = (like: Row, c: NewCase, m: NewMessage, id: string): Row => ({
  ...like, id, at: m.at, name: 'conversations.message-added@1', subject: `case:${c.id}`, mac: null,
  data: JSON.stringify({ ...JSON.parse(String(like['data'])) as object, caseId: c.id, messageId: m.id, direction: m.text.answer ? 'out' : 'in', channel: 'portal', automatic: false }),
})

export const messageRow = (c: NewCase, row: Row, m: NewMessage): Row => ({
  id: m.id, case_id: c.id, at: m.at, channel: 'portal', direction: m.text.answer ? 'out' : 'in', visibility: 'public', author_id: row['requester_id'], from_name: m.text.from, body: m.text.body, recipients: '[]', cc: '[]',
})

const indexed = (at: Date): Date => at

export function caseDocument(row: Row): Row {
  const number = String(row['number']), title = String(row['title']), body = [row['description'], row['customer_name'] ?? '', row['requester_name']].join('\n'), at = row['created_at'] as Date
  const people = [row['requester_id'], row['handler_id'], row['first_owner_id']].filter((p): p is string => typeof p === 'string')
  const inTitle = tokenise(`${title}\n${number}`).map((t) => t.term), inText = tokenise(body).map((t) => t.term)
  const marks = [...timeMarks(at), ...scopeMarks('cases.read', { unitId: row['unit_id'] as string | null, customerId: row['customer_id'] as string | null, people })]
  return {
    kind: 'case', id: row['id'], number, number_key: codeKey(number), title, body, at, url: `/cases/${String(row['id'])}`, permission: 'cases.read', audience: 'staff', unit_id: row['unit_id'], customer_id: row['customer_id'],
    people: `{${people.join(',')}}`, tokens: vector([...inTitle, ...inText, ...marks]), title_tokens: vector([...inTitle, ...marks]), length: inTitle.length + inText.length, indexed_at: indexed(at),
  }
}

export function passageRow(c: NewCase, m: NewMessage): Row {
  const terms = tokenise(`${m.text.from}\n${m.text.body}`).map((t) => t.term)
  return { kind: 'message', id: m.id, of_kind: 'case', of_id: c.id, at: m.at, permission: 'conversations.read', internal: false, body: m.text.body, tokens: vector([...terms, ...timeMarks(m.at)]), length: terms.length, indexed_at: indexed(m.at) }
}
