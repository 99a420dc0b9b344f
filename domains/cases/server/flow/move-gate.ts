// Moves that the published process has closed: other domains say which, the state machine refuses them (§8.1, R8.1-1; B-40).
import type { CaseState } from '../../contract/case.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { definePlace } from '../../../../platform/server/places.ts'
import { MOVES } from './moves.ts'
import type { Unmet } from './guards.ts'

export type MoveGate = (from: CaseState, to: CaseState) => Unmet | null

/** What a domain contributes: asked once per case that is shown or moved. */
export const moveGate = definePlace<(ctx: Ctx, toShow: boolean) => Promise<MoveGate>>('cases.move-gate')

/** The first refusal of any gate; open when nobody closes anything. `toShow`: nothing moves by the answer, so what was known a moment ago suffices. */
export async function gateOf(ctx: Ctx, toShow: boolean): Promise<MoveGate> {
  const gates = await Promise.all(moveGate.of(ctx.host.registry).map((open) => open(ctx, toShow)))
  return (from, to) => gates.map((gate) => gate(from, to)).find((unmet) => unmet !== null) ?? null
}

export interface MoveText { from: CaseState; to: CaseState; who: readonly string[]; guards: readonly { name: string; clause: string }[]; clause: string }

/** The state machine as others may read it: every single step with its conditions. */
export const describeMoves = (): MoveText[] => MOVES.flatMap((m) => m.from.map((from) => ({ from, to: m.to, who: m.who, guards: m.guards.map(({ name, clause }) => ({ name, clause })), clause: m.clause })))

