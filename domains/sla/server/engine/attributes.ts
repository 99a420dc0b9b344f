// What is known about a record, in one shape: absent when unknown, with the defaults that B-1 gives.
import type { RecordKind } from '../../contract/clock.ts'

export type RawAttributes = Readonly<Record<string, unknown>>

const CASE = ['requesterType', 'serviceLine', 'problemClass', 'urgency', 'complexity', 'impact', 'effects', 'severity', 'outsideService', 'customerId'] as const
const FIELDS: Readonly<Record<RecordKind, readonly string[]>> = {
  case: CASE, incident: ['class', 'effects', 'impact'], fault: ['system', 'effects', 'impact'], feedback: ['type'],
}

/** Attributes that decide level, policy and clocks; everything else is left out, null means unknown. */
export function attributesOf(kind: RecordKind, raw: RawAttributes): Record<string, unknown> {
  const known: Record<string, unknown> = {}
  for (const field of FIELDS[kind]) {
    const value = raw[field]
    if (value !== undefined && value !== null) known[field] = value
  }
  if (kind === 'case') {
    known['requesterType'] ??= 'customer'
    // A severity is asked for after-sales only; without any sign it is technical support.
    if (known['requesterType'] === 'internal') known['serviceLine'] = 'technical-support'
    else known['serviceLine'] ??= known['severity'] === undefined ? 'technical-support' : 'after-sales'
  }
  return known
}

/** Attributes that decide something for this kind of record. */
export const decidingFields = (kind: RecordKind): readonly string[] => FIELDS[kind]
