// Loads what the guards of a move look at; only what the state and the request make necessary.
import type { Transition } from '../../contract/transitions.ts'
import { actorOf } from '../../../../platform/server/access/public.ts'
import type { Actor, Ctx } from '../../../../platform/server/ctx.ts'
import { AppError } from '../../../../platform/server/errors.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { caseRecordOf } from '../../../knowledge/public.ts'
import { caseScope, may } from '../case-scope.ts'
import type { CaseFacts } from '../case-facts.ts'
import { readCase } from '../case-store.ts'
import { hasFollowUp } from '../closing/follow-up-store.ts'
import { openChildren } from '../lists/links-store.ts'
import { CloseHours, FollowUpHours, ReopenDays } from '../settings.ts'
import type { Situation } from './guards.ts'
import { gateOf } from './move-gate.ts'
import { openWorkOf } from './open-work.ts'

const CLOSING = new Set(['confirmed', 'closed-unconfirmed', 'reviewed'])

/** `toShow`: for the list of what is possible, not for a move. */
export async function situationOf(ctx: Ctx, facts: CaseFacts, data: Partial<Transition>, toShow = false): Promise<Situation> {
  const candidate = data.handlerId ? await candidateOf(ctx, facts, data.handlerId) : null
  const record = CLOSING.has(facts.state) ? await caseRecordOf(ctx, facts.id) : null
  const target = data.into ? await readCase(ctx, data.into) : null
  return {
    facts, data, now: ctx.now(), candidate,
    limits: { closeHours: await setting(ctx, CloseHours), followUpHours: await setting(ctx, FollowUpHours), reopenDays: await setting(ctx, ReopenDays) },
    recordMissing: record ? record.missing : null,
    followUpOpened: facts.state === 'awaiting-confirmation' && ctx.actor.kind === 'system' ? await hasFollowUp(ctx, facts.id, facts.round) : false,
    openWork: await openWorkOf(ctx, facts),
    gate: await gateOf(ctx, toShow),
    children: facts.state === 'verifying' || facts.resumeState === 'verifying' ? await openChildren(ctx, facts.id) : [],
    target: target && may(ctx, 'cases.read', target) ? target : null,
  }
}

/** The account behind a handler's id; null when there is none or it is disabled. */
export async function staffOf(ctx: Ctx, id: string): Promise<Actor | null> {
  try { return await actorOf(ctx, id) } catch (error) {
    if (error instanceof AppError && error.status === 404) return null
    throw error
  }
}

async function candidateOf(ctx: Ctx, facts: CaseFacts, id: string): Promise<Situation['candidate']> {
  const person = await staffOf(ctx, id)
  if (!person) return { known: false, isStaff: false, cleared: false }
  const row = { ...caseScope(facts), unitId: facts.unitId ?? person.unitId, people: [...(caseScope(facts).people ?? []), id] }
  return { known: true, isStaff: person.kind === 'staff' && person.grants.has('cases.work'), cleared: inScope(person.grants.get('cases.restricted') ?? null, id, row) }
}
