// How long things take. Rush: an outage. Desk: questions and colleagues. Day: ordinary faults. Long: intricate ones. Pure.
import type { CaseFacts } from '../../domains/cases/public.ts'
import type { Dice } from './dice.ts'
import { MINUTE, nextDuty, onDuty } from './story-time.ts'

export type Hurry = 'rush' | 'desk' | 'day' | 'long'
export type Step = 'classify' | 'assign' | 'respond' | 'work' | 'solve' | 'verify' | 'tell' | 'close'

/** Minutes, from and to. */
const MINUTES: Record<Hurry, Record<Step, readonly [number, number]>> = {
  rush: { classify: [2, 9], assign: [1, 6], respond: [3, 28], work: [4, 16], solve: [12, 55], verify: [4, 14], tell: [4, 25], close: [60, 900] },
  desk: { classify: [2, 12], assign: [1, 8], respond: [4, 26], work: [6, 50], solve: [15, 150], verify: [6, 45], tell: [5, 60], close: [60, 1400] },
  day: { classify: [5, 60], assign: [4, 50], respond: [8, 150], work: [30, 260], solve: [60, 620], verify: [15, 160], tell: [10, 180], close: [90, 2000] },
  long: { classify: [10, 110], assign: [8, 100], respond: [30, 420], work: [240, 1100], solve: [600, 2300], verify: [60, 500], tell: [20, 300], close: [120, 2200] },
}

export function hurryOf(c: Pick<CaseFacts, 'level' | 'urgency' | 'severity' | 'requesterType' | 'serviceLine' | 'complexity' | 'outsideService'>): Hurry {
  if (c.level === 'URGENT' || c.level === 'A' || c.severity === 'major') return 'rush'
  if (c.requesterType === 'internal' || c.serviceLine === 'enquiry' || c.outsideService) return 'desk'
  return c.level === 'COMPLEX' || (c.level === null && c.complexity === 'high') ? 'long' : 'day'
}

/** The next moment at which staff do something. An outage that somebody is at is not left alone in the night. */
export function afterStep(dice: Dice, hurry: Hurry, step: Step, at: number, times = 1): number {
  const [from, to] = MINUTES[hurry][step], next = at + dice.between(from, to) * times * MINUTE
  return hurry === 'rush' && step !== 'close' ? next : onDuty(dice, next)
}

/** Never the end itself: what belongs to the last hours takes a part of the time that is left, by day unless it is an outage or the night is all there is. */
export function beforeEnd(dice: Dice, hurry: Hurry, at: number, end: number): number {
  const share = dice.between(0.05, 0.15), next = at + (end - at) * share, morning = nextDuty(next)
  return hurry === 'rush' || morning > end - 20 * MINUTE ? next : morning + (end - morning) * (morning === next ? 0 : share)
}
