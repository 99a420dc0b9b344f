// Upper bounds on requests per minute, by account or, signed out, by address. Generous: they stop runaway scripts and guessing,
// not people. Each web process counts for itself.
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { TooMany } from '../errors.ts'
import type { Host } from '../host.ts'
import { defineSetting } from '../module.ts'
import { settingNow } from '../settings/current-setting.ts'
import type { Identity } from './identity.ts'

const WINDOW_MS = 60_000

/** Requests per minute of one account, over all its sessions and tokens. */
export const accountLimit = defineSetting({ key: 'limits.account-per-minute', schema: z.int().min(60).max(1_000_000), default: 20_000, group: 'security' })
/** Requests per minute from one address that is not signed in. */
export const addressLimit = defineSetting({ key: 'limits.address-per-minute', schema: z.int().min(30).max(1_000_000), default: 3_000, group: 'security' })

export class RateCounter {
  #minute = 0
  readonly #used = new Map<string, number>()
  /** Counts one request of `key`. `reset`: seconds until the count starts anew. */
  take(key: string, at: Date): { used: number; reset: number } {
    const minute = Math.floor(at.getTime() / WINDOW_MS)
    if (minute !== this.#minute) { this.#used.clear(); this.#minute = minute }
    const used = (this.#used.get(key) ?? 0) + 1
    this.#used.set(key, used)
    return { used, reset: Math.max(1, Math.ceil(((minute + 1) * WINDOW_MS - at.getTime()) / 1000)) }
  }
}

/** Counts the request and says so in the RateLimit headers. Throws TooMany (429) over the limit. */
export function limitRate(host: Host, counter: RateCounter, identity: Identity | null, ip: string, reply: FastifyReply): void {
  const limit = settingNow(host, identity ? accountLimit : addressLimit)
  const { used, reset } = counter.take(identity ? `account:${identity.actor.id}` : `address:${networkOf(ip)}`, host.realNow())
  reply.header('ratelimit-limit', limit).header('ratelimit-remaining', Math.max(0, limit - used)).header('ratelimit-reset', reset)
  if (used > limit) throw new TooMany(reset)
}

/** IPv6 hosts own a whole /64 and could change their address with every request. */
export function networkOf(ip: string): string {
  if (!ip.includes(':')) return ip
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped) return mapped
  const [head = '', tail] = ip.split('::')
  const front = head.split(':').filter(Boolean)
  if (tail !== undefined) while (front.length + tail.split(':').filter(Boolean).length < 8) front.push('0')
  return [...front, ...(tail ?? '').split(':').filter(Boolean)].slice(0, 4).map((part) => part.toLowerCase().replace(/^0+(?=.)/, '')).join(':')
}
