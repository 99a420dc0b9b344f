// An answer of a partner department or a vendor comes back into its side conversation, and nowhere else.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { placeReceived, tagOf, type ArrivedMail, type Mailbox } from '../../../../platform/server/mail/public.ts'
import { notify } from '../../../../platform/server/notify/public.ts'
import { loadCase } from '../../../cases/public.ts'
import { SideConversationClosed, SideMessageAdded } from '../../contract/events.ts'
import { plain, withPictures } from '../intake/keep-mail.ts'
import { whereOf } from '../keep-message.ts'
import { insertSideMessage, sideOfNames, touchSide } from './side-store.ts'
import { SIDE_MARK, sideSubject } from './talk-aside.ts'

/** True when the mail was for a side conversation; bounces are not, they belong to the delivery that they return. Costs nothing for other mail. */
export async function takeSideMail(ctx: Ctx, mail: ArrivedMail, from: Mailbox): Promise<boolean> {
  const { message } = mail, kind = mail.judgement.automatic?.kind
  if (kind === 'bounce' || kind === 'receipt') return false
  const tokens = [...message.to.map((t) => t.address), ...message.cc.map((t) => t.address), ...mail.envelopeTo].flatMap((a) => tagOf(a) ?? []).filter((t) => t.startsWith(SIDE_MARK)), refs = message.references.filter((r) => r.startsWith(SIDE_MARK))
  if (tokens.length === 0 && refs.length === 0) return false
  const side = await sideOfNames(ctx, tokens, refs)
  if (!side) return false
  const facts = await loadCase(ctx, side.case_id), kept = await mail.keepAttachments(ctx, sideSubject(side.id)), id = newId(), automatic = mail.judgement.automatic !== null
  await insertSideMessage(ctx, {
    id, side_id: side.id, at: mail.receivedAt, direction: 'in', automatic, author_id: null, from_name: from.name || from.address, from_address: from.address, known_sender: side.addresses.includes(from.address.toLowerCase()),
    body: plain(message.ownText), quoted: message.quotedText, html: message.ownHtml === null ? null : withPictures(message.ownHtml, kept), message_id: message.messageId, mail_id: null, received_id: mail.id,
  }, kept.map((f) => ({ fileId: f.id, inline: f.inline })))
  await touchSide(ctx, side.id, automatic ? {} : { waitsForThem: false, state: 'open' })
  if (side.state === 'closed' && !automatic) await ctx.emit(SideConversationClosed, { ...whereOf(facts), sideId: side.id, partyName: side.party_name, closed: false })
  await ctx.emit(SideMessageAdded, { ...whereOf(facts), sideId: side.id, messageId: id, direction: 'in', partyName: side.party_name, automatic })
  const title = facts.problemClass === 'data-security' ? '' : facts.title, to = [...new Set([facts.handlerId, side.opened_by])].filter((p): p is string => p !== null)
  if (!automatic) await notify(ctx, { name: 'conversations.side-answered', to, params: { number: facts.number, title, party: side.party_name }, subject: `case:${facts.id}`, url: `/cases/${facts.id}`, dedupeKey: id })
  await placeReceived(ctx, mail.id, { outcome: 'joined', relatedTo: `case:${facts.id}`, reason: 'side' })
  return true
}
