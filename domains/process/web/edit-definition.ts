// Changes to a drawing under the hand. Pure.
import type { ProcessView } from '../contract/api.ts'
import type { Definition, Edge, Step } from '../contract/definition.ts'

export interface LimitChoice { policy: string; kind: string; label: string }

export const changeStep = (definition: Definition, id: string, part: Partial<Step>): Definition => ({ ...definition, steps: definition.steps.map((s) => (s.id === id ? { ...s, ...part } : s)) })

/** A null takes the connection away. */
export const changeEdge = (definition: Definition, at: number, next: Edge | null): Definition => ({ ...definition, edges: next ? definition.edges.map((e, i) => (i === at ? next : e)) : definition.edges.filter((_e, i) => i !== at) })

/** A step goes with its connections. */
export const dropStep = (definition: Definition, id: string): Definition => ({ ...definition, steps: definition.steps.filter((s) => s.id !== id), edges: definition.edges.filter((e) => e.from !== id && e.to !== id) })

/** A new step on the first free place, beside the chosen one when there is room. Answers its id too. */
export function addStep(definition: Definition, beside: Step | null): { definition: Definition; id: string } {
  const taken = new Set(definition.steps.map((s) => `${s.lane}/${s.column}/${s.row}`)), ids = new Set(definition.steps.map((s) => s.id))
  let n = 1
  while (ids.has(`step-${n}`)) n++
  const lane = beside?.lane ?? definition.lanes[0]!.id, places = [0, 1, 2, 3].flatMap((row) => Array.from({ length: 16 }, (_, column) => ({ row, column }))).filter(({ row, column }) => !taken.has(`${lane}/${column}/${row}`))
  const place = beside ? places.toSorted((a, b) => Math.abs(a.column - beside.column) + Math.abs(a.row - beside.row) * 2 - Math.abs(b.column - beside.column) - Math.abs(b.row - beside.row) * 2)[0]! : places[0]!
  const step: Step = { id: `step-${n}`, kind: 'step', lane, ...place, name: { zh: `新步骤 ${n}`, en: `New step ${n}` }, states: [], department: null, handler: null, limit: null, result: null, clause: null, five: null, six: null, steps: null, four: null }
  return { definition: { ...definition, steps: [...definition.steps, step] }, id: step.id }
}

/** What may be chosen as a limit: whatever the drawing refers to already. */
export function limitChoices(view: Pick<ProcessView, 'definition'>, label: (policy: string, kind: string) => string): LimitChoice[] {
  const seen = new Map<string, LimitChoice>()
  for (const { limit } of view.definition.steps) if (limit && 'policy' in limit) seen.set(`${limit.policy}/${limit.kind}`, { ...limit, label: label(limit.policy, limit.kind) })
  return [...seen.values()]
}
