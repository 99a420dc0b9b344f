// Seals the event log with a keyed hash chain (§7.4, RX-7). Verification is in verify-chain.ts.
import { createHmac } from 'node:crypto'
import type { EventRow } from './event-log.ts'

type EventContent = Omit<EventRow, 'seq' | 'tx' | 'mac'>

/** The hash of an event and everything before it. */
export function chainHash(key: Buffer, before: Buffer, chainNo: number, row: EventRow): Buffer {
  return createHmac('sha256', key).update(before).update(canonical([chainNo, String(row.seq), ...contentOf(row)])).digest()
}

/** The proof that whoever wrote the event knew the key of the installation. */
export function eventMac(key: Buffer, row: EventContent): Buffer {
  return createHmac('sha256', key).update('event\n').update(canonical(contentOf(row))).digest()
}

const contentOf = (row: EventContent): unknown[] => [
  row.id, row.name, row.at.toISOString(), row.actor_id, row.actor_name, row.subject, row.data, row.changes, row.reason, row.via, row.ip, row.request_id,
]

/**
 * JSON with sorted keys, so that the same content gives the same bytes before and after a round trip through the database: moments are
 * text by then, and fields without a value are gone.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value instanceof Date) return JSON.stringify(value)
  const fields = value as Record<string, unknown>
  let text = ''
  for (const name of Object.keys(fields).sort()) {
    if (fields[name] === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonical(fields[name])}`
  }
  return `{${text}}`
}
