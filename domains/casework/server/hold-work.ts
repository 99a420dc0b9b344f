// A case or a record of its work, held, after the rights were checked: every act inside a case begins here.
import type { EventType } from '../../../platform/contract/event.ts'
import type { WorkFact } from '../contract/events.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { AppError, Conflict, NotFound } from '../../../platform/server/errors.ts'
import { inScope } from '../../../platform/server/scope.ts'
import type { RecordTable } from '../../../platform/server/record-table.ts'
import { caseScope, holdForWork, whereOf, type CaseFacts } from '../../cases/public.ts'

/** Does a permission of the actor reach the case? */
export const reaches = (ctx: Ctx, permission: string, facts: CaseFacts): boolean => inScope(ctx.reach(permission), ctx.actor.id, caseScope(facts))

/** The case for recording work on it. Throws NotFound, Forbidden `case-restricted`, 403 `case-role`, Conflict `case-guard` once it is resolved or ended. */
export async function holdCaseForWork(ctx: Ctx, caseId: string, permission: 'casework.write' | 'casework.approve' = 'casework.write'): Promise<CaseFacts> {
  const facts = await holdForWork(ctx, caseId)
  if (!reaches(ctx, permission, facts)) throw new AppError(403, 'case-role', {}, [{ pointer: '/', code: permission === 'casework.write' ? 'case.role.handler' : 'case.role.lead' }])
  return facts
}

/** A record of this case, held. Throws NotFound when there is none or it belongs to another case. */
export async function holdRecord<Row extends { id: string; caseId: string }>(ctx: Ctx, table: RecordTable<Row>, caseId: string, workId: string): Promise<Row> {
  const row = await table.read(ctx, workId, true)
  if (!row || row.caseId !== caseId) throw new NotFound('work')
  return row
}

/** 409: what is asked does not follow from where the record stands; `code` says why. */
export const notNow = (code: string, pointer = '/act'): Conflict => new Conflict('work-state', {}, [{ pointer, code: `casework.${code}`, clause: '§3.2-4' }])

/** 403: a second person has to do it. */
export const ownWork = (): AppError => new AppError(403, 'own-work', {}, [{ pointer: '/approved', code: 'casework.own-work', clause: '§3.2-4' }])

export const by = (ctx: Ctx) => ({ byId: ctx.actor.id, byName: ctx.actor.name })
export const person = (id: string | null, name: string | null) => (id ? { id, name: name ?? '' } : null)
export const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** Tells the fact on the timeline of the case. */
export const tell = (ctx: Ctx, fact: EventType<WorkFact>, facts: CaseFacts, workId: string, text: string, more: { by?: string; outcome?: string; reason?: string } = {}): Promise<void> =>
  ctx.emit(fact, { ...whereOf(facts), workId, text: text.slice(0, 200), by: more.by ?? '', outcome: more.outcome ?? '' }, more.reason ? { reason: more.reason } : {})
