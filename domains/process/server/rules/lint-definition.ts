// What stands in the way of publishing a drawing, and what is worth a second look. Pure.
import type { CaseState } from '../../../cases/public.ts'
import type { Definition, Step } from '../../contract/definition.ts'
import { isDrawn, movesClosed, movesDrawn } from './machine.ts'

export interface Finding { severity: 'error' | 'warning'; code: string; step: string | null; clause: string; params?: Record<string, unknown> }

/** What the machine always needs; a stage may not be skipped (R1.2-1). */
const MAIN_LINE = ['new', 'classified', 'assigned', 'responded', 'diagnosing', 'solving', 'verifying', 'resolved', 'awaiting-confirmation', 'confirmed', 'archived'] as const satisfies readonly CaseState[]
const LISTS = ['five', 'six', 'steps', 'four'] as const
const LIST_CLAUSE = { five: '§8.1', six: '§1.2', steps: '§3.2', four: '§3.2' } as const

const error = (code: string, step: string | null, clause = '§8.1', params?: Finding['params']): Finding => ({ severity: 'error', code, step, clause, ...(params ? { params } : {}) })
const warning = (code: string, step: string | null, clause = '§8.1', params?: Finding['params']): Finding => ({ severity: 'warning', code, step, clause, ...(params ? { params } : {}) })

/** Errors refuse a publication; warnings are shown. */
export function lintDefinition(definition: Definition): Finding[] {
  return [...shape(definition), ...places(definition), ...mainLine(definition), ...fields(definition), ...lists(definition), ...movesClosed(definition).map((move) => warning('move-closed', null, '§1.2', { move }))]
}

function shape({ lanes, steps, edges }: Definition): Finding[] {
  const ids = new Set(steps.map((s) => s.id)), laneIds = new Set(lanes.map((l) => l.id))
  const out = new Set(edges.map((e) => e.from)), into = new Set(edges.map((e) => e.to))
  return [
    ...(ids.size < steps.length ? [error('step-twice', null)] : []), ...(laneIds.size < lanes.length ? [error('lane-twice', null)] : []),
    ...steps.filter((s) => !laneIds.has(s.lane)).map((s) => error('lane-unknown', s.id)),
    ...edges.filter((e) => !ids.has(e.from) || !ids.has(e.to) || e.from === e.to).map((e) => error('edge-loose', ids.has(e.from) ? e.from : null, '§8.1', { from: e.from, to: e.to })),
    ...(steps.filter((s) => s.kind === 'start').length === 1 ? [] : [error('one-start', null)]), ...(steps.some((s) => s.kind === 'end') ? [] : [error('no-end', null)]),
    ...steps.filter((s) => s.kind !== 'start' && !into.has(s.id)).map((s) => error('unreached', s.id)), ...steps.filter((s) => s.kind !== 'end' && !out.has(s.id)).map((s) => error('dead-end', s.id)),
    ...steps.filter((s) => s.kind === 'decision' && edges.filter((e) => e.from === s.id).length < 2).map((s) => error('decision-one-way', s.id)),
  ]
}

/** Two steps may not cover each other, and a case may stand at one step only. */
function places({ steps }: Definition): Finding[] {
  const taken = new Map<string, string>(), states = new Map<CaseState, string>(), found: Finding[] = []
  for (const s of steps) {
    const at = `${s.lane}/${s.column}/${s.row}`
    if (taken.has(at)) found.push(error('same-place', s.id)); else taken.set(at, s.id)
    for (const state of s.states) if (states.has(state)) found.push(error('state-twice', s.id, '§8.1', { state })); else states.set(state, s.id)
  }
  return found
}

function mainLine(definition: Definition): Finding[] {
  const placed = new Set(definition.steps.flatMap((s) => s.states)), drawn = movesDrawn(definition)
  const missing = MAIN_LINE.filter((state) => !placed.has(state)).map((state) => error('state-missing', null, '§1.2', { state }))
  if (missing.length > 0) return missing
  const broken = MAIN_LINE.slice(1).flatMap((to, i) => (isDrawn(drawn, MAIN_LINE[i]!, to) ? [] : [error('line-broken', null, '§1.2', { from: MAIN_LINE[i], to })]))
  return [...broken, ...(isDrawn(drawn, 'awaiting-confirmation', 'reopened') ? [] : [error('no-way-back', null, '§3.3')])]
}

/** R8.1-4: department, handler, limit and expected result of each step. */
function fields({ steps }: Definition): Finding[] {
  const named = (s: Step): string[] => (['department', 'handler', 'limit', 'result'] as const).filter((f) => s[f] === null)
  return steps.filter((s) => s.kind === 'step').flatMap((s) => named(s).map((field) => error('field-missing', s.id, '§8.1', { field })))
}

/** Along the way no list of the handbook runs backwards (R8.1-2), and each of its parts has a step. */
function lists({ steps, edges }: Definition): Finding[] {
  const byId = new Map(steps.map((s) => [s.id, s])), size = { five: 5, six: 6, steps: 6, four: 4 }
  return LISTS.flatMap((list) => [
    ...edges.filter((e) => e.kind === 'main').flatMap((e) => { const from = byId.get(e.from)?.[list], to = byId.get(e.to)?.[list]; return from && to && to < from ? [error('list-backwards', e.to, LIST_CLAUSE[list], { list })] : [] }),
    ...Array.from({ length: size[list] }, (_, i) => i + 1).filter((n) => !steps.some((s) => s[list] === n)).map((n) => error('list-gap', null, LIST_CLAUSE[list], { list, n })),
  ])
}
