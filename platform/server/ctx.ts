// What every piece of server code receives: who acts, when, and the open transaction.
import type { CompiledQuery, Kysely } from 'kysely'
import type { Changes, EventType } from '../contract/event.ts'
import type { Locale } from '../contract/text.ts'
import { EVERYWHERE, type Scope } from './scope.ts'
import type { Host } from './host.ts'
import type { Later } from './open-transaction.ts'

export interface Actor {
  readonly id: string
  readonly kind: 'staff' | 'requester' | 'system' | 'nobody'
  readonly name: string
  readonly email: string | null
  readonly locale: Locale
  /** The customer that a customer's contact belongs to. */
  readonly customerId: string | null
  /** The unit of a staff member's main post. */
  readonly unitId: string | null
  /** Permission -> reach. */
  readonly grants: ReadonlyMap<string, Scope>
  readonly via: 'session' | 'token' | 'system' | 'nobody'
  readonly sessionId: string | null
}

/** Where a request came from; part of the audit trail. */
export interface Origin { requestId: string; ip: string | null; userAgent: string | null; /** It came over TLS, as far as the client is concerned. */ secure?: boolean }

export interface JobType<T> {
  readonly name: string
  readonly run: (ctx: Ctx, data: T) => Promise<void>
  /** Instead of `run`, without a transaction around it: for work that takes long; it opens its own and may run again after a crash. */
  readonly outside?: (host: Host, data: T) => Promise<void>
  /** Tries before the job is shown as failed; default 12. */
  readonly maxAttempts?: number
}

export interface EnqueueOptions {
  /** Business time at which it falls due; without it the job runs right after the commit. */
  at?: Date
  /** A later call with the same key replaces the earlier one that has not run yet (with `at` only). */
  key?: string
}

export interface Ctx {
  readonly host: Host
  readonly actor: Actor
  readonly origin: Origin
  readonly locale: Locale
  /** Business time: what clocks, due times and records go by. The test clock moves it. Stable within a transaction. */
  now(): Date
  /** The transaction, narrowed to the tables the caller names. A domain names only its own and published views. */
  sql<Tables>(): Kysely<Tables>
  /** The reach of a permission; null when the actor does not hold it. */
  reach(permission: string): Scope | null
  /** The reach of a permission; throws Forbidden when the actor does not hold it. */
  require(permission: string): Scope
  /** Record a fact. Commits or rolls back with everything else in the transaction; in-transaction reactions have run when it returns. `at`: when the fact holds from, where that was before now (a breach is dated at its due time). */
  emit<T>(type: EventType<T>, data: NoInfer<T>, detail?: { changes?: Changes; reason?: string; at?: Date }): Promise<void>
  enqueue<T>(job: JobType<T>, data: T, options?: EnqueueOptions): Promise<void>
  /** Takes back what `enqueue` with this key and `at` announced, if it has not run yet. */
  cancel(job: JobType<never>, key: string): Promise<void>
  /**
   * A write that travels with the next statement that somebody waits for, or with the commit: then it costs no packet of its own. Order is kept.
   * When it fails, so does the transaction, at the latest at its commit.
   */
  later<R>(write: CompiledQuery): Later<R>
  /** Runs after a successful commit in this process (cache refresh, wake-ups); never for business effects. */
  afterCommit(work: () => void): void
  /** The same transaction in the name of the product itself. */
  asSystem(): Ctx
  /** The same transaction in the name of somebody who is known by other means than the request (a sender of mail, a signed link). */
  as(actor: Actor): Ctx
}

export const SYSTEM_ID = '00000000-0000-7000-8000-000000000001'
export const NOBODY_ID = '00000000-0000-7000-8000-000000000000'

/** The product itself: may do everything; named 系统 / System in timelines. */
export const SYSTEM: Actor = {
  id: SYSTEM_ID, kind: 'system', name: 'system', email: null, locale: 'zh-CN', customerId: null, unitId: null,
  grants: new Map(), via: 'system', sessionId: null,
}
export const NOBODY: Actor = { ...SYSTEM, id: NOBODY_ID, kind: 'nobody', name: '', via: 'nobody' }

export function reachOf(actor: Actor, permission: string): Scope | null {
  return actor.kind === 'system' ? EVERYWHERE : actor.grants.get(permission) ?? null
}
