// Who hears of a clock and when, from the settings as they are stored: pure.
export interface Repeat { every: string; times: number }
export interface Rung { id: string; what: 'warn' | 'breach' | 'escalate' | 'repeat'; /** Percent of the target, for `warn`. */ percent?: number; /** ISO 8601 after the breach, for `escalate` and `repeat`. */ after?: string; /** Levels above the unit, from 1. */ level?: number; times?: number }

/** null: a value is not of the shape that the setting has. */
export function ladderOf(warnAt: unknown, escalateAfter: unknown, repeat: unknown): Rung[] | null {
  if (!listOf(warnAt, 'number') || !listOf(escalateAfter, 'string') || !isRepeat(repeat)) return null
  return [
    ...(warnAt as number[]).map((percent): Rung => ({ id: `w${percent}`, what: 'warn', percent })), { id: 'b', what: 'breach' },
    ...(escalateAfter as string[]).map((after, i): Rung => ({ id: `e${i}`, what: 'escalate', after, level: i + 1 })),
    ...(repeat.times > 0 ? [{ id: 'r', what: 'repeat' as const, after: repeat.every, times: repeat.times }] : []),
  ]
}

const listOf = (value: unknown, type: 'number' | 'string'): boolean => Array.isArray(value) && value.every((v) => typeof v === type)
const isRepeat = (value: unknown): value is Repeat => typeof value === 'object' && value !== null && typeof (value as Repeat).every === 'string' && typeof (value as Repeat).times === 'number'
