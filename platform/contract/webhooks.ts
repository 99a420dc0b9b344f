// Webhooks both ways: endpoints of other systems that hear of events, and addresses at which they tell us something.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { defineEvent } from './event.ts'
import { Id } from './ids.ts'
import { PageQuery, pageOf } from './paging.ts'
import { Line } from './text.ts'
import { Moment } from './time.ts'

const EndpointRef = { endpointId: Id, name: z.string() }, about = { subject: (e: { endpointId: string }) => `webhook:${e.endpointId}` }
export const WebhookCreated = defineEvent('webhooks.endpoint-created@1', z.object(EndpointRef), about)
export const WebhookChanged = defineEvent('webhooks.endpoint-changed@1', z.object(EndpointRef), about)
export const WebhookRemoved = defineEvent('webhooks.endpoint-removed@1', z.object(EndpointRef), about)
export const WebhookSecretChanged = defineEvent('webhooks.secret-changed@1', z.object(EndpointRef), about)
/** The product switched it off: the other side said 410, or nothing was taken for five days. */
export const WebhookDisabled = defineEvent('webhooks.endpoint-disabled@1', z.object({ ...EndpointRef, reason: z.enum(['gone', 'failing']) }), about)
export const WebhookReplayed = defineEvent('webhooks.replayed@1', z.object({ ...EndpointRef, deliveries: z.number().int() }), about)
const HookRef = { hookId: Id, name: z.string() }, ofHook = { subject: (e: { hookId: string }) => `hook:${e.hookId}` }
export const HookCreated = defineEvent('webhooks.hook-created@1', z.object(HookRef), ofHook)
export const HookChanged = defineEvent('webhooks.hook-changed@1', z.object(HookRef), ofHook)
export const HookRemoved = defineEvent('webhooks.hook-removed@1', z.object(HookRef), ofHook)
export const webhookEvents = [WebhookCreated, WebhookChanged, WebhookRemoved, WebhookSecretChanged, WebhookDisabled, WebhookReplayed, HookCreated, HookChanged, HookRemoved] as const

/** `cases.case-opened`, `cases.*` or `*`. */
const EventPattern = z.string().max(120).regex(/^(\*|[a-z-]+\.(\*|[a-z-]+))$/)
const WebUrl = z.string().trim().max(2000).pipe(z.url({ protocol: /^https?$/ }))

export const WebhookEndpoint = z.object({
  id: Id, name: z.string(), url: z.string(), events: z.array(z.string()), active: z.boolean(), disabledReason: z.enum(['by-hand', 'gone', 'failing']).nullable(), createdAt: Moment, version: z.number().int(),
  /** Of the last seven days. */
  waiting: z.number().int(), failed: z.number().int(), lastDeliveredAt: Moment.nullable(),
})
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>
/** `secret` is shown this once. */
const WithSecret = WebhookEndpoint.extend({ secret: z.string() })

export const DeliveryState = z.enum(['queued', 'sending', 'delivered', 'failed', 'cancelled'])
export const WebhookDelivery = z.object({
  id: Id, endpointId: Id, endpointName: z.string(), webhookId: z.string(), event: z.string(), state: DeliveryState, attempts: z.number().int(), createdAt: Moment, nextAt: Moment.nullable(), deliveredAt: Moment.nullable(),
  lastStatus: z.number().int().nullable(), lastError: z.string().nullable(),
})
export type WebhookDelivery = z.infer<typeof WebhookDelivery>
const DeliveryDetail = WebhookDelivery.extend({ body: z.string(), tries: z.array(z.object({ at: Moment, status: z.number().int().nullable(), error: z.string().nullable(), tookMs: z.number().int(), response: z.string().nullable() })) })
export type WebhookDeliveryDetail = z.infer<typeof DeliveryDetail>

export const HookFormat = z.enum(['im', 'alertmanager', 'zabbix', 'nagios', 'generic'])
export type HookFormat = z.infer<typeof HookFormat>
const HookName = z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/)
export const IntakeHook = z.object({ id: Id, name: z.string(), title: z.string(), format: HookFormat, active: z.boolean(), url: z.string(), createdAt: Moment, lastUsedAt: Moment.nullable(), version: z.number().int() })
export type IntakeHook = z.infer<typeof IntakeHook>
const HookWithToken = IntakeHook.extend({ token: z.string() })

const ById = z.object({ id: Id }), read = 'console.manage', manage = 'settings.manage'

