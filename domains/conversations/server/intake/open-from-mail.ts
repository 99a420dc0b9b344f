// A mail on a new matter opens a case; the mail is its first message, and the sender hears that it arrived (R1.2-2, R1.3-4).
import { draftSubject } from '../../../../platform/server/files/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import { newId } from '../../../../platform/server/ids.ts'
import type { ArrivedMail, KeptAttachment, Mailbox } from '../../../../platform/server/mail/public.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { CaseOpened, loadCase, openCase, type CaseFacts } from '../../../cases/public.ts'
import { acknowledge } from '../writing/acknowledge.ts'
import type { MailSender } from './joining-rules.ts'
import { keepMail, plain } from './keep-mail.ts'
import { bareSubject } from './subject-key.ts'

interface Opening { mail: ArrivedMail; from: Mailbox; authorId: string; kept: readonly KeptAttachment[]; id: string }
const openings = new WeakMap<Ctx, Opening>()

export async function openFromMail(ctx: Ctx, mail: ArrivedMail, from: Mailbox, sender: MailSender, follows: CaseFacts | null): Promise<CaseFacts> {
  const { message } = mail
  const kept = await mail.keepAttachments(ctx, draftSubject(ctx.actor.id))
  openings.set(ctx, { mail, from, authorId: sender.id, kept, id: newId() })
  try {
    const opened = await openCase(ctx, {
      requesterId: sender.id, channel: message.hook?.channel ?? 'mail', title: titleOf(ctx, mail), description: clipped(plain(message.text), 50_000) || translate(ctx.locale, 'conversations.mail.no-text'),
      attachments: kept.map((f) => f.id), followsCaseId: follows?.id,
    }, { createdAt: mail.receivedAt })
    // Clocks are on the row now: the acknowledgement names the promised time.
    if (!mail.judgement.noAnswer && !mail.archive) await acknowledge(ctx, await loadCase(ctx, opened.id))
    return opened
  } finally { openings.delete(ctx) }
}

/** The mail is in the conversation before anything that answers it: questions for missing facts go into its thread. */
export const openingReaction = reaction({
  name: 'conversations.keep-opening-mail', to: CaseOpened, when: 'in-transaction',
  async run(ctx, event) {
    const opening = openings.get(ctx)
    if (opening) await keepMail(ctx, opening.mail, opening.from, { facts: await loadCase(ctx, event.data.caseId), authorId: opening.authorId, by: 'opened', visibility: 'public', whole: true, kept: opening.kept, id: opening.id })
  },
})

function titleOf(ctx: Ctx, { message }: ArrivedMail): string {
  const firstLine = plain(message.ownText).split('\n').find((l) => l.trim() !== '')?.trim() ?? ''
  return clipped(plain(bareSubject(message.subject) || message.subject || firstLine).replace(/\s+/g, ' ').trim(), 200) || translate(ctx.locale, 'conversations.mail.no-subject')
}

/** At most `max` UTF-16 units, without cutting a character in two. */
export function clipped(text: string, max: number): string {
  if (text.length <= max) return text
  const cut = text.slice(0, max - 1)
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}
