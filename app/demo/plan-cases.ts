// Who reports what, when, by which way, and what becomes of it: decided before anything happens. Pure; the same seed gives the same company.
import type { CaseState, Channel } from '../../domains/cases/contract/case.ts'
import { COLLEAGUES } from './demo-company.ts'
import { CUSTOMERS, type DemoCustomer } from './demo-customers.ts'
import { Dice } from './dice.ts'
import { tellProblem, type Problem } from './problem.ts'
import { PROBLEMS_EN } from './problems-en.ts'
import { SERVICE_PROBLEMS_EN } from './problems-en-services.ts'
import { CUSTOMER_PROBLEMS_ZH } from './problems-zh-customer.ts'
import { INTERNAL_PROBLEMS_ZH } from './problems-zh-internal.ts'
import { OPERATION_PROBLEMS_ZH } from './problems-zh-operations.ts'
import { SERVICE_PROBLEMS_ZH } from './problems-zh-service.ts'
import { WORKPLACE_PROBLEMS_ZH } from './problems-zh-workplace.ts'
import { arrivals, clockTime, DAY, eveningBefore, HOUR, MINUTE } from './story-time.ts'
import { TAIL, type TailWish } from './tail.ts'

export const PROBLEMS: readonly Problem[] = [
  ...CUSTOMER_PROBLEMS_ZH, ...OPERATION_PROBLEMS_ZH, ...SERVICE_PROBLEMS_ZH, ...INTERNAL_PROBLEMS_ZH, ...WORKPLACE_PROBLEMS_ZH, ...PROBLEMS_EN, ...SERVICE_PROBLEMS_EN,
]

/** What happens on the way; whatever does not fit the case (a vendor where there is none) is left out. */
export interface Course {
  lateResponse: boolean; lateResolution: boolean; asks: boolean; handOver: 'accepted' | 'declined' | null; escalates: boolean; consults: boolean; notes: boolean; chases: boolean; regrades: boolean
  answer: 'solved' | 'silent' | 'not-solved' | 'late'; another: boolean; ending: 'cancelled-by-requester' | 'cancelled' | 'merged' | null
}

export interface CasePlan {
  no: number
  at: number
  dice: Dice
  problem: Problem
  requester: string
  channel: Channel
  /** The requester already says urgency, impact and effects. */
  graded: boolean
  course: Course
  /** The state in which it stands at the end; null: it takes its course. */
  stopAt: CaseState | null
}

export interface Span { start: number; end: number; factor: number }

const HISTORY = 256
/** The last day and a half belongs to the cases that are still open at the end. */
const TAIL_FROM = 30 * HOUR

export function planCases(span: Span): CasePlan[] {
  const dice = new Dice(20_250_301), until = span.end - TAIL_FROM, seen = new Map<string, number>()
  const history = arrivals(dice, span.start, until, Math.round(HISTORY * span.factor)).map((at, no) => planCase(new Dice(no + 1), no, at, {}, seen))
  const tail = TAIL.filter((_wish, i) => span.factor >= 1 || TAIL.findIndex((w) => w.stop === TAIL[i]!.stop) === i)
    .map((wish, i) => planCase(new Dice(10_000 + i), 10_000 + i, tailMoment(new Dice(10_000 + i), span.end, wish), wish, seen))
  const restricted = ['data-leak', 'internal-security'].map((key, i) => planCase(new Dice(20_000 + i), 20_000 + i, eveningBefore(new Dice(20_000 + i), span.end - (i === 0 ? 41 : 5.5) * DAY), { problem: key }, seen))
  return [...history, ...tail, ...restricted].sort((a, b) => a.at - b.at)
}

/** When it began, and when it was seen last, before the report. */
function timesOf(dice: Dice, at: number): Record<string, string> {
  const since = at - dice.between(20, 90) * MINUTE
  return { since: clockTime(since), seen: clockTime(since + (at - since) * dice.between(0.4, 0.9)) }
}

/** What is hours old was reported by day; the last hours are those before the start, whenever that is. */
const tailMoment = (dice: Dice, end: number, { hours }: TailWish): number => (hours < 4 ? end - hours * HOUR : eveningBefore(dice, end - hours * HOUR - dice.between(0, 24) * MINUTE))

/** The case that comes out of another one, by the word of its requester. */
export function planOther(from: CasePlan, at: number): CasePlan {
  const no = from.no + 30_000, dice = new Dice(no)
  const course = { ...courseOf(dice, from.problem, {}), another: false, ending: null, asks: false }
  return { ...from, no, at, dice, channel: 'portal', course, stopAt: null }
}

/** The first report of somebody whose company is known and who is not. */
export function planNewcomer(no: number, at: number, who: { key: string; colleague: string }): CasePlan {
  const dice = new Dice(no), customer = CUSTOMERS.find((c) => c.contacts.some((k) => k.key === who.colleague))!
  const problem = dice.pick(PROBLEMS.filter((p) => p.locale === customer.locale && p.party === 'customer' && p.line === 'technical-support' && !p.vendor && p.weight > 0))
  const told = tellProblem(problem, dice, { system: dice.pick(customer.systems), site: dice.pick(customer.sites), ...timesOf(dice, at) })
  return { no, at, dice, problem: told, requester: who.key, channel: 'mail', graded: false, course: { ...courseOf(dice, problem, {}), ending: null, another: false, answer: 'solved' }, stopAt: null }
}

