// When a case counts as classified, and which changes need a reason (B-1 step 6, CL-02, R1.2-3).
import type { Level } from '../contract/case.ts'
import type { CaseFacts } from './case-facts.ts'

/** Fields that decide level, policy and clocks. */
export const CLASSIFYING = ['serviceLine', 'problemClass', 'subClass', 'urgency', 'complexity', 'impact', 'effects', 'severity', 'requesterType'] as const
export type Classifying = typeof CLASSIFYING[number]
export type Classified = Pick<CaseFacts, Classifying>

/** Class and the three factors are set: the guard of `new → classified` (§1.2, §3.2-2, §5.2-2). */
export const isComplete = (c: Classified): boolean => Boolean(c.problemClass && c.urgency && c.complexity && c.impact)

/** May the product itself move a new case to `classified`: complete, or with a class where no level exists (CL-13). */
export const classifiesItself = (c: Classified): boolean => isComplete(c) || (hasNoLevel(c) && Boolean(c.problemClass))

/** After-sales and enquiry cases of customers have no level (CL-13). */
export const hasNoLevel = (c: Pick<Classified, 'requesterType' | 'serviceLine'>): boolean => c.requesterType === 'customer' && (c.serviceLine === 'after-sales' || c.serviceLine === 'enquiry')

/** The tables already give a certain level, whatever else becomes known; a later change is a reclassification. */
export function isGraded(c: Classified): boolean {
  if (hasNoLevel(c)) return true
  if (c.requesterType === 'internal') return c.problemClass !== null || c.effects.length > 0
  return c.urgency === 'high' || Boolean(c.urgency && c.impact && c.complexity) || (c.urgency === 'low' && c.complexity !== null)
}

/** Levels of the scale that applies: URGENT, GENERAL, COMPLEX for customers (§1.2), A, B, C inside (§3.2); none for after-sales and enquiries. */
export function levelsOf(c: Pick<Classified, 'requesterType' | 'serviceLine'>): readonly Level[] {
  if (hasNoLevel(c)) return []
  return c.requesterType === 'internal' ? ['A', 'B', 'C'] : ['URGENT', 'GENERAL', 'COMPLEX']
}

/** Fields whose value differs, effects compared as sets. */
export function changedFields(before: Classified, after: Partial<Classified>): Classifying[] {
  return CLASSIFYING.filter((f) => after[f] !== undefined && !same(before[f], after[f]))
}

/**
 * True when the change overrides what was already decided: the old value was set, or effects change on a graded case.
 * Filling in what nobody had said yet needs no reason.
 */
export function needsReason(before: Classified & Pick<CaseFacts, 'classifiedAt'>, changed: readonly Classifying[]): boolean {
  const decided = before.classifiedAt !== null || isGraded(before)
  return decided && changed.some((f) => (f === 'effects' ? true : before[f] !== null))
}

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((x) => b.includes(x))
  return a === b
}
