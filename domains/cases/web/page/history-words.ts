// How a change of a case reads: moments as times, people as names, nothing as a dash; what only machines need is left out.
import type { TimelineEntry } from '../../contract/list.ts'

type Change = TimelineEntry['changes'][number]
export interface ChangeWords { label: string; from: string; to: string }
export interface ChangeReader { moment: (iso: string) => string; person: (id: string) => string | undefined; word: (key: 'yes' | 'no') => string }

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
/** Bookkeeping that the entry itself says already. */
const SILENT = new Set(['round', 'classifiedAt', 'levelByHand', 'resumeState'])

function valueWords(value: unknown, read: ChangeReader): string | null {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return '—'
  if (typeof value === 'boolean') return read.word(value ? 'yes' : 'no')
  if (typeof value === 'string') return ID.test(value) ? read.person(value) ?? null : MOMENT.test(value) ? read.moment(value) : value
  if (Array.isArray(value)) return value.map((one) => valueWords(one, read)).filter(Boolean).join(', ')
  return typeof value === 'object' ? Object.values(value).flatMap((one) => valueWords(one, read) ?? []).filter((one) => one !== '—').join(' · ') : String(value)
}

/** Null when the change says nothing to a reader. */
export function changeWords(change: Change, read: ChangeReader): ChangeWords | null {
  if (SILENT.has(change.field)) return null
  const from = valueWords(change.from, read), to = valueWords(change.to, read)
  return from === null || to === null || from === to ? null : { label: change.label, from, to }
}
