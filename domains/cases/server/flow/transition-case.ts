// Moves a case by the table of moves: every guard is evaluated, every unmet condition is named, then state and facts change together.
import type { CaseState } from '../../contract/case.ts'
import { CaseStateChanged } from '../../contract/events.ts'
import type { Transition } from '../../contract/transitions.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, Conflict } from '../../../../platform/server/errors.ts'
import type { CaseFacts, CasePatch } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { updateCase } from '../case-store.ts'
import { changesOf } from '../changes.ts'
import { reclassifyByMove } from '../editing/edit-case.ts'
import { holdCase } from '../find-case.ts'
import { lockCases } from '../many-cases-store.ts'
import { openChildren } from '../lists/links-store.ts'
import { advanceCase } from './advance-case.ts'
import { afterMove } from './after-move.ts'
import { patchAssignment, reassignCase } from './assign-case.ts'
import { effectsOf } from './effects.ts'
import { findMoves, mayMove, rolesOf, unmetOf, whyNoMove } from './find-moves.ts'
import type { Unmet } from './guards.ts'
import type { Move, Role } from './moves.ts'
import { situationOf } from './situation.ts'
import { IN_PROGRESS, WAITING } from './stages.ts'

const HANDLED: ReadonlySet<CaseState> = new Set(['assigned', ...IN_PROGRESS, ...WAITING, 'reopened'])

/**
 * Moves the case to `data.to`. Throws NotFound, Stale, AppError 403 `case-role` when another role has to do it, and
 * Conflict `case-guard` naming every unmet condition with its clause (Part C.6).
 */
export async function transitionCase(ctx: Ctx, id: string, asked: Transition, version: number | null = null): Promise<CaseFacts> {
  const data = unfolded(asked)
  // Two merges in opposite directions must not wait for each other.
  if (data.to === 'merged' && data.into) await lockCases(ctx, [id, data.into])
  const facts = await holdCase(ctx, id, version)
  if (data.to === 'classified' && facts.state !== 'new') return reclassifyByMove(ctx, facts, data)
  if (data.to === 'assigned' && HANDLED.has(facts.state)) return reassignCase(ctx, facts, data)
  const moves = findMoves(facts, data.to)
  if (moves.length === 0) throw refusal(whyNoMove(facts, data.to))
  const roles = rolesOf(ctx, facts)
  const request = withDefaults(ctx, roles, data)
  const permitted = moves.filter((m) => mayMove(m, roles))
  if (permitted.length === 0) throw notYourMove(moves)
  const situation = await situationOf(ctx, facts, request)
  const unmet = permitted.map((m) => unmetOf(m, situation))
  const best = unmet.findIndex((u) => u.length === 0)
  if (best < 0) throw refusal(unmet[0]!)
  if (data.to === 'assigned' && !roles.has('lead') && !roles.has('system') && request.handlerId !== ctx.actor.id) throw notYourMove(moves)
  const extra = data.to === 'assigned' ? await patchAssignment(ctx, facts, request.handlerId!, request.unitId) : {}
  return moveCase(ctx, facts, request, extra)
}

/** Checks that came in the shape of `verification` count like those that stand alone. */
function unfolded({ verification: v, ...data }: Transition): Transition {
  return v ? { ...data, retest: data.retest ?? v.retest ?? undefined, stability: data.stability ?? v.stability ?? undefined, verificationEvidence: data.verificationEvidence ?? v.evidence ?? undefined } : data
}

/** Writes a permitted move, tells what happened, and takes the steps that follow by themselves. */
export async function moveCase(ctx: Ctx, facts: CaseFacts, data: Transition, extra: CasePatch = {}): Promise<CaseFacts> {
  if (data.to === 'resolved' && data.mergeChildren) await mergeChildren(ctx, facts, data.reason)
  const patch = { ...effectsOf(facts, data.to, data, ctx.now()), ...extra }
  const moved = await updateCase(ctx, facts.id, patch)
  await ctx.emit(CaseStateChanged, { ...whereOf(moved), from: facts.state, to: data.to }, { changes: changesOf(facts, patch), reason: data.reason })
  await afterMove(ctx, facts, moved, data)
  return advanceCase(ctx, moved.id)
}

/** Closing a parent with its children, by choice: what is still open of the same party goes on in it. Each merge may be undone by itself. */
async function mergeChildren(ctx: Ctx, facts: CaseFacts, reason?: string): Promise<void> {
  for (const child of await openChildren(ctx, facts.id)) {
    const held = await holdCase(ctx, child.id)
    if (!mayMove(findMoves(held, 'merged')[0]!, rolesOf(ctx, held))) throw new AppError(403, 'case-role', {}, [{ pointer: '/mergeChildren', code: 'case.role.merger' }])
    await moveCase(ctx, held, { to: 'merged', into: facts.id, reason })
  }
}

/** Who takes a case takes it for themselves; a third-party problem carries the outside mark unless somebody says otherwise (CL-06). */
function withDefaults(ctx: Ctx, roles: ReadonlySet<Role>, data: Transition): Transition {
  if (data.to === 'assigned' && !data.handlerId && roles.has('taker') && !roles.has('lead')) return { ...data, handlerId: ctx.actor.id }
  if (data.to === 'classified' && data.problemClass === 'third-party-service' && data.outsideService === undefined) return { ...data, outsideService: true }
  return data
}

export const refusal = (unmet: readonly Unmet[]): Conflict => new Conflict('case-guard', {}, unmet)

/** 403: the move exists, but another role has to make it. */
function notYourMove(moves: readonly Move[]): AppError {
  const who = [...new Set(moves.flatMap((m) => m.who))].filter((r) => r !== 'system')
  return new AppError(403, 'case-role', {}, (who.length > 0 ? who : ['system']).map((role) => ({ pointer: '/to', code: `case.role.${role}` })))
}
