// The paths that cases really took, on the steps of the drawing: visits, waiting, loops, variants, conformance. Pure.
import type { CaseState } from '../../../cases/public.ts'
import type { Definition } from '../../contract/definition.ts'
import { isDrawn, movesDrawn, stepOf } from './machine.ts'

export interface Stay { stage: CaseState; enteredAt: string; leftAt: string | null }
export interface CasePath { id: string; number: string; stages: readonly Stay[] }
export interface StepVisit { step: string; from: number; to: number; states: CaseState[] }

/** Stays at steps, one after another; neighbouring states of one step are one visit. A stay that lasts still ends `now` (ms); an archived case waits for nothing. */
export function visitsOf(definition: Definition, path: readonly Stay[], now: number): StepVisit[] {
  const visits: StepVisit[] = []
  for (const stay of path) {
    const step = stepOf(definition, stay.stage)
    if (!step) continue
    const from = Date.parse(stay.enteredAt), to = stay.leftAt !== null ? Date.parse(stay.leftAt) : stay.stage === 'archived' ? from : Math.max(now, from), last = visits.at(-1)
    if (last && last.step === step.id) { last.to = to; last.states.push(stay.stage) } else visits.push({ step: step.id, from, to, states: [stay.stage] })
  }
  return visits
}

/** Moves of a path that the drawing does not have. */
export function deviationsOf(drawn: ReadonlySet<string>, path: readonly Stay[]): { from: CaseState; to: CaseState; at: string }[] {
  return path.slice(1).flatMap((stay, i) => (isDrawn(drawn, path[i]!.stage, stay.stage) ? [] : [{ from: path[i]!.stage, to: stay.stage, at: stay.enteredAt }]))
}

/** The value below which the share `p` of the sorted values lies (nearest rank); 0 of nothing. */
export function quantile(sorted: readonly number[], p: number): number {
  return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))]!
}

const VARIANTS = 20, LOOPS = 12
const seconds = (ms: number): number => Math.round(ms / 1000)
const spread = (values: number[]) => { const sorted = values.toSorted((a, b) => a - b); return { medianSeconds: seconds(quantile(sorted, 0.5)), p90Seconds: seconds(quantile(sorted, 0.9)) } }
const add = <K>(map: Map<K, number[]>, key: K, value: number): void => { const list = map.get(key); if (list) list.push(value); else map.set(key, [value]) }

/** `now` in ms; the spans of edges are what was waited at the step before. */
export function minePaths(definition: Definition, cases: readonly CasePath[], now: number) {
  const drawn = movesDrawn(definition), stays = new Map<string, number[]>(), reached = new Map<string, number>(), again = new Map<string, number>(), moves = new Map<string, number[]>(), movers = new Map<string, number>()
  const variants = new Map<string, { steps: string[]; spans: number[]; drawn: boolean; example: { id: string; number: string } }>(), loops = new Map<string, { steps: string[]; cases: number; rounds: number }>(), offDrawing = new Set<string>()
  let conforming = 0
  for (const one of cases) {
    const visits = visitsOf(definition, one.stages, now), steps = visits.map((v) => v.step), own = new Set(steps), deviations = deviationsOf(drawn, one.stages)
    if (deviations.length === 0) conforming++
    for (const d of deviations) offDrawing.add(`${stepOf(definition, d.from)?.id}>${stepOf(definition, d.to)?.id}`)
    for (const v of visits) add(stays, v.step, v.to - v.from)
    for (const step of own) { reached.set(step, (reached.get(step) ?? 0) + 1); const times = steps.filter((s) => s === step).length; if (times > 1) again.set(step, (again.get(step) ?? 0) + 1) }
    const pairs = visits.slice(1).map((v, i) => `${visits[i]!.step}>${v.step}`)
    visits.slice(1).forEach((_v, i) => add(moves, pairs[i]!, visits[i]!.to - visits[i]!.from))
    for (const pair of new Set(pairs)) movers.set(pair, (movers.get(pair) ?? 0) + 1)
    for (const loop of loopsOf(steps)) { const key = loop.steps.join('>'), known = loops.get(key) ?? { steps: loop.steps, cases: 0, rounds: 0 }; known.cases++; known.rounds += loop.rounds; loops.set(key, known) }
    if (visits.length > 0) {
      const key = steps.join('>'), known = variants.get(key) ?? { steps, spans: [], drawn: true, example: { id: one.id, number: one.number } }
      known.spans.push(visits.at(-1)!.to - visits[0]!.from); known.drawn &&= deviations.length === 0; variants.set(key, known)
    }
  }
  const total = [...stays.values()].reduce((sum, list) => sum + list.reduce((a, b) => a + b, 0), 0)
  return {
    steps: [...stays].map(([step, list]) => { const all = list.reduce((a, b) => a + b, 0); return { step, visits: list.length, cases: reached.get(step)!, again: again.get(step) ?? 0, ...spread(list), totalSeconds: seconds(all), share: total === 0 ? 0 : all / total } }),
    edges: [...moves].map(([pair, list]) => { const [from, to] = pair.split('>') as [string, string]; return { from, to, count: list.length, cases: movers.get(pair)!, drawn: !offDrawing.has(pair), ...spread(list) } }),
    variants: [...variants.values()].toSorted((a, b) => b.spans.length - a.spans.length).slice(0, VARIANTS).map((v) => ({ steps: v.steps, count: v.spans.length, share: cases.length === 0 ? 0 : v.spans.length / cases.length, medianSeconds: spread(v.spans).medianSeconds, drawn: v.drawn, example: v.example })),
    loops: [...loops.values()].toSorted((a, b) => b.cases - a.cases || b.rounds - a.rounds).slice(0, LOOPS), conforming,
  }
}

/** Ways that lead back to where they began, without a shorter one inside; `rounds` counts how often each was walked. */
export function loopsOf(steps: readonly string[]): { steps: string[]; rounds: number }[] {
  const found = new Map<string, { steps: string[]; rounds: number }>(), open: string[] = []
  for (const step of steps) {
    const at = open.lastIndexOf(step)
    if (at >= 0) {
      const loop = [...open.slice(at), step], key = loop.join('>'), known = found.get(key) ?? { steps: loop, rounds: 0 }
      known.rounds++
      found.set(key, known)
      open.length = at
    }
    open.push(step)
  }
  return [...found.values()]
}
