// What stands on the desk when the story ends: which states, how old, so that some promises run out within minutes and some are broken.
import type { CaseState } from '../../domains/cases/contract/case.ts'
import type { Problem } from './problem.ts'

export interface TailWish {
  stop: CaseState
  /** Age at the end, in hours. */
  hours: number
  where?: (p: Problem) => boolean
  problem?: string
  /** Who reports it; anybody of the fitting customers otherwise. */
  by?: string
}

const fault = (p: Problem): boolean => p.party === 'customer' && p.line === 'technical-support'
/** Two hours to answer, four to solve (§1.2). */
const urgent = (p: Problem): boolean => fault(p) && p.urgency === 'high' && !p.vendor
/** A day to answer, two to solve. */
const general = (p: Problem): boolean => fault(p) && p.urgency !== 'high' && p.complexity !== 'high' && !p.vendor
const complex = (p: Problem): boolean => fault(p) && p.complexity === 'high' && p.urgency !== 'high'
/** One hour to answer (§3.3-1). */
const inside = (p: Problem): boolean => p.party === 'internal' && !p.vendor
const vendor = (p: Problem): boolean => p.vendor !== undefined
const repair = (p: Problem): boolean => p.line === 'after-sales' && p.nature === 'hardware'
const question = (p: Problem): boolean => p.line === 'enquiry'

const wishes = (stop: CaseState, ...list: (readonly [hours: number, where?: (p: Problem) => boolean])[]): TailWish[] => list.map(([hours, where]) => ({ stop, hours, ...(where ? { where } : {}) }))

/** All by one contact. */
const of = (by: string, ...lists: TailWish[][]): TailWish[] => lists.flat().map((w) => ({ ...w, by, where: (p) => p.locale === 'zh-CN' && (w.where?.(p) ?? true) }))

export const TAIL: readonly TailWish[] = [
  ...wishes('new', [0.04, fault], [0.15, inside], [0.35, question], [0.75, general], [1.72, urgent], [0.55, repair], [2.4, general]),
  ...wishes('classified', [0.4, inside], [1.3, general], [4, complex], [22.6, general]),
  ...wishes('assigned', [0.6, urgent], [1.9, urgent], [0.96, inside], [6, general], [25.5, general], [13, repair]),
  ...wishes('responded', [2, general], [3.55, urgent], [9, general], [19, complex], [3, inside]),
  ...wishes('diagnosing', [1.6, urgent], [3.85, urgent], [7, general], [15, inside], [27, general], [44, complex], [47.3, general], [52, general]),
  ...wishes('solving', [2.4, urgent], [6, inside], [20, general], [30, general], [46.2, general], [71, complex]),
  ...wishes('waiting-requester', [8, general], [20, inside], [29, general], [52, complex], [75, general]),
  ...wishes('waiting-vendor', [10, vendor], [34, vendor], [60, vendor], [105, vendor]),
  ...wishes('on-site-scheduled', [14, repair], [26, repair], [40, repair]),
  ...wishes('verifying', [5, inside], [22, general], [43, general]),
  ...wishes('resolved', [6, general], [25, general], [40, inside]),
  ...wishes('awaiting-confirmation', [9, general], [20, inside], [30, general], [34, general], [40, repair], [28, question], [21, urgent]),
  ...wishes('reopened', [55, general], [80, fault]),
  ...wishes('confirmed', [30, general], [52, general], [70, fault], [41, inside], [26, question]),
  ...wishes('closed-unconfirmed', [78, urgent], [84, urgent], [80, inside]),
  ...wishes('reviewed', [66, (p) => p.key === 'wifi' || p.key === 'mail-down'], [90, (p) => p.key === 'wifi' || p.key === 'mail-down']),
  ...wishes('cancelled', [10, general], [31, inside]),
  ...wishes('merged', [5, urgent], [26, general]),
  // The contact who is handed out for a first look sees each stage of the portal.
  ...of('sun.jie', wishes('awaiting-confirmation', [23, general]), wishes('waiting-requester', [28, general]), wishes('solving', [3.1, urgent]), wishes('responded', [4.5, general])),
]
