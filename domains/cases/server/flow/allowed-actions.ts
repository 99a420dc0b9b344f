// What the actor may do with a case now, and what stands in the way: the same moves and guards as the transitions themselves.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import type { CaseFacts } from '../case-facts.ts'
import { may } from '../case-scope.ts'
import { isRatingFixed } from '../closing/rate-case.ts'
import { readRating } from '../closing/rating-store.ts'
import type { Situation, Unmet } from './guards.ts'
import { closedBy, mayMove, movesFrom, rolesOf } from './find-moves.ts'
import type { Move, Role } from './moves.ts'
import { situationOf } from './situation.ts'
import { READ_ONLY } from './stages.ts'

export interface AllowedAction { action: string; ok: boolean; needs: string[]; reasons: { code: string; detail: string; clause?: string }[] }

/** Requesters see the moves that are theirs; staff see every move from here, with the role that it takes where it is not theirs. */
export async function allowedFor(ctx: Ctx, facts: CaseFacts): Promise<AllowedAction[]> {
  const roles = rolesOf(ctx, facts), inside = ctx.actor.kind !== 'requester'
  const moves = movesFrom(facts).filter((m) => inside ? m.who.some((r) => r !== 'system') : mayMove(m, roles))
  if (moves.length === 0 && READ_ONLY.has(facts.state)) return []
  const situation = await situationOf(ctx, facts, {}, true)
  const seen = new Map<string, AllowedAction>()
  for (const move of moves) {
    const action = asAction(ctx, move, roles, situation), before = seen.get(move.to)
    if (!before || (!before.ok && action.ok)) seen.set(move.to, action)
  }
  return [...seen.values(), ...await otherActions(ctx, facts, roles)]
}

function asAction(ctx: Ctx, move: Move, roles: ReadonlySet<Role>, situation: Situation): AllowedAction {
  const open = move.guards.filter((g) => g.unmet(situation).length > 0)
  const blocking = [...closedBy(move, situation), ...open.filter((g) => g.needs.length === 0).flatMap((g) => g.unmet(situation))]
  const needs = [...new Set(open.flatMap((g) => (g.needs.length === 0 ? [] : g.unmet(situation).map((u) => u.pointer.slice(1)))))]
  const permitted = mayMove(move, roles)
  const role = permitted ? [] : [{ pointer: '/to', code: `case.role.${move.who.find((r) => r !== 'system')!}`, clause: move.clause }]
  return { action: move.to, ok: permitted && blocking.length === 0, needs, reasons: [...role, ...blocking].map((u) => reason(ctx, u)) }
}

const reason = (ctx: Ctx, u: Unmet) => ({ code: u.code, detail: translate(ctx.locale, `field.${u.code}`, u.params), clause: u.clause })

/** Acts that are no moves of the state machine. */
async function otherActions(ctx: Ctx, facts: CaseFacts, roles: ReadonlySet<Role>): Promise<AllowedAction[]> {
  const readOnly = READ_ONLY.has(facts.state), works = may(ctx, 'cases.work', facts) && ctx.actor.kind !== 'requester'
  const locked: Unmet[] = readOnly ? [{ pointer: '/', code: 'case.guard.read-only', clause: '§3.4-3' }] : []
  const act = (action: string, who: boolean, role: Role, blocked: Unmet[] = locked): AllowedAction => {
    const unmet = who ? blocked : [{ pointer: '/', code: `case.role.${role}`, clause: '§1.2' }]
    return { action, ok: unmet.length === 0, needs: [], reasons: unmet.map((u) => reason(ctx, u)) }
  }
  const actions = works || roles.has('classifier') || roles.has('lead') ? [
    act('reclassify', roles.has('classifier'), 'classifier'), act('edit', works || roles.has('classifier'), 'classifier'), act('assign', roles.has('lead') || roles.has('taker'), 'lead', facts.open ? [] : closed),
    act('transfer', roles.has('handler') || roles.has('lead'), 'handler', facts.open ? [] : closed), act('log-vendor-contact', works, 'handler'), act('contain', works, 'handler', facts.open ? [] : closed),
  ] : []
  return roles.has('requester') ? [...actions, ...await rating(ctx, facts, act)] : actions
}

const closed: Unmet[] = [{ pointer: '/', code: 'case.guard.closed', clause: '§3.4-3' }]

async function rating(ctx: Ctx, facts: CaseFacts, act: (action: string, who: boolean, role: Role, blocked?: Unmet[]) => AllowedAction): Promise<AllowedAction[]> {
  if (facts.open || facts.state === 'merged' || facts.state === 'cancelled') return []
  const given = await readRating(ctx, facts.id)
  const fixed = given?.round === facts.round && isRatingFixed(given.ratedAt, ctx.now())
  return [act('rate', true, 'requester', fixed ? [{ pointer: '/score', code: 'case.guard.rating-fixed', clause: '§2.2-4' }] : [])]
}
