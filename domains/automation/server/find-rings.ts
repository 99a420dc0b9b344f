// Which rules could set each other off, from what they do and what they wait for. Pure; conditions may still prevent it.
import type { Action, CaseEvent, Definition } from '../contract/rule.ts'

interface Named { id: string; name: string; definition: Definition }

/** Facts that an act brings about. Notes, notices and automatic mail set nothing off. */
const RAISES: Record<Action['do'], readonly CaseEvent[]> = { assign: ['case-assigned', 'state-changed'], move: ['case-assigned'], set: ['case-classified', 'case-reclassified', 'state-changed'], note: [], notify: [], template: [], 'follow-up': [], webhook: [] }

function setsOff(from: Definition, to: Definition): boolean {
  if (to.trigger.kind !== 'event') return false
  const { event, to: state } = to.trigger
  return from.actions.some((a) => RAISES[a.do].includes(event) && (event !== 'state-changed' || !state || (a.do === 'assign' ? state === 'assigned' : state === 'classified')))
}

/** Every ring through the rule, as names from it back to it; at most 5. */
export function findRings(id: string, rules: readonly Named[]): string[][] {
  const start = rules.find((r) => r.id === id), found: string[][] = []
  const walk = (at: Named, path: readonly Named[]) => {
    for (const next of rules) {
      if (found.length >= 5 || !setsOff(at.definition, next.definition)) continue
      if (next.id === id) found.push([...path, next].map((r) => r.name))
      else if (!path.includes(next) && path.length < 6) walk(next, [...path, next])
    }
  }
  if (start) walk(start, [start])
  return found
}
