// What the administrator decides about webhooks.
import { z } from 'zod'
import { defineSetting } from '../module.ts'

const HostOrNetwork = z.string().trim().toLowerCase().min(1).max(253).regex(/^[a-z0-9.:_-]+(\/\d{1,3})?$/)

/** Host names, addresses and networks inside the own network that webhooks may reach; everything else private is refused (SSRF). */
export const PrivateAddresses = defineSetting({ key: 'webhooks.private-addresses', group: 'webhooks', schema: z.array(HostOrNetwork).max(100), default: [] })
/** Messages of hooks that wait to be read; above it the other side is asked to come again (503). */
export const HookBacklog = defineSetting({ key: 'webhooks.hook-backlog', group: 'webhooks', schema: z.number().int().min(1).max(1_000_000), default: 10_000 })