/** How often the same customer may have the same class of problem again within a month, which the product marks as a recurrence (§3.2-5). */
const RECURS = 0.12, MONTH = 30 * DAY

function planCase(dice: Dice, no: number, at: number, wish: Partial<TailWish>, seen: Map<string, number>): CasePlan {
  const fits = PROBLEMS.filter((p) => (wish.problem ? p.key === wish.problem : p.weight > 0) && (wish.where?.(p) ?? true))
  const recurs = dice.chance(RECURS)
  let drawn = draw(dice, fits, wish.by)
  for (let again = 0; again < 12 && !recurs && at - (seen.get(drawn.subject) ?? 0) < MONTH; again++) drawn = draw(dice, fits, wish.by)
  const { problem, key, names, subject } = drawn
  seen.set(subject, at)
  const channel = wish.stop === 'new' || wish.by ? 'portal' : channelOf(dice, problem)
  return { no, at, dice, problem: tellProblem(problem, dice, { ...names, ...timesOf(dice, at) }), requester: key, channel, graded: dice.chance(0.6) || wish.stop === 'new', course: courseOf(dice, problem, wish), stopAt: wish.stop ?? null }
}

/** A problem and somebody who has it. */
function draw(dice: Dice, fits: readonly Problem[], by?: string) {
  const problem = dice.weighted(fits.map((p) => [p, p.weight * share(p) || 1] as const))
  const who = problem.party === 'internal' ? colleague(dice, problem) : contact(dice, problem, by)
  return { problem, ...who, subject: `${who.owner} ${problem.problemClass}` }
}

/** A third of the work comes from inside, a fifth in English; repairs and questions are the smaller part of what customers want. */
const share = (p: Problem): number => (p.party === 'internal' ? 0.5 : p.line === 'technical-support' ? 1 : 0.75) * (p.locale === 'en' ? 0.85 : 1)

interface Who { key: string; owner: string; names: Record<string, string> }

function colleague(dice: Dice, problem: Problem): Who {
  const one = dice.pick(COLLEAGUES.filter((c) => (c.locale ?? 'zh-CN') === problem.locale))
  return { key: one.key, owner: one.key, names: { system: 'OA', site: one.department } }
}

function contact(dice: Dice, problem: Problem, by?: string): Who {
  const fits = CUSTOMERS.filter((c) => c.locale === problem.locale && (by === undefined || c.contacts.some((k) => k.key === by)))
  const customer: DemoCustomer = dice.weighted(fits.map((c) => [c, c.weight] as const))
  return { key: by ?? dice.pick(customer.contacts).key, owner: customer.name, names: { system: dice.pick(customer.systems), site: dice.pick(customer.sites) } }
}

function channelOf(dice: Dice, p: Problem): Channel {
  if (p.problemClass === 'data-security') return 'portal'
  if (p.party === 'internal') return dice.weighted([['portal', 55], ['im', 22], ['phone', 14], ['monitor', p.problemClass === 'system-fault' ? 7 : 0]])
  if (p.line === 'after-sales') return dice.weighted([['portal', 42], ['phone', 36], ['on-site', 22]])
  if (p.locale === 'en') return dice.weighted([['mail', 48], ['portal', 36], ['api', p.problemClass === 'system-fault' ? 14 : 0], ['phone', 6]])
  return dice.weighted([['portal', 34], ['mail', 30], ['phone', 17], ['chat', 7], ['im', 5], ['api', p.problemClass === 'system-fault' ? 10 : 0]])
}

function courseOf(dice: Dice, p: Problem, wish: Partial<TailWish>): Course {
  const plain = wish.stop !== undefined, fault = p.line === 'technical-support'
  return {
    lateResponse: !plain && dice.chance(0.05), lateResolution: !plain && fault && dice.chance(0.1), asks: wish.stop === 'waiting-requester' || (!plain && dice.chance(0.3)),
    handOver: fault && dice.chance(0.1) ? (dice.chance(0.75) ? 'accepted' : 'declined') : null, escalates: !plain && fault && p.complexity === 'high' && dice.chance(0.25), consults: fault && dice.chance(0.06), notes: dice.chance(0.45), chases: dice.chance(0.16),
    regrades: !plain && fault && dice.chance(0.06), another: !plain && dice.chance(0.03),
    answer: wish.stop === 'closed-unconfirmed' || wish.stop === 'awaiting-confirmation' ? 'silent' : wish.stop === 'reopened' ? 'not-solved' : dice.weighted([['solved', 74], ['silent', 15], ['not-solved', 7], ['late', 4]]),
    ending: wish.stop === 'cancelled' ? 'cancelled' : wish.stop === 'merged' ? 'merged' : plain ? null : dice.weighted([[null, 950], ['cancelled-by-requester', 13], ['cancelled', 12], ['merged', 25]]),
  }
}
