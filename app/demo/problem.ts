// What goes wrong in the demo company, as templates: `{system}` and `{site}` are those of the requester, `{since}` and `{seen}` clock times
// shortly before the report, other names come from `vary`.
import type { Effect, Factor, Impact, Nature, ProblemClass, RequesterType, ServiceLine, Severity } from '../../domains/cases/contract/case.ts'
import type { Dice } from './dice.ts'

export interface Problem {
  key: string
  locale: 'zh-CN' | 'en'
  party: RequesterType
  line: ServiceLine
  problemClass: ProblemClass
  subClass: string
  nature: Nature
  urgency: Factor
  impact: Impact
  complexity: Factor
  effects: readonly Effect[]
  severity?: Severity
  /** How often, relative to the others of its party and language. */
  weight: number
  vary: Readonly<Record<string, readonly string[]>>
  title: string
  report: string
  /** First answer, and the next step that it promises. */
  reply: string
  next: string
  /** What is asked of the requester, and what comes back. */
  ask: string
  given: string
  note: string
  /** First advice that already helps (initial solution, containment). */
  advice: string
  evidence: string
  cause: string
  fix: string
  proof: string
  harm: string
  prevent: string
  /** Why the requester would not call it solved. */
  still: string
  vendor?: string
  /** A log file that comes with the report. */
  log?: string
}

/** The problem with every name filled in. Each case has its own figures; within a case they stay the same. */
export function tellProblem(problem: Problem, dice: Dice, known: Readonly<Record<string, string>>): Problem {
  const names: Record<string, string> = { ...known }
  for (const [name, values] of Object.entries(problem.vary)) names[name] = dice.pick(values)
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = names[name]
    if (value === undefined) throw new Error(`problem ${problem.key} names {${name}}, which nobody knows`)
    return value
  })
  return Object.fromEntries(Object.entries(problem).map(([field, value]) => [field, typeof value === 'string' ? fill(value) : value])) as unknown as Problem
}

export const ZH = { locale: 'zh-CN' } as const
export const EN = { locale: 'en' } as const
export const CUSTOMER_TECH = { party: 'customer', line: 'technical-support', effects: [] } as const
export const AFTER_SALES = { party: 'customer', line: 'after-sales', effects: [] } as const
export const ENQUIRY = { party: 'customer', line: 'enquiry', effects: [] } as const
export const INTERNAL = { party: 'internal', line: 'technical-support' } as const
