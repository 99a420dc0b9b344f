// Says something with a way back: a reply waits a few seconds, or until its time, as a row that outlives a restart.
import { attachDrafts } from '../../../../platform/server/files/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { findCase, previewFirstResponse, type CaseFacts } from '../../../cases/public.ts'
import { HeldMessageCancelled, HeldMessageChanged, MessageHeld } from '../../contract/events.ts'
import type { ChangeWaiting, HeldMessage, HoldMessage, WaitingMessage } from '../../contract/writing.ts'
import { whereOf } from '../keep-message.ts'
import { UndoSeconds } from '../settings.ts'
import { sayWaiting } from '../texts/perform-macro.ts'
import { readableCase, seesNotes } from '../show-messages.ts'
import { refuseMessage } from './add-message.ts'
import { judged } from './judge-response.ts'
import { sendScheduledJob } from './send-waiting.ts'
import { givesFilesBack, holdWaiting, toWaiting } from './waiting-row.ts'
import { changeWaiting, endWaiting, insertWaiting, waitingOfCase, type WaitingRow } from './waiting-store.ts'

const MOST_AHEAD_MS = 365 * 86_400_000
/** A clock that ends within the undo seconds and as much again is not made to wait for them. */
const hurries = (facts: CaseFacts, now: Date, seconds: number): boolean => facts.nextDueAt !== null && facts.nextDueAt > now && facts.nextDueAt.getTime() - now.getTime() < seconds * 2_000

/** @throws like `addMessage`; BadInput `conversations.send-at` for a time that is past or more than a year away */
export async function holdMessage(ctx: Ctx, caseId: string, input: HoldMessage, macroId: string | null = null): Promise<HeldMessage> {
  const facts = await findCase(ctx, caseId)
  await refuseMessage(ctx, facts, input.message)
  const response = ctx.actor.id !== facts.requesterId && input.message.visibility === 'public' && facts.respondedAt === null ? judged(ctx, await previewFirstResponse(ctx, facts, input.message)) : null
  const seconds = await setting(ctx, UndoSeconds), row = { id: newId(), case_id: facts.id, author_id: ctx.actor.id, author_name: ctx.actor.name, message: input.message, follow: input.follow ?? {}, macro_id: macroId }
  if (input.sendAt) return { ...toWaiting(ctx, await schedule(ctx, facts, row, timeOf(ctx, input.sendAt))), response }
  if (seconds === 0 || hurries(facts, ctx.now(), seconds)) return sayAtOnce(ctx, row)
  if (input.message.attachments?.length) await attachDrafts(ctx, input.message.attachments, waitingSubject(row.id), '/message/attachments')
  const held = await insertWaiting(ctx, { ...row, kind: 'undo', send_at: new Date(ctx.host.realNow().getTime() + seconds * 1000) })
  return { ...toWaiting(ctx, held), response }
}

type NewRow = Pick<WaitingRow, 'id' | 'case_id' | 'author_id' | 'author_name' | 'message' | 'follow' | 'macro_id'>

async function sayAtOnce(ctx: Ctx, row: NewRow): Promise<HeldMessage> {
  const { messageId, response } = await sayWaiting(ctx, row, row.follow)
  const held = await insertWaiting(ctx, { ...row, kind: 'undo', send_at: ctx.host.realNow() })
  return { ...toWaiting(ctx, await endWaiting(ctx, held.id, { state: 'sent', messageId })), response }
}

async function schedule(ctx: Ctx, facts: CaseFacts, row: NewRow, at: Date): Promise<WaitingRow> {
  if (row.message.attachments?.length) await attachDrafts(ctx, row.message.attachments, waitingSubject(row.id), '/message/attachments')
  const held = await insertWaiting(ctx, { ...row, kind: 'scheduled', send_at: at })
  await ctx.enqueue(sendScheduledJob, { id: row.id }, { at, key: row.id })
  await ctx.emit(MessageHeld, { ...whereOf(facts), waitingId: row.id, kind: 'scheduled', sendAt: at.toISOString() })
  return held
}

function timeOf(ctx: Ctx, sendAt: string): Date {
  const at = new Date(sendAt), ahead = at.getTime() - ctx.now().getTime()
  if (ahead <= 0 || ahead > MOST_AHEAD_MS) throw new BadInput([{ pointer: '/sendAt', code: 'conversations.send-at' }])
  return at
}

export const waitingSubject = (id: string): string => `waiting:${id}`

/** What staff see of messages that wait; requesters see nothing of them. */
export async function showWaiting(ctx: Ctx, caseId: string): Promise<{ items: WaitingMessage[] }> {
  const facts = await readableCase(ctx, caseId)
  return { items: seesNotes(ctx, facts) ? (await waitingOfCase(ctx, facts.id)).map((r) => toWaiting(ctx, r)) : [] }
}

/** New words or another time. A message that could not be sent waits again. */
export async function editWaiting(ctx: Ctx, id: string, change: ChangeWaiting, version: number | null): Promise<WaitingMessage> {
  const { row, facts } = await holdWaiting(ctx, id, version, ['waiting', 'failed'])
  const message = { ...row.message, ...(change.body === undefined ? {} : { body: change.body }) }
  await refuseMessage(ctx, facts, message)
  const sendAt = change.sendAt ? timeOf(ctx, change.sendAt) : row.send_at
  const changed = await changeWaiting(ctx, id, { message, sendAt })
  if (row.kind === 'scheduled') await ctx.enqueue(sendScheduledJob, { id }, { at: sendAt, key: id })
  await ctx.emit(HeldMessageChanged, { ...whereOf(facts), waitingId: id, sendAt: sendAt.toISOString() }, {
    changes: { ...(change.body === undefined ? {} : { body: { from: row.message.body, to: change.body } }), ...(change.sendAt ? { sendAt: { from: row.send_at.toISOString(), to: sendAt.toISOString() } } : {}) },
  })
  return toWaiting(ctx, changed)
}

/** Takes it back; its files are drafts of the author again. */
export async function cancelWaiting(ctx: Ctx, id: string): Promise<WaitingMessage> {
  const { row, facts } = await holdWaiting(ctx, id, null, ['waiting', 'failed'])
  await givesFilesBack(ctx, row)
  await ctx.cancel(sendScheduledJob, id)
  const ended = await endWaiting(ctx, id, { state: 'cancelled' })
  if (row.kind === 'scheduled') await ctx.emit(HeldMessageCancelled, { ...whereOf(facts), waitingId: id })
  return toWaiting(ctx, ended)
}
