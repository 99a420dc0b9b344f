// The stretches of time in which a zone keeps one offset. Daylight saving is nothing but a change of offset between two of them.

export interface OffsetStretch { readonly from: number; readonly to: number; readonly offset: number }

const known = new Map<string, OffsetStretch[]>()

/** Stretches that cover [from, to), oldest first. Milliseconds; `offset` is local time minus UTC. */
export function offsetStretches(zone: string, from: number, to: number): OffsetStretch[] {
  const found = stretchesUntil(zone, from, to)
  return found.filter((s) => s.from < to && s.to > from)
}

/** Remembers per zone what was computed; grows towards both ends as needed. */
function stretchesUntil(zone: string, from: number, to: number): OffsetStretch[] {
  const list = known.get(zone) ?? [stretchAt(zone, from)]
  known.set(zone, list)
  while (list[0]!.from > from) list.unshift(stretchAt(zone, list[0]!.from - 1))
  while (list.at(-1)!.to < to) list.push(stretchAt(zone, list.at(-1)!.to))
  return list
}

function stretchAt(zone: string, at: number): OffsetStretch {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const next = moment.getTimeZoneTransition('next')
  // The transition at or before `at`: the one before the next nanosecond.
  const previous = moment.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  return { from: previous?.epochMilliseconds ?? -Infinity, to: next?.epochMilliseconds ?? Infinity, offset: moment.offsetNanoseconds / 1e6 }
}
