// Somebody says something about a case: the requester, staff to the requester, or staff among themselves (§5.1-4, §5.2-2).
import { attachDrafts } from '../../../../platform/server/files/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict, Forbidden } from '../../../../platform/server/errors.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { caseScope, findCase, recordFactsGiven, recordInitialSolution, recordPublicUpdate, recordRequesterMessage, type CaseFacts } from '../../../cases/public.ts'
import type { NewMessage, ResponseVerdict } from '../../contract/message.ts'
import { keepAddress, mergedTarget } from '../merged/follow-merge.ts'
import { keepMessage, type NewRecord } from '../keep-message.ts'
import { findMessage } from '../message-queries.ts'
import type { MessageRow } from '../message-store.ts'
import { tellRequester, tellStaff } from '../notices.ts'
import { judgeResponse } from './judge-response.ts'
import { refuseUnreachable, tellMentioned } from './mention-colleagues.ts'
import { envelopeFor, sendInThread } from './send-in-thread.ts'

export type Said = { row: MessageRow; response: ResponseVerdict | null }
type Body = Omit<NewMessage, 'visibility'> & Partial<Pick<NewMessage, 'visibility'>>

/** Channels on which nothing is written down by itself: who spoke says what follows (R5.1-6, S-065). */
const SPOKEN = new Set(['phone', 'on-site'])

/** @throws NotFound, Forbidden, BadInput (follow-up, attachments, corrected message, mentions), Conflict `conversation-merged`, `case-archived` (read-only, R1.2-7; mail that still comes is kept by the intake) */
export async function addMessage(ctx: Ctx, caseId: string, body: Body): Promise<Said> {
  const facts = await findCase(ctx, caseId)
  await refuseMessage(ctx, facts, body)
  if (ctx.actor.id === facts.requesterId) return { row: await sayAsRequester(ctx, await mergedTarget(ctx, facts), body, facts.id), response: null }
  if (body.attachments?.length) await attachDrafts(ctx, body.attachments, `case:${facts.id}`)
  if (body.visibility === 'internal') return { row: await writeNote(ctx, facts, body), response: null }
  return sayAsStaff(ctx, facts, body)
}

/** Everything that stands against a message before it is kept. */
export async function refuseMessage(ctx: Ctx, facts: CaseFacts, body: Body): Promise<void> {
  const isRequester = ctx.actor.id === facts.requesterId
  const visibility = body.visibility ?? 'public'
  if (isRequester && visibility === 'internal') throw new BadInput([{ pointer: '/visibility', code: 'conversations.requester-public' }])
  requireRight(ctx, facts, isRequester ? 'conversations.write' : visibility === 'internal' ? 'conversations.note' : 'conversations.reply')
  if (facts.state === 'archived') throw new Conflict('case-archived')
  // What requesters write to a merged number follows to where the case goes on; staff are told to answer there.
  if (facts.mergedInto && visibility === 'public' && !isRequester) throw new Conflict('conversation-merged', { into: facts.mergedInto })
  if (!isRequester && body.channel && SPOKEN.has(body.channel) && !body.followUp) throw new BadInput([{ pointer: '/followUp', code: 'conversations.follow-up-needed', clause: '§5.1-4' }])
  if (body.mentions?.length && visibility === 'public') throw new BadInput([{ pointer: '/mentions', code: 'conversations.mention-in-note' }])
  await refuseForeignCorrection(ctx, facts, body)
  await refuseUnreachable(ctx, facts, body.mentions ?? [])
}

/** A note among staff; who is named in it is told. */
async function writeNote(ctx: Ctx, facts: CaseFacts, body: Body): Promise<MessageRow> {
  const row = await keepMessage(ctx, facts, recordOf(ctx, body, 'internal'))
  await tellMentioned(ctx, facts, row.id, body.mentions ?? [])
  return row
}

function requireRight(ctx: Ctx, facts: CaseFacts, permission: string): void {
  if (!inScope(ctx.require(permission), ctx.actor.id, caseScope(facts))) throw new Forbidden(permission)
}

async function refuseForeignCorrection(ctx: Ctx, facts: CaseFacts, body: Body): Promise<void> {
  if (!body.corrects) return
  const corrected = await findMessage(ctx, body.corrects)
  if (corrected?.case_id !== facts.id || (corrected.visibility === 'internal' && ctx.actor.id === facts.requesterId)) throw new BadInput([{ pointer: '/corrects', code: 'conversations.corrects-unknown' }])
}

function recordOf(ctx: Ctx, body: Body, direction: 'in' | 'out' | 'internal'): NewRecord {
  return {
    channel: body.channel ?? 'portal', direction, visibility: direction === 'internal' ? 'internal' : 'public', author_id: ctx.actor.id, from_name: ctx.actor.name, from_address: ctx.actor.email, body: body.body,
    owner: body.owner, next_step: body.nextStep, expected_at: body.expectedAt ? new Date(body.expectedAt) : undefined, initial_solution: body.initialSolution ?? false,
    customer_feedback: body.customerFeedback, follow_up: body.followUp, corrects: body.corrects, files: body.attachments?.map((fileId) => ({ fileId, inline: false })),
  }
}

async function sayAsRequester(ctx: Ctx, facts: CaseFacts, body: Body, writtenTo: string): Promise<MessageRow> {
  if (facts.state === 'archived') throw new Conflict('case-archived')
  if (body.attachments?.length) await attachDrafts(ctx, body.attachments, `case:${facts.id}`)
  const row = await keepMessage(ctx, facts, recordOf(ctx, { ...body, initialSolution: false, owner: undefined, nextStep: undefined, expectedAt: undefined, followUp: undefined }, 'in'))
  await keepAddress(ctx, row.id, writtenTo, facts.id)
  await tellStaff(ctx, facts, row.id)
  await recordRequesterMessage(ctx, facts.id)
  if (body.attachments?.length) await recordFactsGiven(ctx, facts.id, ['attachments'])
  return row
}

/** A public reply: kept, sent to the requester, and judged as a first response while one is due. */
async function sayAsStaff(ctx: Ctx, facts: CaseFacts, body: Body): Promise<Said> {
  const spoken = body.channel !== undefined && SPOKEN.has(body.channel)
  const envelope = spoken ? null : await envelopeFor(ctx, facts)
  const record = recordOf(ctx, body, 'out')
  const row = await keepMessage(ctx, facts, {
    ...record, channel: body.channel ?? (envelope ? 'mail' : 'portal'),
    ...(envelope ? { recipients: [{ name: envelope.name, address: envelope.address }], cc: (body.cc ?? []).map((address) => ({ name: '', address })), subject: envelope.mailSubject, message_id: envelope.messageId, in_reply_to: envelope.inReplyTo, mail_id: envelope.mailId } : {}),
  })
  if (envelope) await sendInThread(ctx, facts, envelope, { kind: 'reply', text: body.body, author: ctx.actor.name, cc: body.cc, attachmentIds: body.attachments, automatic: false })
  await tellRequester(ctx, facts, row.id)
  await recordPublicUpdate(ctx, facts.id)
  const response = facts.respondedAt === null ? await judgeResponse(ctx, facts.id, { owner: body.owner, nextStep: body.nextStep, expectedAt: body.expectedAt, severity: body.severity, messageId: row.id }) : null
  if (body.initialSolution) await recordInitialSolution(ctx, facts.id)
  return { row, response }
}
