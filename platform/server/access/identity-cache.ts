// Remembers for less than a second who a session or token belongs to: one query per second and session instead of one per request.
// A session that ends stops at once where the signal arrives, and within a second where it does not.
import type { Host } from '../host.ts'
import type { Identity } from '../http/identity.ts'
import { ACCESS_SIGNAL } from './access-changed.ts'

export const REMEMBERED_MS = 900
const MOST = 20_000

interface Entry {
  identity: Identity
  /** Wall time until which it holds. */
  until: number
  /** Business time from which it does not hold any more (a password falls due). */
  before: number
}

export class IdentityCache {
  readonly #entries = new Map<string, Entry>()
  #generation = 0

  get(key: string, host: Host): Identity | null {
    const entry = this.#entries.get(key)
    if (entry && host.realNow().getTime() < entry.until && host.clock.now().getTime() < entry.before) return entry.identity
    return null
  }

  /** Reads an identity and keeps it, unless something changed while it was being read. */
  async fill(key: string, host: Host, read: () => Promise<{ identity: Identity; before: Date | null } | null>): Promise<Identity | null> {
    const generation = this.#generation, until = host.realNow().getTime() + REMEMBERED_MS
    const found = await read()
    if (!found) return null
    if (this.#entries.size >= MOST) this.#entries.clear()
    if (generation === this.#generation) this.#entries.set(key, { identity: found.identity, until, before: found.before?.getTime() ?? Infinity })
    return found.identity
  }

  clear(): void {
    this.#generation++
    this.#entries.clear()
  }
}

const caches = new WeakMap<Host, IdentityCache>()

export function identityCache(host: Host): IdentityCache {
  let cache = caches.get(host)
  if (!cache) {
    cache = new IdentityCache()
    caches.set(host, cache)
    host.signals.on(ACCESS_SIGNAL, () => cache!.clear())
  }
  return cache
}
