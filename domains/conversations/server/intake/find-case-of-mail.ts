// To which case a mail belongs: our token, the messages it refers to, its number, its matter; never across customers.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { tagOf, type ArrivedMail } from '../../../../platform/server/mail/public.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { loadCase, readCaseByNumber, type CaseFacts } from '../../../cases/public.ts'
import type { JoinReason } from '../../contract/message.ts'
import { casesOfRefs, casesOfTokens, openCasesOfMatter } from '../message-queries.ts'
import { JoinClosedDays } from '../settings.ts'
import { mergedTarget } from '../merged/follow-merge.ts'
import { mayJoin, reachable, type MailSender } from './joining-rules.ts'
import { numbersIn, subjectKey } from './subject-key.ts'

export interface FoundCase {
  /** The case that the mail joins; null: it opens one. */
  joins: { facts: CaseFacts; by: JoinReason; /** The case that it was written to, which may have been merged into this one. */ writtenTo: string } | null
  /** The closed case that a new one follows. */
  follows: CaseFacts | null
}

export async function findCaseOfMail(ctx: Ctx, sender: MailSender, mail: ArrivedMail): Promise<FoundCase> {
  let follows: CaseFacts | null = null
  const days = await setting(ctx, JoinClosedDays)
  for (const { id, by } of await candidates(ctx, sender, mail)) {
    const facts = await mergedTarget(ctx, await loadCase(ctx, id))
    if (!mayJoin(facts, sender, by)) continue
    if (reachable(facts, ctx.now(), days)) return { joins: { facts, by, writtenTo: id }, follows: null }
    follows ??= facts
  }
  return { joins: null, follows }
}

interface Candidate { id: string; by: JoinReason }

async function candidates(ctx: Ctx, sender: MailSender, { message, envelopeTo }: ArrivedMail): Promise<Candidate[]> {
  const addresses = [...message.to.map((t) => t.address), ...message.cc.map((t) => t.address), ...envelopeTo]
  const tokens = [...new Set(addresses.flatMap((a) => tagOf(a) ?? []))].slice(0, 20)
  const found: Candidate[] = (await casesOfTokens(ctx, tokens)).map((id) => ({ id, by: 'token' }))
  found.push(...(await casesOfRefs(ctx, message.references)).map((id): Candidate => ({ id, by: 'reply' })))
  for (const number of numbersIn(message.subject)) {
    const facts = await readCaseByNumber(ctx, number)
    if (facts) found.push({ id: facts.id, by: 'number' })
  }
  const key = subjectKey(message.subject)
  if (key !== '' && message.from) found.push(...(await openCasesOfMatter(ctx, sender.id, message.from.address, key)).map((id): Candidate => ({ id, by: 'subject' })))
  return found
}
