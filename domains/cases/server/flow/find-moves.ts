// Which moves exist from where a case stands, who may make them, and what stands in the way. The same answers serve GET and POST.
import type { CaseState } from '../../contract/case.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CaseFacts } from '../case-facts.ts'
import { may } from '../case-scope.ts'
import type { Guard, Situation, Unmet } from './guards.ts'
import { MOVES, RESUMING, type Move, type Role } from './moves.ts'
import { isWaiting, missingStages, WAITING } from './stages.ts'

type Standing = Pick<CaseFacts, 'state' | 'resumeState'>

/** Moves out of a state. A waiting state offers the way back, and everything that the interrupted state offers except other ways of waiting. */
export function movesFrom(at: Standing): Move[] {
  const direct = MOVES.filter((m) => m.from.includes(at.state))
  if (!isWaiting(at.state) || !at.resumeState) return direct
  const onward = MOVES.filter((m) => m.from.includes(at.resumeState!) && !direct.includes(m) && m.to !== at.state)
  return [{ ...RESUMING, to: at.resumeState }, ...direct, ...onward]
}

export const findMoves = (at: Standing, to: CaseState): Move[] => movesFrom(at).filter((m) => m.to === to)

/** Roles that the actor has towards the case. */
export function rolesOf(ctx: Ctx, facts: CaseFacts): ReadonlySet<Role> {
  const roles = new Set<Role>(), { actor } = ctx
  if (actor.kind === 'system') return new Set(['system'])
  if (facts.requesterId === actor.id) roles.add('requester')
  if (actor.kind !== 'staff') return roles
  const works = may(ctx, 'cases.work', facts)
  if (facts.handlerId === actor.id && works) roles.add('handler')
  if (works && facts.handlerId === null) roles.add('taker')
  if (may(ctx, 'cases.assign', facts)) roles.add('lead')
  // Nobody else sees what a data-security case is about, so whoever is cleared for it may also classify it (§3.1-3).
  if (may(ctx, 'cases.classify', facts) || (works && facts.problemClass === 'data-security' && may(ctx, 'cases.restricted', facts))) roles.add('classifier')
  if (may(ctx, 'cases.archive', facts)) roles.add('archiver')
  if (may(ctx, 'cases.reopen', facts)) roles.add('reopener')
  if (may(ctx, 'cases.merge', facts)) roles.add('merger')
  return roles
}

/** Conditions of a move that are not met. */
export const unmetOf = (move: Move, situation: Situation): Unmet[] => [...closedBy(move, situation), ...move.guards.flatMap((one: Guard) => one.unmet(situation))]

/** The published process has no such connection; nothing that the request could bring opens it. */
export function closedBy(move: Move, { facts, gate }: Situation): Unmet[] {
  const closed = isWaiting(facts.state) && move.to === facts.resumeState ? null : gate?.(facts.state, move.to)
  return closed ? [closed] : []
}

export const mayMove = (move: Move, roles: ReadonlySet<Role>): boolean => move.who.some((role) => roles.has(role))

/** Why a move does not exist at all: the stages that would be skipped (S-041), else that the states do not follow each other. */
export function whyNoMove(at: Standing, to: CaseState): Unmet[] {
  const missing = missingStages(at, to)
  if (missing.length > 0) return missing.map((stage) => ({ pointer: '/to', code: `case.stage.${stage}`, clause: '§1.2' }))
  if ((WAITING as readonly CaseState[]).includes(to) && ['new', 'classified', 'assigned'].includes(at.state)) return [{ pointer: '/to', code: 'case.stage.responded', clause: '§1.4' }]
  return [{ pointer: '/to', code: 'case.move', clause: '§1.2' }]
}
