// Sends deliveries: leased, posted outside any transaction, then the answer is written. At least once; the id says when it is the same.
import { WebhookDisabled } from '../../../contract/webhooks.ts'
import { accountsWith } from '../../access/public.ts'
import { SYSTEM, type Ctx } from '../../ctx.ts'
import { leaseEnd } from '../../hold-lease.ts'
import type { Host } from '../../host.ts'
import type { Service } from '../../module.ts'
import { notify } from '../../notify/public.ts'
import { setting } from '../../settings/public.ts'
import { startLoop } from '../../work-loop.ts'
import { PrivateAddresses } from '../webhook-settings.ts'
import { saveTry, takeDelivery, type DeliveryRow } from './delivery-store.ts'
import { findEndpoint, noteHealth, saveEndpoint, type EndpointRow } from './endpoint-store.ts'
import { postPinned } from './post-pinned.ts'
import { isGone, isLost, isTaken, nextTry } from './retry-rules.ts'
import { openSecrets } from './secrets.ts'
import { sign } from './signature.ts'

const LANES = 4, TIMEOUT_MS = 15_000

export const deliverService: Service = {
  name: 'webhooks.deliver', role: 'worker',
  async start(host) { return startLoop(host, { name: 'webhooks.deliver', wakeOn: 'webhook-out', everyMs: 5_000, lanes: LANES, step: () => deliverNext(host) }) },
}

export const webhookId = (d: Pick<DeliveryRow, 'event_id'>): string => `msg_${d.event_id}`

/** Sends one delivery; false when none is due. */
export async function deliverNext(host: Host): Promise<boolean> {
  const task = await host.transaction(SYSTEM, async (ctx) => {
    const delivery = await takeDelivery(ctx, leaseEnd(host))
    if (!delivery) return null
    const endpoint = (await findEndpoint(ctx, delivery.endpoint_id))!
    return { delivery, endpoint, secrets: openSecrets(ctx, endpoint), allowed: await setting(ctx, PrivateAddresses) }
  })
  if (!task) return false
  const { delivery, endpoint } = task, started = performance.now(), seconds = Math.floor(host.realNow().getTime() / 1000), id = webhookId(delivery)
  const headers = { 'content-type': 'application/json', 'user-agent': 'Houyuan-Webhooks/1', 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': task.secrets.map((s) => sign(s, id, seconds, delivery.body)).join(' ') }
  const answer = await postPinned(endpoint.url, headers, delivery.body, { allowed: task.allowed, timeoutMs: TIMEOUT_MS }).catch((error: unknown) => ({ status: null, response: null, retryAfter: null, error: error instanceof Error ? error.message.slice(0, 500) : String(error) }))
  const result = { ...answer, error: 'error' in answer ? answer.error : isTaken(answer.status) ? null : `HTTP ${answer.status}`, tookMs: Math.round(performance.now() - started) }
  await host.transaction(SYSTEM, (ctx) => save(ctx, delivery, result))
  return true
}

interface Result { status: number | null; response: string | null; retryAfter: number | null; error: string | null; tookMs: number }

async function save(ctx: Ctx, delivery: DeliveryRow, r: Result): Promise<void> {
  const now = ctx.host.realNow(), taken = r.status !== null && isTaken(r.status)
  const nextAt = taken ? null : nextTry(delivery.attempts, now, r.retryAfter, Math.random())
  await saveTry(ctx, delivery.id, { ...r, state: taken ? 'delivered' : nextAt ? 'queued' : 'failed', nextAt })
  const failingSince = await noteHealth(ctx, delivery.endpoint_id, taken ? null : now)
  const reason = r.status !== null && isGone(r.status) ? 'gone' : isLost(failingSince, now) ? 'failing' : null
  if (reason) await switchOff(ctx, (await findEndpoint(ctx, delivery.endpoint_id, true))!, reason)
}

async function switchOff(ctx: Ctx, endpoint: EndpointRow, reason: 'gone' | 'failing'): Promise<void> {
  if (!endpoint.active) return
  await saveEndpoint(ctx, { ...endpoint, active: false, disabled_reason: reason })
  await ctx.emit(WebhookDisabled, { endpointId: endpoint.id, name: endpoint.name, reason })
  await notify(ctx, { name: 'webhooks.disabled', to: await accountsWith(ctx, 'console.manage', {}), params: { name: endpoint.name }, url: '/admin/webhooks', dedupeKey: `${endpoint.id}:${endpoint.version}` })
}
