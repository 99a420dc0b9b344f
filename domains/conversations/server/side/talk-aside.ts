// Staff ask a partner department or a vendor about a case, by mail, in a thread that the requester never sees (§2.1, §3.1-5).
import { attachDrafts, describeFiles } from '../../../../platform/server/files/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict, Forbidden, NotFound } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { deskSender, mailStates, newMessageId, newToken, PlusAddressing, queueMail } from '../../../../platform/server/mail/public.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { caseScope, type CaseFacts } from '../../../cases/public.ts'
import { SideConversationClosed, SideConversationOpened, SideMessageAdded } from '../../contract/events.ts'
import type { NewSide, SideConversation } from '../../contract/side.ts'
import { whereOf } from '../keep-message.ts'
import { readableCase, seesNotes, toAttachment } from '../show-messages.ts'
import { htmlOfText } from '../writing/mail-html.ts'
import { requesterAddress } from '../writing/requester-address.ts'
import { filesOfSideMessages, findSide, insertSide, insertSideMessage, messagesOfSides, sidesOfCase, touchSide, type SideRow } from './side-store.ts'

/** Marks addresses and Message-IDs of side conversations, so that the intake knows them without a look into the database. */
export const SIDE_MARK = 'side-'
export const sideSubject = (id: string): string => `side:${id}`

async function caseAside(ctx: Ctx, caseId: string, permission: string): Promise<CaseFacts> {
  const facts = await readableCase(ctx, caseId)
  if (!seesNotes(ctx, facts)) throw new NotFound('case')
  if (!inScope(ctx.require(permission), ctx.actor.id, caseScope(facts))) throw new Forbidden(permission)
  return facts
}

export async function listSides(ctx: Ctx, caseId: string): Promise<{ items: SideConversation[] }> {
  const facts = await caseAside(ctx, caseId, 'conversations.note')
  return { items: await toSides(ctx, await sidesOfCase(ctx, facts.id)) }
}

/** @throws NotFound, Conflict `case-archived`, `side-requester` for an address of the requester: what is meant for them belongs into a reply */
export async function openSide(ctx: Ctx, caseId: string, input: NewSide): Promise<SideConversation> {
  const facts = await caseAside(ctx, caseId, 'conversations.reply')
  if (facts.state === 'archived') throw new Conflict('case-archived')
  const requester = (await requesterAddress(ctx, facts)).address
  const own = input.addresses.flatMap((a, i) => (a === requester?.toLowerCase() ? [{ pointer: `/addresses/${i}`, code: 'conversations.side-requester' }] : []))
  if (own.length > 0) throw new BadInput(own, 'side-requester')
  const side = await insertSide(ctx, { id: newId(), case_id: facts.id, party: input.party, party_name: input.partyName, addresses: [...new Set(input.addresses)], subject: input.subject, token: `${SIDE_MARK}${newToken()}` })
  await ctx.emit(SideConversationOpened, { ...whereOf(facts), sideId: side.id, partyName: side.party_name })
  await say(ctx, facts, side, input.body, input.attachments ?? [])
  return (await toSides(ctx, [side]))[0]!
}

async function held(ctx: Ctx, sideId: string): Promise<{ side: SideRow; facts: CaseFacts }> {
  const side = await findSide(ctx, sideId)
  if (!side) throw new NotFound('side-conversation')
  return { side, facts: await caseAside(ctx, side.case_id, 'conversations.reply') }
}

/** @throws Conflict `side-closed`, `case-archived` */
export async function sayAside(ctx: Ctx, sideId: string, body: string, attachments: readonly string[]): Promise<SideConversation> {
  const { side, facts } = await held(ctx, sideId)
  if (side.state === 'closed') throw new Conflict('side-closed')
  if (facts.state === 'archived') throw new Conflict('case-archived')
  await say(ctx, facts, side, body, attachments)
  return (await toSides(ctx, [await touchSide(ctx, side.id, { waitsForThem: true })]))[0]!
}

async function say(ctx: Ctx, facts: CaseFacts, side: SideRow, body: string, attachments: readonly string[]): Promise<void> {
  if (attachments.length > 0) await attachDrafts(ctx, attachments, sideSubject(side.id))
  const sender = await deskSender(ctx), before = (await messagesOfSides(ctx, [side.id])).flatMap((m) => m.message_id ?? []), mailId = newId(), messageId = `${SIDE_MARK}${await newMessageId(ctx)}`
  const row = { id: newId(), side_id: side.id, at: ctx.now(), direction: 'out' as const, automatic: false, author_id: ctx.actor.id, from_name: ctx.actor.name, from_address: ctx.actor.email, known_sender: true, body, quoted: null, html: null, message_id: messageId, mail_id: mailId, received_id: null }
  await insertSideMessage(ctx, row, attachments.map((fileId) => ({ fileId, inline: false })))
  const footer = `${sender.name} · ${facts.number}`
  await queueMail(ctx, {
    id: mailId, to: side.addresses, subject: `${before.length > 0 ? 'Re: ' : ''}${side.subject} [${facts.number}]`, text: `${body}\n\n-- \n${footer}`, html: htmlOfText(body, footer), messageId, references: before.slice(-20), inReplyTo: before.at(-1),
    replyTo: await setting(ctx, PlusAddressing) ? sender.address.replace('@', `+${side.token}@`) : sender.address, attachmentIds: attachments, relatedTo: `case:${facts.id}`, kind: 'reply', automatic: false, senderName: `${ctx.actor.name} · ${sender.name}`,
  })
  await ctx.emit(SideMessageAdded, { ...whereOf(facts), sideId: side.id, messageId: row.id, direction: 'out', partyName: side.party_name, automatic: false })
}

/** @throws Conflict `side-closed` */
export async function closeSide(ctx: Ctx, sideId: string): Promise<SideConversation> {
  const { side, facts } = await held(ctx, sideId)
  if (side.state === 'closed') throw new Conflict('side-closed')
  const closed = await touchSide(ctx, side.id, { state: 'closed' })
  await ctx.emit(SideConversationClosed, { ...whereOf(facts), sideId: side.id, partyName: side.party_name, closed: true })
  return (await toSides(ctx, [closed]))[0]!
}

async function toSides(ctx: Ctx, sides: readonly SideRow[]): Promise<SideConversation[]> {
  const messages = await messagesOfSides(ctx, sides.map((s) => s.id)), links = await filesOfSideMessages(ctx, messages.map((m) => m.id))
  const files = new Map((await describeFiles(ctx, [...new Set(links.map((l) => l.file_id))])).map((f) => [f.id, f])), states = await mailStates(ctx, messages.flatMap((m) => m.mail_id ?? []))
  return sides.map((s) => ({
    id: s.id, caseId: s.case_id, party: s.party, partyName: s.party_name, addresses: s.addresses, subject: s.subject, state: s.state, openedBy: { id: s.opened_by, name: s.opened_by_name }, openedAt: s.opened_at.toISOString(), lastAt: s.last_at.toISOString(), waitsForThem: s.waits_for_them, version: s.version,
    messages: messages.filter((m) => m.side_id === s.id).map((m) => ({
      id: m.id, at: m.at.toISOString(), direction: m.direction, automatic: m.automatic, from: { id: m.author_id, name: m.from_name, address: m.from_address }, knownSender: m.known_sender, text: m.body, quotedText: m.quoted, html: m.html,
      attachments: links.filter((l) => l.message_id === m.id).flatMap((l) => { const f = files.get(l.file_id); return f ? [toAttachment(f, l.inline)] : [] }), delivery: m.mail_id ? states.get(m.mail_id) ?? null : null,
    })),
  }))
}
