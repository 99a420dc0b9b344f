// Visits through what the actor may see, and the small things that every use case here needs.
import type { EventType } from '../../../platform/contract/event.ts'
import type { FieldFact } from '../contract/events.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { AppError, Conflict, NotFound, Stale } from '../../../platform/server/errors.ts'
import { inScope, type ScopedRow } from '../../../platform/server/scope.ts'
import { caseScope, holdForWork, whereOf, type CaseFacts } from '../../cases/public.ts'
import { orders, type OrderRow } from './field-store.ts'

export const orderScope = (o: OrderRow): ScopedRow => ({ unitId: o.unitId, people: [o.engineerId, o.plannedById] })
export const reaches = (ctx: Ctx, permission: string, o: OrderRow): boolean => inScope(ctx.reach(permission), ctx.actor.id, orderScope(o))

/** Throws NotFound outside the reach: an engineer sees the visits that were given to them. */
export async function findOrder(ctx: Ctx, id: string, permission = 'field.read', hold = false): Promise<OrderRow> {
  const row = await orders.read(ctx, id, hold)
  if (!row || !reaches(ctx, permission, row)) throw new NotFound('visit')
  return row
}

export async function holdOrder(ctx: Ctx, id: string, permission: string, version: number | null = null): Promise<OrderRow> {
  const row = await findOrder(ctx, id, permission, true)
  if (version !== null && row.version !== version) throw new Stale(row.version)
  return row
}

export const isOver = (o: Pick<OrderRow, 'state'>): boolean => o.state === 'signed' || o.state === 'failed' || o.state === 'cancelled'

/** The case for planning work on it. Throws NotFound, Forbidden `case-restricted`, 403 `case-role`, Conflict `case-guard` once it is resolved. */
export async function holdCaseForField(ctx: Ctx, caseId: string): Promise<CaseFacts> {
  const facts = await holdForWork(ctx, caseId)
  if (!inScope(ctx.reach('field.plan'), ctx.actor.id, caseScope(facts))) throw new AppError(403, 'case-role', {}, [{ pointer: '/', code: 'case.role.handler' }])
  return facts
}

export const notNow = (code: string, pointer = '/state'): Conflict => new Conflict('work-state', {}, [{ pointer, code: `field.${code}`, clause: '§5.2' }])
export const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export const tell = (ctx: Ctx, fact: EventType<FieldFact>, facts: CaseFacts, work: { id: string; number: string; engineerId?: string | null }, text = '', reason?: string): Promise<void> =>
  ctx.emit(fact, { ...whereOf(facts), workId: work.id, engineerId: work.engineerId ?? null, number: work.number, text: text.slice(0, 200), by: ctx.actor.name }, reason ? { reason } : {})
