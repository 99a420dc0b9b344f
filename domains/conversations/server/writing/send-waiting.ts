// Says what waited: the held replies by a loop on wall time, the scheduled ones by a timer on business time. In the name of who wrote them.
import { actorOf } from '../../../../platform/server/access/public.ts'
import { SYSTEM, type Actor, type Ctx, type JobType } from '../../../../platform/server/ctx.ts'
import { AppError, NotFound } from '../../../../platform/server/errors.ts'
import type { Host } from '../../../../platform/server/host.ts'
import { toProblem } from '../../../../platform/server/http/problems.ts'
import type { Service } from '../../../../platform/server/module.ts'
import { notify } from '../../../../platform/server/notify/public.ts'
import { startLoop } from '../../../../platform/server/work-loop.ts'
import { loadCase } from '../../../cases/public.ts'
import { HeldMessageFailed } from '../../contract/events.ts'
import type { WaitingMessage } from '../../contract/writing.ts'
import { whereOf } from '../keep-message.ts'
import { sayWaiting } from '../texts/perform-macro.ts'
import { givesFilesBack, holdWaiting, toWaiting } from './waiting-row.ts'
import { endWaiting, findWaiting, nextHeld, type WaitingRow } from './waiting-store.ts'

/** One row, in the open transaction of its author. */
async function say(ctx: Ctx, row: WaitingRow, follow = row.follow): Promise<WaitingRow> {
  await givesFilesBack(ctx, row)
  const { messageId } = await sayWaiting(ctx, row, follow)
  return endWaiting(ctx, row.id, { state: 'sent', messageId })
}

/** By hand, at once. @throws Conflict `waiting-gone`, and what sending itself refuses */
export async function sendNow(ctx: Ctx, id: string): Promise<WaitingMessage> {
  const { row } = await holdWaiting(ctx, id, null, ['waiting', 'failed'])
  if (row.author_id === ctx.actor.id) return toWaiting(ctx, await say(ctx, row))
  return toWaiting(ctx, await say(ctx.as(await actorOf(ctx, row.author_id)), row))
}

/** Sends a row that is due; false when it went another way meanwhile. What is refused is kept, shown and told to who wrote it. */
export async function sendDue(host: Host, id: string, authorId: string): Promise<boolean> {
  const author = await host.transaction(SYSTEM, (ctx) => actorOf(ctx, authorId)).catch((error: unknown) => { if (error instanceof NotFound) return null; throw error })
  const attempt = (actor: Actor, whole: boolean) => host.transaction(actor, async (ctx) => {
    const row = await findWaiting(ctx, id, true)
    if (row?.state !== 'waiting') return false
    await say(ctx, row, whole ? row.follow : {})
    return true
  })
  if (!author) return fail(host, id, new AppError(403, 'author-gone'))
  try { return await attempt(author, true) } catch (error) {
    if (!(error instanceof AppError)) throw error
    const row = await host.transaction(SYSTEM, (ctx) => findWaiting(ctx, id))
    // The words of a plain reply go even when the move that should follow is refused; a macro is done whole or not at all.
    if (!row?.follow.transition || row.macro_id) return fail(host, id, error)
    try { return await attempt(author, false) && tellHalf(host, id, error) } catch (again) { if (again instanceof AppError) return fail(host, id, again); throw again }
  }
}

async function fail(host: Host, id: string, error: AppError): Promise<boolean> {
  return host.transaction(SYSTEM, async (ctx) => {
    const row = await findWaiting(ctx, id, true)
    if (row?.state !== 'waiting') return false
    await givesFilesBack(ctx, row)
    await endWaiting(ctx, id, { state: 'failed', problem: wordsOf(ctx, error) })
    const facts = await loadCase(ctx, row.case_id)
    await ctx.emit(HeldMessageFailed, { ...whereOf(facts), waitingId: id }, { reason: error.code })
    await tell(ctx, row, facts.number, 'conversations.not-sent', error)
    return true
  })
}

/** Sent, but the move that should follow was refused. */
async function tellHalf(host: Host, id: string, error: AppError): Promise<boolean> {
  await host.transaction(SYSTEM, async (ctx) => {
    const row = await findWaiting(ctx, id)
    if (row) await tell(ctx, row, (await loadCase(ctx, row.case_id)).number, 'conversations.move-refused', error)
  })
  return true
}

const wordsOf = (ctx: Ctx, error: AppError): string => { const p = toProblem(error, ctx.locale, ''); return [p.detail, ...p.errors.map((e) => e.detail)].join(' ') }
const tell = (ctx: Ctx, row: WaitingRow, number: string, name: string, error: AppError) =>
  notify(ctx, { name, to: [row.author_id], params: { number, why: wordsOf(ctx, error) }, subject: `case:${row.case_id}`, url: `/cases/${row.case_id}`, dedupeKey: `${row.id}:${row.version}` })

export const sendScheduledJob: JobType<{ id: string }> = {
  name: 'conversations.send-scheduled',
  run: () => Promise.reject(new Error('runs outside')),
  async outside(host, { id }) {
    const row = await host.transaction(SYSTEM, (ctx) => findWaiting(ctx, id))
    // A later time has its own timer.
    if (row?.state === 'waiting' && row.send_at <= host.clock.now()) await sendDue(host, id, row.author_id)
  },
}

/** Wall time: undo is a matter of seconds at a desk, whatever the business clock says. */
export const heldService: Service = {
  name: 'conversations.held', role: 'worker',
  start: async (host) => startLoop(host, { name: 'conversations.held', wakeOn: 'conversations-held', everyMs: 1_000, step: async () => {
    const due = await host.transaction(SYSTEM, (ctx) => nextHeld(ctx, host.realNow()))
    return due ? sendDue(host, due.id, due.author_id) : false
  } }),
}
