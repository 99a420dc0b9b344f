// Keeps a connection to the mailbox: reconnects with patience, looks every minute even when nothing is announced (§5.1, channel mail).
import { SYSTEM } from '../../ctx.ts'
import { LEASE_MS } from '../../hold-lease.ts'
import type { Host } from '../../host.ts'
import { newId } from '../../ids.ts'
import type { HealthCheck, RunningService, Service } from '../../module.ts'
import type { ImapSession } from './imap-session.ts'
import { mailboxAddress, type MailboxAddress } from './mailbox-address.ts'
import { allMailboxes, holdMailbox, noteMailbox, releaseMailbox } from './mailbox-store.ts'

const POLL_MS = 60_000, MAX_WAIT_MS = 60_000
/** After a crash another process has the mailbox within half a minute; the living says three times in that span that it lives. */
const RENEW_MS = LEASE_MS / 3, ASK_AGAIN_MS = 5_000
const SILENT_MS = 10 * 60_000

export const imapService: Service = {
  name: 'mail.imap', role: 'worker',
  async start(host) {
    if (!host.config.imap) return { async stop() { /* no mailbox is set */ } }
    // Only who has a mailbox pays for the many files of the IMAP client at every start.
    const { ImapSession } = await import('./imap-session.ts'), at = mailboxAddress(host.config.imap)
    return startReader(host, at, () => new ImapSession(host, at))
  },
}

function startReader(host: Host, at: MailboxAddress, connect: () => ImapSession): RunningService {
  const holder = newId()
  let stopped = false, session: ImapSession | null = null, sleepEnds = (): void => undefined
  let passes: Promise<unknown> = Promise.resolve()
  const sleep = (ms: number) => new Promise<void>((resolve) => { const t = setTimeout(resolve, ms); sleepEnds = () => { clearTimeout(t); resolve() } })
  const hold = () => host.transaction(SYSTEM, (ctx) => holdMailbox(ctx, at.id, holder, LEASE_MS))
  const fetch = (s: ImapSession): Promise<number> => {
    const pass = passes.then(() => (s.closed ? 0 : s.fetchNew()))
    passes = pass.catch(() => undefined)
    return pass
  }
  /** Whoever stood still for too long may find that another process has taken over. */
  const renew = (): void => { if (session) hold().then((ours) => { if (!ours) session?.close() }, (error: unknown) => host.log.warn({ err: error, mailbox: at.id }, 'the hold of the mailbox could not be renewed')) }
  const run = async (): Promise<void> => {
    for (let failures = 0; !stopped;) {
      try {
        if (!await hold()) { await sleep(ASK_AGAIN_MS); continue }
        session = connect()
        await session.open()
        failures = 0
        while (!stopped && !session.closed && await hold()) { await fetch(session); await session.waitForNews(POLL_MS) }
        if (!stopped && session.closed) throw new Error('the connection ended')
      } catch (error) {
        if (stopped) break
        failures++
        host.log.warn({ err: error, mailbox: at.id, failures }, 'the mailbox cannot be reached; it is tried again')
        await host.transaction(SYSTEM, (ctx) => noteMailbox(ctx, at.id, error instanceof Error ? error.message : String(error))).catch(() => undefined)
        await sleep(Math.min(MAX_WAIT_MS, 500 * 2 ** Math.min(failures, 7)))
      } finally { session?.close(); session = null }
    }
  }
  const off = host.signals.on('mail-box', () => session?.look())
  const done = run(), renewing = setInterval(renew, RENEW_MS)
  return {
    async settle() { return session && !session.closed ? await fetch(session).catch(() => 0) > 0 : false },
    async stop() {
      stopped = true
      off()
      clearInterval(renewing)
      session?.close()
      sleepEnds()
      await done
      await host.transaction(SYSTEM, (ctx) => releaseMailbox(ctx, at.id, holder)).catch(() => undefined)
    },
  }
}

export const mailboxHealth: HealthCheck = {
  name: 'mail.imap', critical: false,
  async check(ctx) {
    if (!ctx.host.config.imap) return { ok: true }
    const { id } = mailboxAddress(ctx.host.config.imap)
    const row = (await allMailboxes(ctx)).find((m) => m.id === id)
    const silence = ctx.host.realNow().getTime() - (row?.last_ok_at ?? row?.first_seen_at ?? ctx.host.realNow()).getTime()
    return silence > SILENT_MS ? { ok: false, reason: `${id}: ${row?.last_error ?? 'silent'}` } : { ok: true }
  },
}
