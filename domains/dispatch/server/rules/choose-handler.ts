// Who gets a case: everybody in question is looked at, every reason against is kept, then the rule's order decides (§1.2, §2.1, §8.1-3). Pure.
import type { Because } from '../../contract/assignment.ts'
import type { RuleDefinition } from '../../contract/rule.ts'

export interface Out { code: string; hard: boolean; clause: string | null; params?: Record<string, unknown> }

/** What is known about a person who comes into question. */
export interface Person {
  id: string; name: string; unit: string | null; roles: readonly string[]; languages: readonly string[]; skills: readonly string[]
  /** Open cases, and what they weigh by the rule. */
  cases: number; weight: number
  /** Epoch milliseconds of the last case that this person was given; null: never. */
  lastAssignedAt: number | null
  /** null: nobody plans shifts for the person. */
  onShift: boolean | null
  absentUntil: string | null
  active: boolean
  /** May work on cases where this one lies. */
  reaches: boolean
  /** May see what a data-security case says. */
  cleared: boolean
  /** Reasons that other domains put in the way, such as a certificate that has expired. */
  vetoes: readonly Out[]
  /** Declined this case before. */
  declined: boolean
  /** In question as the deputy of somebody who is away. */
  standsInFor: { id: string; name: string } | null
}

export interface Work { level: string | null; problemClass: string | null; language: string; restricted: boolean; handlerId: string | null; dedicated: readonly string[] }

export interface Weighed { person: Person; out: Out[]; lacks: Out[] }
export interface Choice { because: Because; chosen: Person | null; weighed: Weighed[]; skills: string[] }

const MINOR = { hard: false, clause: '§1.2' } as const

/** `zh-CN` and `zh` are one language; who names no language speaks Chinese. */
const speaks = (p: Person, language: string): boolean => (p.languages.length === 0 ? ['zh'] : p.languages).some((l) => l.split('-')[0] === language.split('-')[0])

export const skillsFor = (rule: RuleDefinition, work: Work): string[] => (work.problemClass ? (rule.skills as Record<string, string[] | undefined>)[work.problemClass] ?? [] : [])

/** What an open case weighs: by its level, half while it waits for somebody else. */
export const weightOf = (rule: Pick<RuleDefinition, 'weights'>, level: string | null, waiting: boolean): number => (rule.weights[(level ?? 'none') as keyof RuleDefinition['weights']] ?? rule.weights.none) / (waiting ? 2 : 1)

/** Every reason against a person, and the wishes of the rule that the person does not meet. */
export function weigh(rule: RuleDefinition, work: Work, p: Person): Weighed {
  const out: Out[] = [...p.vetoes], lacks: Out[] = [], missing = skillsFor(rule, work).filter((s) => !p.skills.includes(s))
  const wants = (need: RuleDefinition['shift'], fails: boolean, code: string, params?: Record<string, unknown>): void => {
    if (fails && need !== 'ignore') (need === 'must' ? out : lacks).push({ code, ...MINOR, ...(params ? { params } : {}) })
  }
  if (!p.active) out.push({ code: 'left', hard: true, clause: '§2.1' })
  if (!p.reaches) out.push({ code: 'no-right', hard: true, clause: '§2.1' })
  if (work.restricted && !p.cleared) out.push({ code: 'not-cleared', hard: true, clause: '§3.1-3' })
  if (p.absentUntil) out.push({ code: 'absent', hard: false, clause: '§2.1', params: { until: p.absentUntil } })
  if (p.declined) out.push({ code: 'declined', ...MINOR })
  wants(rule.shift, p.onShift === false && p.absentUntil === null, 'off-shift')
  wants(rule.language, !speaks(p, work.language), 'language', { language: work.language })
  wants(rule.skill, missing.length > 0, 'skill', { skills: missing.join(', ') })
  if (rule.maxWeight !== null && p.id !== work.handlerId && p.weight + weightOf(rule, work.level, false) > rule.maxWeight) out.push({ code: 'full', ...MINOR, params: { weight: p.weight, max: rule.maxWeight } })
  return { person: p, out, lacks }
}

/** Fewest unmet wishes first, then the method's order; the longest without a new case breaks ties, then the name, so that the same question always has the same answer. */
export function inOrder(rule: Pick<RuleDefinition, 'method'>, a: Weighed, b: Weighed): number {
  const load = a.person.weight - b.person.weight, turn = (a.person.lastAssignedAt ?? 0) - (b.person.lastAssignedAt ?? 0)
  return a.lacks.length - b.lacks.length || (rule.method === 'least-load' ? load || turn : turn || load) || a.person.name.localeCompare(b.person.name, 'zh') || a.person.id.localeCompare(b.person.id)
}

/**
 * The choice with everything that was weighed, the fitting first. `pool`: who has one of the rule's roles in the unit, deputies of the absent, and the dedicated agents.
 * `leads`: who gets it when nobody of the pool is left, the nearest first; they are asked for hard reasons and absence only.
 */
export function chooseHandler(rule: RuleDefinition, work: Work, pool: readonly Person[], leads: readonly Person[]): Choice {
  const skills = skillsFor(rule, work), weighed = pool.map((p) => weigh(rule, work, p)), fit = weighed.filter((w) => w.out.length === 0).sort((a, b) => inOrder(rule, a, b))
  const sorted = [...fit, ...weighed.filter((w) => w.out.length > 0).sort((a, b) => a.person.name.localeCompare(b.person.name, 'zh'))]
  if (rule.dedicated) for (const [i, id] of work.dedicated.entries()) {
    const own = fit.find((w) => w.person.id === id)
    if (own) return { because: i === 0 ? 'dedicated' : 'dedicated-deputy', chosen: own.person, weighed: [own, ...sorted.filter((w) => w !== own)], skills }
  }
  if (fit[0]) return { because: fit.length === 1 ? 'only-one' : rule.method, chosen: fit[0].person, weighed: sorted, skills }
  const asLeads = leads.filter((l) => !pool.some((p) => p.id === l.id) || weighed.find((w) => w.person.id === l.id)!.out.every((o) => !o.hard && o.code !== 'absent'))
    .map((l) => ({ person: l, out: weigh(rule, work, l).out.filter((o) => o.hard || o.code === 'absent'), lacks: [] }))
  const lead = asLeads.find((w) => w.out.length === 0), without = (ids: ReadonlySet<string>) => sorted.filter((w) => !ids.has(w.person.id))
  const all = [...asLeads.filter((w) => w === lead), ...without(new Set(asLeads.map((w) => w.person.id))), ...asLeads.filter((w) => w !== lead)]
  return lead ? { because: 'lead', chosen: lead.person, weighed: all, skills } : { because: 'nobody', chosen: null, weighed: all, skills }
}
