// Sends what the outbox holds. A row is leased, then sent outside any transaction, then its result is written:
// it can go twice only when the process dies between the server's "250" and that write, and then with the same Message-ID.
import { MailFailed, MailSent } from '../../contract/mail.ts'
import { SYSTEM, type Ctx } from '../ctx.ts'
import { AppError } from '../errors.ts'
import { openFile } from '../files/public.ts'
import { leaseEnd, whileLeased } from '../hold-lease.ts'
import type { Host } from '../host.ts'
import type { Service } from '../module.ts'
import { setting, settingAsStored } from '../settings/public.ts'
import { startLoop } from '../work-loop.ts'
import { deskMark, deskSender, type Sender } from './addresses.ts'
import { describeError, isPermanent, nextTry, type SendError } from './delivery-rules.ts'
import { Dkim, PerDomainPerMinute, PerMinute, SendingOn } from './mail-settings.ts'
import { fullDomains, leftSince, renewSending, saveTry, takeDue, type OutboxRow } from './outbox-store.ts'
import { threadIndexFor } from './thread-index.ts'
import { LANES, openTransport, type Attached, type Marks, type Sent, type Transport } from './transport.ts'

const MINUTE = 60_000

export const sendService: Service = {
  name: 'mail.send', role: 'worker',
  async start(host) {
    const transport = openTransport(host)
    if (!transport) return { async stop() { /* nothing runs: mail stays queued until a server is set */ } }
    const loop = startLoop(host, { name: 'mail.send', wakeOn: 'mail-out', everyMs: 5_000, lanes: LANES, step: () => sendNext(host, transport) })
    return { ...loop, async stop() { await loop.stop(); transport.close() } }
  },
}

class SwitchedOff extends Error {}
interface Task { row: OutboxRow; sender: Sender; attached: Attached[]; marks: Marks; broken: string | null }

/** Sends one mail; false when none is due, sending is paused or the quota of this minute is used up. */
export async function sendNext(host: Host, transport: Transport): Promise<boolean> {
  const task = await host.transaction(SYSTEM, async (ctx) => {
    if (!await setting(ctx, SendingOn)) return null
    const minuteAgo = new Date(host.realNow().getTime() - MINUTE)
    if (await leftSince(ctx, minuteAgo) >= await setting(ctx, PerMinute)) return null
    const full = await fullDomains(ctx, minuteAgo, await setting(ctx, PerDomainPerMinute))
    const row = await takeDue(ctx, leaseEnd(host), full)
    // The switch may have been pulled between the first look and the taking: then nothing was taken.
    if (row && !await settingAsStored(ctx, SendingOn)) throw new SwitchedOff()
    return row ? prepare(ctx, row) : null
  }).catch((error: unknown) => { if (error instanceof SwitchedOff) return null; throw error })
  if (!task) return false
  const started = performance.now()
  const result = await whileLeased(host, (ctx, until) => renewSending(ctx, task.row, until), () => attempt(transport, task, host.clock.now()))
  const tookMs = Math.round(performance.now() - started)
  await untilWritten(host, (ctx) => (result.sent ? saveSent(ctx, task.row, result.sent, tookMs) : saveFailure(ctx, task.row, result.error, tookMs)))
  return true
}

async function attempt(transport: Transport, task: Task, at: Date): Promise<{ sent: Sent } | { sent: null; error: SendError }> {
  if (task.broken) return { sent: null, error: { message: task.broken, code: 'EMESSAGE', permanent: true } }
  try { return { sent: await transport.send(task.row, task.sender, task.attached, task.marks, at) } } catch (error) { return { sent: null, error: error as SendError } }
}

/** What the other side took must not be sent again only because the database was away for a moment. */
async function untilWritten(host: Host, work: (ctx: Ctx) => Promise<void>): Promise<void> {
  for (let round = 1; ; round++) {
    try { return await host.transaction(SYSTEM, work) } catch (error) {
      if (round === 6) throw error
      host.log.warn({ err: error }, 'the result of a sent mail could not be written yet')
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** round))
    }
  }
}

async function prepare(ctx: Ctx, row: OutboxRow): Promise<Task> {
  const attached: Attached[] = [], sender = await deskSender(ctx)
  const marks: Marks = { desk: deskMark(ctx.host), dkim: await setting(ctx, Dkim), threadIndex: row.related_to ? await threadIndexFor(ctx, row.related_to, row.created_at) : null }
  try {
    for (const id of row.attachment_ids) attached.push(await openFile(ctx, id))
  } catch (error) {
    // A file that may not leave the house (infected, refused) must not hold the mail for two days.
    if (!(error instanceof AppError)) throw error
    for (const a of attached) a.stream.destroy()
    return { row, sender, attached: [], marks, broken: `attachment: ${error.code}` }
  }
  return { row, sender, attached, marks, broken: null }
}

async function saveSent(ctx: Ctx, row: OutboxRow, sent: Sent, tookMs: number): Promise<void> {
  const text = sent.refused.length > 0 ? `${sent.response} (refused: ${sent.refused.join(', ')})` : sent.response
  await saveTry(ctx, row.id, { state: 'sent', outcome: 'sent', code: sent.code, text, tookMs })
  await ctx.emit(MailSent, about(row))
}

async function saveFailure(ctx: Ctx, row: OutboxRow, error: SendError, tookMs: number): Promise<void> {
  const code = error.responseCode ?? null, text = describeError(error)
  const nextAt = isPermanent(error) ? null : nextTry(row.attempts, row.queued_at, ctx.host.realNow())
  if (nextAt) { await saveTry(ctx, row.id, { state: 'queued', outcome: 'deferred', nextAt, code, text, tookMs }); return }
  await saveTry(ctx, row.id, { state: 'failed', outcome: 'failed', code, text, tookMs })
  await ctx.emit(MailFailed, { ...about(row), code, error: text })
}

const about = (row: OutboxRow) => ({ mailId: row.id, kind: row.kind, relatedTo: row.related_to })
