// The delivery log, and sending again.
import { WebhookReplayed, type WebhookDelivery, type WebhookDeliveryDetail } from '../../../contract/webhooks.ts'
import type { Page, PageQuery } from '../../../contract/paging.ts'
import type { Ctx } from '../../ctx.ts'
import { BadInput, Conflict, NotFound } from '../../errors.ts'
import { decodeCursor, toPage } from '../../paging.ts'
import { findDelivery, listDeliveries, requeue, triesOf, type DeliveryRow, type DeliveryState } from './delivery-store.ts'
import { findEndpoint, listEndpoints } from './endpoint-store.ts'

export async function showDeliveries(ctx: Ctx, query: PageQuery & { endpointId?: string; state?: DeliveryState }): Promise<Page<WebhookDelivery>> {
  const before = query.cursor ? String(decodeCursor(query.cursor, 1)[0]) : null
  if (before !== null && !/^[0-9a-f-]{36}$/i.test(before)) throw new BadInput([{ pointer: '/cursor', code: 'paging.cursor' }])
  const names = new Map((await listEndpoints(ctx)).map((e) => [e.id, e.name]))
  return toPage(await listDeliveries(ctx, { ...query, before, limit: query.limit + 1 }), query.limit, (d) => [d.id], (d) => showDelivery(d, names.get(d.endpoint_id) ?? ''))
}

export async function showOneDelivery(ctx: Ctx, id: string): Promise<WebhookDeliveryDetail> {
  const row = await findDelivery(ctx, id)
  if (!row) throw new NotFound('webhook-delivery')
  const tries = await triesOf(ctx, id)
  return { ...showDelivery(row, (await findEndpoint(ctx, row.endpoint_id))?.name ?? ''), body: row.body, tries: tries.map((t) => ({ at: t.at.toISOString(), status: t.status, error: t.error, tookMs: t.took_ms, response: t.response })) }
}

/** The same id and body again. @throws NotFound; Conflict `webhook-sending` while it is on its way */
export async function replayDelivery(ctx: Ctx, id: string): Promise<WebhookDelivery> {
  const row = await findDelivery(ctx, id, true)
  if (!row) throw new NotFound('webhook-delivery')
  if (row.state === 'sending') throw new Conflict('webhook-sending')
  await requeue(ctx, { id })
  const name = (await findEndpoint(ctx, row.endpoint_id))?.name ?? ''
  await ctx.emit(WebhookReplayed, { endpointId: row.endpoint_id, name, deliveries: 1 })
  ctx.afterCommit(() => ctx.host.signals.raise('webhook-out'))
  return showDelivery((await findDelivery(ctx, id))!, name)
}

export async function replayFailed(ctx: Ctx, endpointId: string, since: Date): Promise<{ deliveries: number }> {
  const endpoint = await findEndpoint(ctx, endpointId)
  if (!endpoint) throw new NotFound('webhook')
  const deliveries = await requeue(ctx, { endpointId, since })
  if (deliveries > 0) await ctx.emit(WebhookReplayed, { endpointId, name: endpoint.name, deliveries })
  ctx.afterCommit(() => ctx.host.signals.raise('webhook-out'))
  return { deliveries }
}

export const showDelivery = (d: DeliveryRow, endpointName: string): WebhookDelivery => ({
  id: d.id, endpointId: d.endpoint_id, endpointName, webhookId: `msg_${d.event_id}`, event: d.event_name, state: d.state, attempts: d.attempts, createdAt: d.created_at.toISOString(),
  nextAt: d.state === 'queued' ? d.next_at.toISOString() : null, deliveredAt: d.delivered_at?.toISOString() ?? null, lastStatus: d.last_status, lastError: d.last_error,
})
