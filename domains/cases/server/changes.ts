// Old and new values of what a write changed, for the audit trail.
import type { Changes } from '../../../platform/contract/event.ts'
import type { CaseFacts, CasePatch } from './case-facts.ts'

/** Bookkeeping that the event itself already says. */
const SILENT = new Set<string>(['stages', 'updatedAt', 'requesterName', 'handlerName', 'firstOwnerName', 'askedId', 'unitName', 'unitNameEn', 'resumeState', 'levelRule'])

/** Fields of the patch whose value differs; undefined when none does. Dates travel as ISO text. */
export function changesOf(before: CaseFacts, patch: CasePatch): Changes | undefined {
  const changes: Changes = {}
  for (const [field, value] of Object.entries(patch)) {
    if (value === undefined || SILENT.has(field)) continue
    const from = plain(before[field as keyof CaseFacts]), to = plain(value)
    if (JSON.stringify(from) !== JSON.stringify(to)) changes[field] = { from, to }
  }
  return Object.keys(changes).length > 0 ? changes : undefined
}

const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value ?? null)