export const webhooksApi = {
  events: endpoint({ method: 'GET', path: '/webhooks/events', permission: read, summary: 'Events that an endpoint may hear of', reply: z.object({ items: z.array(z.string()) }) }),
  list: endpoint({ method: 'GET', path: '/webhooks/endpoints', permission: read, summary: 'Endpoints of other systems', reply: z.object({ items: z.array(WebhookEndpoint) }) }),
  create: endpoint({
    method: 'POST', path: '/webhooks/endpoints', permission: manage, status: 201, summary: 'Tell another system of events; the secret is shown this once',
    description: 'Signed by the Standard Webhooks rules: headers webhook-id, webhook-timestamp and webhook-signature (`v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`). The body says what happened to which record, never what it says: read that over the API.',
    body: z.strictObject({ name: Line(80), url: WebUrl, events: z.array(EventPattern).min(1).max(100) }), reply: WithSecret, errors: ['400 webhook-address'], example: { name: 'ERP', url: 'https://erp.example.com/hooks', events: ['cases.*'] },
  }),
  change: endpoint({
    method: 'PATCH', path: '/webhooks/endpoints/:id', permission: manage, etag: true, summary: 'Change, switch on or off', params: ById,
    body: z.strictObject({ name: Line(80).optional(), url: WebUrl.optional(), events: z.array(EventPattern).min(1).max(100).optional(), active: z.boolean().optional() }), reply: WebhookEndpoint, errors: ['400 webhook-address'],
  }),
  remove: endpoint({ method: 'DELETE', path: '/webhooks/endpoints/:id', permission: manage, summary: 'Remove it with its deliveries', params: ById }),
  newSecret: endpoint({ method: 'POST', path: '/webhooks/endpoints/:id/secret', permission: manage, summary: 'Make a new secret; the old one signs along for 24 hours', params: ById, reply: WithSecret }),
  test: endpoint({ method: 'POST', path: '/webhooks/endpoints/:id/tests', permission: read, status: 201, summary: 'Send a test event', params: ById, reply: WebhookDelivery }),
  deliveries: endpoint({ method: 'GET', path: '/webhooks/deliveries', permission: read, summary: 'The delivery log, newest first', query: PageQuery.extend({ endpointId: Id.optional(), state: DeliveryState.optional() }), reply: pageOf(WebhookDelivery) }),
  delivery: endpoint({ method: 'GET', path: '/webhooks/deliveries/:id', permission: read, summary: 'One delivery with its body and every try', params: ById, reply: DeliveryDetail }),
  replay: endpoint({ method: 'POST', path: '/webhooks/deliveries/:id/replay', permission: read, summary: 'Send it again, with the same id and body', params: ById, reply: WebhookDelivery, errors: ['webhook-sending'] }),
  replayFailed: endpoint({ method: 'POST', path: '/webhooks/endpoints/:id/replays', permission: read, summary: 'Send everything again that failed since a moment', params: ById, body: z.strictObject({ since: Moment }), reply: z.object({ deliveries: z.number().int() }), example: { since: '2025-03-03T00:00:00+08:00' } }),
}

export const hooksApi = {
  list: endpoint({ method: 'GET', path: '/intake/hooks', permission: read, summary: 'Addresses at which other systems tell us something', reply: z.object({ items: z.array(IntakeHook) }) }),
  create: endpoint({
    method: 'POST', path: '/intake/hooks', permission: manage, status: 201, summary: 'Open an address for instant messages or alerts; the token is shown this once',
    description: '`signingSecret`: what the other system signs with (DingTalk robot secret); without it the token is. `requesterId`: account in whose name cases are opened when a message names nobody; without it the own one.',
    body: z.strictObject({ name: HookName, title: Line(80), format: HookFormat, signingSecret: z.string().min(8).max(200).optional(), requesterId: Id.optional() }), reply: HookWithToken, errors: ['hook-exists'], example: { name: 'dingtalk', title: '钉钉服务群', format: 'im' },
  }),
  change: endpoint({ method: 'PATCH', path: '/intake/hooks/:id', permission: manage, etag: true, summary: 'Change, switch on or off', params: ById, body: z.strictObject({ title: Line(80).optional(), active: z.boolean().optional() }), reply: IntakeHook }),
  newToken: endpoint({ method: 'POST', path: '/intake/hooks/:id/token', permission: manage, summary: 'Make a new token; the old one ends at once', params: ById, reply: HookWithToken }),
  remove: endpoint({ method: 'DELETE', path: '/intake/hooks/:id', permission: manage, summary: 'Close the address', params: ById }),
  receive: endpoint({
    method: 'POST', path: '/intake/hooks/:name', permission: 'anyone', kind: 'raw', status: 202, summary: 'Take a message of another system',
    description: 'Stored byte for byte before it is answered; 202 says that it is on the disk. Proof: `Authorization: Bearer <token>`, `X-Hook-Token`, basic auth with the token as password, `?token=`, a DingTalk signature (`timestamp`, `sign`), or a Standard Webhooks signature. A repetition with the same `webhook-id` or `Idempotency-Key` is the same message. When nothing more can be taken: 503 with Retry-After.',
    params: z.object({ name: z.string().max(60) }), reply: z.object({ id: Id, repeated: z.boolean() }), errors: ['401 hook-token', '413 too-large', '503 intake-full'],
  }),
}
