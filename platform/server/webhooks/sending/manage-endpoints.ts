// Endpoints as administrators make, change and remove them.
import type { z } from 'zod'
import { WebhookChanged, WebhookCreated, WebhookRemoved, WebhookSecretChanged, type webhooksApi, type WebhookDelivery, type WebhookEndpoint } from '../../../contract/webhooks.ts'
import type { Ctx } from '../../ctx.ts'
import { BadInput, NotFound, Stale } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { setting } from '../../settings/public.ts'
import { PrivateAddresses } from '../webhook-settings.ts'
import { insertDeliveries, listDeliveries, startCursor } from './delivery-store.ts'
import { anyActive, deleteEndpoint, figuresOf, findEndpoint, insertEndpoint, listEndpoints, saveEndpoint, type EndpointFigures, type EndpointRow } from './endpoint-store.ts'
import { ENDPOINTS_CHANGED } from './fan-out.ts'
import { isAllowed } from './private-address.ts'
import { pin, Refused } from './post-pinned.ts'
import { sealSecret } from './secrets.ts'
import { showDelivery } from './show-deliveries.ts'
import { newSecret } from './signature.ts'

const WEEK_MS = 7 * 86_400_000, OLD_SECRET_MS = 86_400_000

export async function showEndpoints(ctx: Ctx): Promise<{ items: WebhookEndpoint[] }> {
  const figures = await figuresOf(ctx, new Date(ctx.now().getTime() - WEEK_MS))
  return { items: (await listEndpoints(ctx)).map((e) => toEndpoint(e, figures.get(e.id))) }
}

/** @throws BadInput `webhook-address` for an address that may not be reached */
export async function createEndpoint(ctx: Ctx, given: { name: string; url: string; events: string[] }): Promise<WebhookEndpoint & { secret: string }> {
  await refuseAddress(ctx, given.url)
  const id = newId(), secret = newSecret()
  await beginToHear(ctx)
  await insertEndpoint(ctx, { id, ...given, secret: sealSecret(ctx, id, secret), created_by: ctx.actor.id })
  await ctx.emit(WebhookCreated, { endpointId: id, name: given.name }, { changes: { url: { from: null, to: given.url }, events: { from: null, to: given.events } } })
  return { ...toEndpoint(await existing(ctx, id)), secret }
}

/** @throws NotFound, Stale, BadInput `webhook-address` */
export async function changeEndpoint(ctx: Ctx, id: string, change: z.infer<NonNullable<typeof webhooksApi.change.body>>, ifMatch: number | null): Promise<WebhookEndpoint> {
  const before = await existing(ctx, id, true)
  if (ifMatch !== null && ifMatch !== before.version) throw new Stale(before.version)
  if (change.url !== undefined) await refuseAddress(ctx, change.url)
  const active = change.active ?? before.active
  if (active && !before.active) await beginToHear(ctx)
  const after: EndpointRow = { ...before, name: change.name ?? before.name, url: change.url ?? before.url, events: change.events ?? before.events, active, disabled_reason: active ? null : change.active === false ? 'by-hand' : before.disabled_reason, failing_since: change.active ? null : before.failing_since }
  await saveEndpoint(ctx, after)
  const changes = Object.fromEntries((['name', 'url', 'events', 'active'] as const).filter((k) => JSON.stringify(before[k]) !== JSON.stringify(after[k])).map((k) => [k, { from: before[k], to: after[k] }]))
  if (Object.keys(changes).length > 0) await ctx.emit(WebhookChanged, { endpointId: id, name: after.name }, { changes })
  if (active) ctx.afterCommit(() => ctx.host.signals.raise('webhook-out'))
  return toEndpoint(await existing(ctx, id))
}

export async function removeEndpoint(ctx: Ctx, id: string): Promise<Record<string, never>> {
  const { name } = await existing(ctx, id, true)
  await deleteEndpoint(ctx, id)
  await ctx.emit(WebhookRemoved, { endpointId: id, name })
  return {}
}

/** The old secret signs along for a day, so that the other side can change over without losing anything. */
export async function changeSecret(ctx: Ctx, id: string): Promise<WebhookEndpoint & { secret: string }> {
  const before = await existing(ctx, id, true), secret = newSecret()
  await saveEndpoint(ctx, { ...before, secret: sealSecret(ctx, id, secret), old_secret: before.secret, old_secret_until: new Date(ctx.host.realNow().getTime() + OLD_SECRET_MS) })
  await ctx.emit(WebhookSecretChanged, { endpointId: id, name: before.name })
  return { ...toEndpoint(await existing(ctx, id)), secret }
}

export async function testEndpoint(ctx: Ctx, id: string): Promise<WebhookDelivery> {
  const { name } = await existing(ctx, id), eventId = newId()
  await insertDeliveries(ctx, [{ endpoint_id: id, event_id: eventId, event_name: 'webhooks.test', body: JSON.stringify({ type: 'webhooks.test', timestamp: ctx.now().toISOString(), id: eventId, data: {} }) }])
  ctx.afterCommit(() => ctx.host.signals.raise('webhook-out'))
  return showDelivery((await listDeliveries(ctx, { endpointId: id, before: null, limit: 1 }))[0]!, name)
}

/** The first endpoint hears from now on; what happened while nobody listened is not told. */
async function beginToHear(ctx: Ctx): Promise<void> {
  if (!await anyActive(ctx)) await startCursor(ctx)
  ctx.afterCommit(() => ctx.host.signals.raise(ENDPOINTS_CHANGED))
}

/** Refused at once where it can be seen: plain HTTP across the internet, and addresses of the own network that nobody allowed. */
async function refuseAddress(ctx: Ctx, url: string): Promise<void> {
  const allowed = await setting(ctx, PrivateAddresses), { protocol, hostname } = new URL(url), host = hostname.replace(/^\[|\]$/g, '')
  try {
    const { address } = await pin(new URL(url), allowed)
    if (protocol === 'http:' && !isAllowed(allowed, host, address)) throw new Refused('http')
  } catch (error) {
    // A name that cannot be looked up now may be there later; the delivery will say so.
    if (error instanceof Refused) throw new BadInput([{ pointer: '/url', code: 'webhook-address' }], 'webhook-address')
  }
}

async function existing(ctx: Ctx, id: string, lock = false): Promise<EndpointRow> {
  const row = await findEndpoint(ctx, id, lock)
  if (!row) throw new NotFound('webhook')
  return row
}

const toEndpoint = (e: EndpointRow, f?: EndpointFigures): WebhookEndpoint => ({
  id: e.id, name: e.name, url: e.url, events: e.events, active: e.active, disabledReason: e.disabled_reason, createdAt: e.created_at.toISOString(), version: e.version,
  waiting: f?.waiting ?? 0, failed: f?.failed ?? 0, lastDeliveredAt: f?.last_delivered_at?.toISOString() ?? null,
})
