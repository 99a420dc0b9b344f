// Slows guessing down: by account and address together, by account over strange addresses, and by address over accounts (§7.4).
// The same for accounts that do not exist, so that the answer tells nothing about who does.
import { AccountLocked, AnomalyFound, SignInFailed } from '../../contract/access.ts'
import { SYSTEM, type Actor, type Ctx, type Origin } from '../ctx.ts'
import { TooMany } from '../errors.ts'
import type { Host } from '../host.ts'
import { networkOf } from '../http/rate-limits.ts'
import { clearAttempts, isKnownAddress, lockAttempts, saveAttempts, saveRecent } from './attempt-store.ts'
import { ACCOUNT_RULE, ADDRESS_RULE, afterTry, isAnomaly, MAIL_RULE, PAIR_RULE, recentWith, waitBefore, type AttemptRule } from './lockout.ts'

const REPORT_AGAIN_MS = 60 * 60_000

export interface Guarded {
  step: 'password' | 'second-factor' | 'mail-code' | 'current-password'
  /** What is being guessed at: the e-mail address as typed, or the account. Null for the secret of a link, of which there are many: only the address from where counts. */
  target: string | null
  accountId: string | null
  origin: Origin
}

interface Keys { pair: string; account: string | null; address: string | null; network: string }

function keysOf(host: Host, { step, target, origin }: Guarded): Keys {
  const network = networkOf(origin.ip ?? 'unknown'), who = target === null ? 'link' : host.cipher.fingerprint(target.toLowerCase(), 'access.attempts').slice(0, 24)
  // Behind a proxy on the same machine everyone comes from loopback: that address says nothing about a person.
  const address = network === '127.0.0.1' || network === 'unknown' || network.startsWith('0:0:0:0') ? null : `address ${network}`
  return { pair: `${step} ${who} ${network}`, account: target === null ? null : `${step} ${who}`, address, network }
}

/** Counts a try before it is checked, in a transaction of its own. Throws TooMany `access.locked` while the wait lasts. */
export async function beginAttempt(host: Host, guarded: Guarded): Promise<void> {
  const wait = await host.transaction(SYSTEM, (ctx) => countTry(ctx, guarded), guarded.origin)
  if (wait > 0) throw new TooMany(Math.ceil(wait / 1000), 'access.locked')
}

async function countTry(ctx: Ctx, guarded: Guarded): Promise<number> {
  const keys = keysOf(ctx.host, guarded), now = ctx.host.realNow()
  const known = guarded.accountId !== null && await isKnownAddress(ctx, guarded.accountId, keys.network)
  const counted: [string, AttemptRule][] = [[keys.pair, PAIR_RULE], ...(known || keys.account === null ? [] : [[keys.account, ACCOUNT_RULE] as [string, AttemptRule]]), ...(keys.address ? [[keys.address, ADDRESS_RULE] as [string, AttemptRule]] : [])]
  const states = []
  for (const [key, rule] of counted) states.push({ key, rule, state: await lockAttempts(ctx, key) })
  const wait = Math.max(...states.map(({ state }) => waitBefore(state, now)))
  if (wait > 0) {
    // Refused tries count for what is abnormal, or a guesser who is slowed down would never stand out.
    await noteFailure(ctx, guarded)
    return wait
  }
  for (const { key, rule, state } of states) await saveAttempts(ctx, key, afterTry(state, rule, now))
  return 0
}

/** Records that the try was wrong: audit entry, lock and anomaly where they begin. */
export async function failAttempt(host: Host, guarded: Guarded, actor: Actor = SYSTEM): Promise<void> {
  await host.transaction(actor, async (ctx) => {
    await ctx.emit(SignInFailed, { accountId: guarded.accountId, step: guarded.step })
    const pair = await lockAttempts(ctx, keysOf(host, guarded).pair)
    if (guarded.accountId !== null && pair?.failures === PAIR_RULE.free && pair.lockedUntil) await ctx.emit(AccountLocked, { accountId: guarded.accountId, failures: pair.failures, until: pair.lockedUntil.toISOString() })
    await noteFailure(ctx, guarded)
  }, guarded.origin)
}

async function noteFailure(ctx: Ctx, guarded: Guarded): Promise<void> {
  const keys = keysOf(ctx.host, guarded), now = ctx.host.realNow()
  let reported = false
  for (const key of [keys.account, keys.address].filter((k): k is string => k !== null)) {
    const row = await lockAttempts(ctx, key)
    const recent = recentWith(row?.recent ?? [], now), byAddress = key === keys.address
    const report = isAnomaly(recent) && (!row?.reportedAt || now.getTime() - row.reportedAt.getTime() > REPORT_AGAIN_MS)
    await saveRecent(ctx, key, recent, report ? now : row?.reportedAt ?? null)
    // One attack on one account from one address is one report.
    if (!report || reported) continue
    reported = true
    const kind: 'failed-sign-ins' | 'failed-sign-ins-address' = byAddress ? 'failed-sign-ins-address' : 'failed-sign-ins'
    await ctx.emit(AnomalyFound, { kind, accountId: byAddress ? null : guarded.accountId, address: guarded.origin.ip, count: recent.length })
  }
}

/** The try was right: the count of this account from this address starts anew. */
export async function passAttempt(ctx: Ctx, guarded: Guarded): Promise<void> {
  await clearAttempts(ctx, [keysOf(ctx.host, guarded).pair])
}

/** Who proved to own the mailbox is not slowed down by what others tried before. */
export async function forgiveAttempts(ctx: Ctx, guarded: Guarded): Promise<void> {
  const { pair, account } = keysOf(ctx.host, guarded)
  await clearAttempts(ctx, account === null ? [pair] : [pair, account])
}

export const networkIn = (origin: Origin): string => networkOf(origin.ip ?? 'unknown')

/** Counts one more mail that anybody may cause to an address. Throws TooMany `access.locked`. */
export async function countMail(host: Host, email: string, origin: Origin): Promise<void> {
  const who = host.cipher.fingerprint(email, 'access.attempts').slice(0, 24), network = networkIn(origin)
  const wait = await host.transaction(SYSTEM, async (ctx) => {
    const now = ctx.host.realNow(), keys: [string, AttemptRule][] = [[`mail ${who}`, MAIL_RULE], [`mail from ${network}`, ADDRESS_RULE]]
    const states = []
    for (const [key, rule] of keys) states.push({ key, rule, state: await lockAttempts(ctx, key) })
    const longest = Math.max(...states.map(({ state }) => waitBefore(state, now)))
    if (longest === 0) for (const { key, rule, state } of states) await saveAttempts(ctx, key, afterTry(state, rule, now))
    return longest
  }, origin)
  if (wait > 0) throw new TooMany(Math.ceil(wait / 1000), 'access.locked')
}
