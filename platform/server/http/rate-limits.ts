// Upper bounds on requests per minute, by account or, signed out, by address. Generous: they stop runaway scripts and guessing,
// not people. Those who ask a lot are counted over all web processes, a second later at most; the others cost nothing.
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { TooMany } from '../errors.ts'
import type { Host } from '../host.ts'
import { defineSetting } from '../module.ts'
import { settingNow } from '../settings/current-setting.ts'
import type { Identity } from './identity.ts'
import { addCounts, forgetCountsBefore, type KeyCount } from './request-count-store.ts'

const WINDOW_MS = 60_000, TELL_MS = 1_000
/** From this share of the limit on, or this many requests, a process tells the others: beyond the limit at most that much per process comes through. */
const TOLD_SHARE = 0.1, TOLD_REQUESTS = 200

/** Requests per minute of one account, over all its sessions and tokens. */
export const accountLimit = defineSetting({ key: 'limits.account-per-minute', schema: z.int().min(60).max(1_000_000), default: 20_000, group: 'security' })
/** Requests per minute from one address that is not signed in. */
export const addressLimit = defineSetting({ key: 'limits.address-per-minute', schema: z.int().min(30).max(1_000_000), default: 3_000, group: 'security' })

interface Count { used: number; /** Of this process, not yet known to the others. */ untold: number }

export class RateCounter {
  #minute = 0
  readonly #counts = new Map<string, Count>()
  readonly #toTell = new Set<string>()

  /** Counts one request of `key`. `reset`: seconds until the count starts anew. */
  take(key: string, at: Date, limit: number): { used: number; reset: number } {
    const minute = Math.floor(at.getTime() / WINDOW_MS)
    if (minute !== this.#minute) { this.#counts.clear(); this.#toTell.clear(); this.#minute = minute }
    const count = this.#counts.get(key) ?? { used: 0, untold: 0 }
    this.#counts.set(key, count)
    count.used++
    count.untold++
    if (count.used >= Math.min(limit * TOLD_SHARE, TOLD_REQUESTS)) this.#toTell.add(key)
    return { used: count.used, reset: Math.max(1, Math.ceil(((minute + 1) * WINDOW_MS - at.getTime()) / 1000)) }
  }

  /** What the others do not know yet; it counts as told from now on. */
  handOver(): { minute: number; counts: KeyCount[] } {
    const counts = [...this.#toTell].map((key) => {
      const count = this.#counts.get(key)!, n = count.untold
      count.untold = 0
      return { key, n }
    })
    this.#toTell.clear()
    return { minute: this.#minute, counts }
  }

  /** The common counts; a minute that is over does not matter any more. */
  learn(minute: number, totals: readonly KeyCount[]): void {
    if (minute !== this.#minute) return
    for (const { key, n } of totals) {
      const count = this.#counts.get(key)
      if (count) count.used = Math.max(count.used, n + count.untold)
    }
  }

  /** Telling failed: it is tried again. */
  takeBack(minute: number, counts: readonly KeyCount[]): void {
    if (minute !== this.#minute) return
    for (const { key, n } of counts) {
      const count = this.#counts.get(key)
      if (!count) continue
      count.untold += n
      this.#toTell.add(key)
    }
  }
}

/** Tells the other web processes every second, when there is something to tell. Returns how to stop. */
export function shareCounts(host: Host, counter: RateCounter): () => void {
  let cleaned = 0, busy = false
  const timer = setInterval(() => { if (!busy) { busy = true; void tell().finally(() => { busy = false }) } }, TELL_MS)
  const tell = async (): Promise<void> => {
    const { minute, counts } = counter.handOver()
    if (counts.length === 0) return
    try {
      counter.learn(minute, await addCounts(host.db, minute, counts))
      if (minute !== cleaned) { cleaned = minute; await forgetCountsBefore(host.db, minute) }
    } catch (error) {
      counter.takeBack(minute, counts)
      host.log.warn({ err: error }, 'the web processes cannot compare their counts of requests; each counts for itself')
    }
  }
  timer.unref()
  return () => clearInterval(timer)
}

/** Counts the request and says so in the RateLimit headers. Throws TooMany (429) over the limit. */
export function limitRate(host: Host, counter: RateCounter, identity: Identity | null, ip: string, reply: FastifyReply): void {
  const limit = settingNow(host, identity ? accountLimit : addressLimit)
  const { used, reset } = counter.take(identity ? `account:${identity.actor.id}` : `address:${networkOf(ip)}`, host.realNow(), limit)
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
