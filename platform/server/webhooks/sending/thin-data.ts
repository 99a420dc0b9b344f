// What leaves the house about an event: which record, who, which codes; never words of people (RX-8, §3.1-3). Pure.

const CODE = /^[A-Za-z0-9][A-Za-z0-9._:@+-]{0,79}$/, MAIL = /@.*\./

/** Ids, codes, numbers, switches and moments; whatever might be prose, a name or an address is left out. */
export function thinData(data: unknown): Record<string, unknown> {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return {}
  return Object.fromEntries(Object.entries(data).flatMap(([key, value]) => { const kept = thin(value); return kept === undefined ? [] : [[key, kept]] }))
}

function thin(value: unknown): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value
  if (typeof value === 'string') return CODE.test(value) && !MAIL.test(value) ? value : undefined
  if (Array.isArray(value)) return value.every((v) => typeof v === 'string' && thin(v) !== undefined) ? value : undefined
  return undefined
}

/** `cases.case-opened@1` -> `cases.case-opened`. */
export const typeOf = (eventName: string): string => eventName.replace(/@\d+$/, '')

export function isWanted(patterns: readonly string[], eventName: string): boolean {
  const type = typeOf(eventName)
  return patterns.some((p) => p === '*' || p === type || (p.endsWith('.*') && type.startsWith(p.slice(0, -1))))
}

/** The body of a delivery: small enough to be read in one go, and the same in every replay. */
export function bodyOf(event: { id: string; name: string; at: Date; subject: string | null; actorId: string; data: unknown }): string {
  return JSON.stringify({ type: typeOf(event.name), timestamp: event.at.toISOString(), id: event.id, version: Number(/@(\d+)$/.exec(event.name)?.[1] ?? 1), subject: event.subject, actorId: event.actorId, data: thinData(event.data) })
}
