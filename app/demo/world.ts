// What the people of the story have in their hands: the desk, the clock, each other.
import type { Actor } from '../../platform/server/ctx.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import type { TestClock } from '../../platform/server/clock.ts'
import { runReading } from '../../platform/server/kernel.ts'
import { loadCase, type CaseFacts } from '../../domains/cases/public.ts'
import type { Desk } from './desk.ts'
import type { CasePlan } from './plan-cases.ts'

export interface World {
  readonly desk: Desk
  readonly clock: TestClock
  readonly end: number
  /** Unit ids by their keys. */
  readonly units: ReadonlyMap<string, string>
  /** Staff, colleagues and contacts by their keys. */
  readonly people: Map<string, Actor>
  /** Lets a case live that came out of another one. */
  follow(caseId: string, plan: CasePlan): void
}

/** Throws Error for a key that nobody has. */
export function personOf(world: World, key: string): Actor {
  const found = world.people.get(key)
  if (!found) throw new Error(`nobody in the demo company is called ${key}`)
  return found
}

export const readCase = (world: World, id: string): Promise<CaseFacts> => runReading(world.desk.host, SYSTEM, (ctx) => loadCase(ctx, id))

/** Who works in a unit: those that handle cases, and who leads them. */
const TEAMS: Readonly<Record<string, { lead: string; workers: readonly string[] }>> = {
  SH: { lead: 'zhou', workers: ['chen', 'li', 'wang', 'chen'] }, HZ: { lead: 'lin', workers: ['zheng', 'feng'] }, FS: { lead: 'shi', workers: ['zhao', 'deng'] }, CS: { lead: 'xie', workers: ['luo', 'song'] },
  IT: { lead: 'han', workers: ['tang', 'cao'] }, SZ: { lead: 'liang', workers: ['huang', 'su'] }, INTL: { lead: 'tan', workers: ['okafor', 'novak'] }, EAST: { lead: 'wu', workers: ['wu'] }, SOUTH: { lead: 'guo', workers: ['guo'] },
  SEC: { lead: 'xu', workers: ['xu'] }, HQ: { lead: 'he', workers: ['he'] },
}

export function teamOf(world: World, unitId: string | null): { lead: Actor; workers: Actor[] } {
  const key = [...world.units].find(([, id]) => id === unitId)?.[0] ?? 'HQ'
  const team = TEAMS[key] ?? TEAMS['HQ']!
  return { lead: personOf(world, team.lead), workers: team.workers.map((w) => personOf(world, w)) }
}
