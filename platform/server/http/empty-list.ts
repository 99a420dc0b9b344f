// Least privilege (§7.4, S-115): who holds no role at all finds every list empty, as everything in it is out of reach; writes and single records are refused.
import type { Endpoint } from '../../contract/endpoint.ts'
import type { Actor } from '../ctx.ts'

/** The empty page of an endpoint that lists records; null for any other. */
export function emptyPage(endpoint: Endpoint): unknown {
  if (endpoint.method !== 'GET' || endpoint.path.includes(':')) return null
  const parsed = endpoint.reply.safeParse({ items: [], nextCursor: null })
  return parsed.success && Array.isArray((parsed.data as { items?: unknown }).items) ? parsed.data : null
}

export const holdsNothing = (actor: Actor): boolean => actor.kind !== 'system' && actor.grants.size === 0
