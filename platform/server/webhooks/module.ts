// Webhooks both ways (RX-9): other systems hear of events by signed, retried deliveries; and they tell us things that are stored first.
import { hooksApi, webhookEvents, webhooksApi } from '../../contract/webhooks.ts'
import { accessModule } from '../access/module.ts'
import { mail } from '../mail/module.ts'
import { defineModule, serve, serveOutside } from '../module.ts'
import { notifyModule } from '../notify/module.ts'
import { settings } from '../settings/module.ts'
import { changeHook, changeToken, createHook, removeHook, sealedHookSecret, showHooks } from './receiving/manage-hooks.ts'
import { receiveHook } from './receiving/receive-hook.ts'
import { deliverService } from './sending/deliver.ts'
import { purgeDeliveries } from './sending/delivery-store.ts'
import { fanOutService, offeredEvents } from './sending/fan-out.ts'
import { changeEndpoint, changeSecret, createEndpoint, removeEndpoint, showEndpoints, testEndpoint } from './sending/manage-endpoints.ts'
import { sealedSecrets } from './sending/secrets.ts'
import { replayDelivery, replayFailed, showDeliveries, showOneDelivery } from './sending/show-deliveries.ts'
import { typeOf } from './sending/thin-data.ts'
import { HookBacklog, PrivateAddresses } from './webhook-settings.ts'

export const webhooks = defineModule({
  id: 'webhooks', needs: [settings, accessModule, mail, notifyModule], permissions: [],
  migrations: new URL('./migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: webhookEvents,
  settings: [PrivateAddresses, HookBacklog],
  sealed: [...sealedSecrets, sealedHookSecret],
  services: [fanOutService, deliverService],
  notifications: [{ name: 'webhooks.disabled', channels: ['in-app', 'mail'] }],
  retention: [{ name: 'webhooks.deliveries', clause: '§7.4', floorDays: 7, defaultDays: 90, purge: purgeDeliveries }],
  routes: [
    serve(webhooksApi.events, async (ctx) => ({ items: [...offeredEvents(ctx.host)].map(typeOf).sort() })),
    serve(webhooksApi.list, (ctx) => showEndpoints(ctx)),
    // Replies with a secret are never kept for a repetition, so these run outside the transaction that keeps them.
    serveOutside(webhooksApi.create, (host, actor, { body }, origin) => host.transaction(actor, (ctx) => createEndpoint(ctx, body), origin)),
    serve(webhooksApi.change, (ctx, { params, body, ifMatch }) => changeEndpoint(ctx, params.id, body, ifMatch)),
    serve(webhooksApi.remove, (ctx, { params }) => removeEndpoint(ctx, params.id)),
    serveOutside(webhooksApi.newSecret, (host, actor, { params }, origin) => host.transaction(actor, (ctx) => changeSecret(ctx, params.id), origin)),
    serve(webhooksApi.test, (ctx, { params }) => testEndpoint(ctx, params.id)),
    serve(webhooksApi.deliveries, (ctx, { query }) => showDeliveries(ctx, query)),
    serve(webhooksApi.delivery, (ctx, { params }) => showOneDelivery(ctx, params.id)),
    serve(webhooksApi.replay, (ctx, { params }) => replayDelivery(ctx, params.id)),
    serve(webhooksApi.replayFailed, (ctx, { params, body }) => replayFailed(ctx, params.id, new Date(body.since))),
    serve(hooksApi.list, (ctx) => showHooks(ctx)),
    serveOutside(hooksApi.create, (host, actor, { body }, origin) => host.transaction(actor, (ctx) => createHook(ctx, body), origin)),
    serve(hooksApi.change, (ctx, { params, body, ifMatch }) => changeHook(ctx, params.id, body, ifMatch)),
    serveOutside(hooksApi.newToken, (host, actor, { params }, origin) => host.transaction(actor, (ctx) => changeToken(ctx, params.id), origin)),
    serve(hooksApi.remove, (ctx, { params }) => removeHook(ctx, params.id)),
    serveOutside(hooksApi.receive, (host, _actor, { params, raw }, origin) => receiveHook(host, params.name, raw!, origin.ip)),
  ],
})
