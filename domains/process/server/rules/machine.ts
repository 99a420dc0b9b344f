// What a drawing says to the running state machine. Pure: connections between steps become moves between states (B-40).
import type { CaseState } from '../../../cases/public.ts'
import type { Definition, Edge, Step } from '../../contract/definition.ts'

/** Ways of waiting are left the way they were entered; a drawing opens each by any connection that leads into it. */
const WAYS_OUT: readonly CaseState[] = ['waiting-requester', 'waiting-vendor', 'on-site-scheduled']
/** Steps back that a process may do without. */
const STEPS_BACK = ['solving>diagnosing', 'verifying>solving'] as const

export const stepOf = (definition: Definition, state: CaseState): Step | null => definition.steps.find((s) => s.states.includes(state)) ?? null

/** Steps with states that are reached from `from` over steps without any. */
function reached(definition: Definition, from: string, seen: ReadonlySet<string> = new Set()): Step[] {
  return definition.edges.filter((e) => e.from === from && e.kind !== 'pass' && !seen.has(e.to)).flatMap((e) => {
    const to = definition.steps.find((s) => s.id === e.to)
    return !to ? [] : to.states.length > 0 ? [to] : reached(definition, to.id, new Set([...seen, from]))
  })
}

/** Every move `from>to` that the drawing has: along its connections, and between the states of one step. */
export function movesDrawn(definition: Definition): ReadonlySet<string> {
  const drawn = new Set<string>()
  for (const step of definition.steps) {
    for (const from of step.states) {
      for (const to of [step, ...reached(definition, step.id)].flatMap((s) => s.states)) if (from !== to) drawn.add(`${from}>${to}`)
    }
  }
  return drawn
}

/** Optional moves that the drawing does without: the machine refuses them while it is in force. */
export function movesClosed(definition: Definition): string[] {
  const drawn = movesDrawn(definition), into = new Set([...drawn].map((m) => m.split('>')[1]!))
  return [...WAYS_OUT.filter((to) => !into.has(to)).map((to) => `>${to}`), ...STEPS_BACK.filter((move) => !drawn.has(move))]
}

export const isClosed = (closed: readonly string[], from: CaseState, to: CaseState): boolean => closed.includes(`${from}>${to}`) || closed.includes(`>${to}`)

/** Whether a drawing has a move: directly, out of or into a way of waiting, or as an end that is drawn nowhere (merged, cancelled). */
export function isDrawn(drawn: ReadonlySet<string>, from: CaseState, to: CaseState): boolean {
  if (drawn.has(`${from}>${to}`) || to === 'merged' || to === 'cancelled' || from === 'merged') return true
  if (to === 'reopened') return [...drawn].some((m) => m.endsWith('>reopened'))
  if (WAYS_OUT.includes(to)) return [...drawn].some((m) => m.endsWith(`>${to}`))
  // Back to the step that was interrupted, or on from there.
  return WAYS_OUT.includes(from)
}

export const edgesOf = (definition: Definition, step: string): Edge[] => definition.edges.filter((e) => e.from === step)
