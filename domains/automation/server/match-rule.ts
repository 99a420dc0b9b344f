// Whether a rule applies to a case. Pure: the same for a running rule and for a try over the history.
import type { CaseFacts } from '../../cases/public.ts'
import type { Condition, Field } from '../contract/rule.ts'

export type RuleFacts = Record<Field, string | number | boolean | null>
export type Judged = Pick<CaseFacts, 'channel' | 'state' | 'requesterType' | 'serviceLine' | 'problemClass' | 'urgency' | 'impact' | 'complexity' | 'severity' | 'level' | 'tier' | 'unitId' | 'handlerId' | 'firstOwnerId' | 'customerId' | 'title' | 'description' | 'round' | 'breached' | 'outsideService'>

const HOUR = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', hourCycle: 'h23' })

/** What conditions look at. `said`: the message that set the rule off; `score`: the rating. */
export function ruleFacts(c: Judged, at: Date, more: { said?: string | null; score?: number | null } = {}): RuleFacts {
  const text = more.said ?? `${c.title}\n${c.description}`
  return {
    channel: c.channel, state: c.state, requesterType: c.requesterType, serviceLine: c.serviceLine, problemClass: c.problemClass, urgency: c.urgency, impact: c.impact, complexity: c.complexity, severity: c.severity, level: c.level, tier: c.tier,
    unit: c.unitId, handler: c.handlerId, firstOwner: c.firstOwnerId, customer: c.customerId, text, language: /\p{Script=Han}/u.test(text) ? 'zh' : 'en', hour: Number(HOUR.format(at)), round: c.round, breached: c.breached, outsideService: c.outsideService, score: more.score ?? null,
  }
}

export const matches = (conditions: readonly Condition[], facts: RuleFacts): boolean => conditions.every((c) => holds(c, facts[c.field]))

function holds({ is, values }: Condition, value: RuleFacts[Field]): boolean {
  const empty = value === null || value === ''
  if (is === 'empty') return empty
  if (is === 'filled') return !empty
  if (is === 'one-of') return !empty && values.includes(String(value))
  if (is === 'none-of') return !values.includes(String(value ?? ''))
  if (is === 'contains') return !empty && values.some((v) => String(value).toLowerCase().includes(v.toLowerCase()))
  return !empty && between(Number(value), Number(values[0]), Number(values[1]))
}

/** From `a` to `b`, both included; with `a` above `b` over midnight: 22 to 6. */
function between(n: number, a: number, b: number): boolean {
  if ([n, a, b].some(Number.isNaN)) return false
  return a <= b ? n >= a && n <= b : n >= a || n <= b
}
