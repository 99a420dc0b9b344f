// The automatic acknowledgement: number, who answers, promised time (R1.3-4). It never stops a clock (S-022) and never feeds a loop.
import type { Ctx, JobType } from '../../../../platform/server/ctx.ts'
import { hasMessage, translate } from '../../../../platform/server/i18n.ts'
import { raiseMailAlarm } from '../../../../platform/server/mail/public.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { CaseOpened, loadCase, readCases, type CaseFacts } from '../../../cases/public.ts'
import { keepMessage } from '../keep-message.ts'
import { acknowledgedInAll, acknowledgedSince } from '../message-queries.ts'
import { AcknowledgeChannels, AcknowledgePerHour, AcknowledgePerHourInAll } from '../settings.ts'
import { requesterAddresses } from './requester-address.ts'
import { envelopeTo, portalUrl, sendInThread, type Envelope } from './send-in-thread.ts'

const HOUR_MS = 3_600_000

/** Sends nothing when the channel is not acknowledged, the requester has no address, or the address had too many within the hour. */
export const acknowledge = (ctx: Ctx, facts: CaseFacts): Promise<void> => acknowledgeAll(ctx, [facts])

/** Many cases at once: whom they go to and what those had before is asked together, and the texts only for those that are sent. */
async function acknowledgeAll(ctx: Ctx, cases: readonly CaseFacts[]): Promise<void> {
  const channels = await setting(ctx, AcknowledgeChannels), most = await setting(ctx, AcknowledgePerHour)
  const asked = cases.filter((c) => channels.includes(c.channel))
  const to = (await requesterAddresses(ctx, asked)).filter((t) => t.address !== null)
  const hourAgo = new Date(ctx.now().getTime() - HOUR_MS), sent = await acknowledgedSince(ctx, [...new Set(to.map((t) => t.address!))], hourAgo)
  const inAll = to.length > 0 ? await countedInAll(ctx, hourAgo) : { n: 0 }, mostInAll = await setting(ctx, AcknowledgePerHourInAll)
  for (const { facts, ...requester } of to) {
    const address = requester.address!, before = sent.get(address) ?? 0
    sent.set(address, before + 1)
    if (before < most && inAll.n < mostInAll) { inAll.n++; await send(ctx, facts, await envelopeTo(ctx, facts, { ...requester, address })) }
    // Two machines that answer each other end here (RFC 3834 §2): the case stays, the answer does not go, people are told.
    else await raiseMailAlarm(ctx, 'loop', before < most ? '*' : address, { limit: most })
  }
}

/** The limit for all is a brake, not a quota: each process counts anew every minute, so that answering stays cheap under load. */
const counts = new WeakMap<Ctx['host'], { n: number; minute: number }>()
async function countedInAll(ctx: Ctx, since: Date): Promise<{ n: number }> {
  const minute = Math.floor(ctx.host.realNow().getTime() / 60_000), known = counts.get(ctx.host)
  if (known?.minute === minute) return known
  const fresh = { n: await acknowledgedInAll(ctx, since, await setting(ctx, AcknowledgePerHourInAll)), minute }
  counts.set(ctx.host, fresh)
  return fresh
}

async function send(ctx: Ctx, facts: CaseFacts, envelope: Envelope): Promise<void> {
  const text = acknowledgementText(ctx, facts, envelope)
  await keepMessage(ctx, facts, {
    channel: 'mail', direction: 'out', visibility: 'public', automatic: true, from_name: envelope.senderName, from_address: envelope.senderAddress, answer_to: envelope.address, body: text,
    recipients: [{ name: envelope.name, address: envelope.address }], subject: envelope.mailSubject, message_id: envelope.messageId, in_reply_to: envelope.inReplyTo, mail_id: envelope.mailId,
  })
  await sendInThread(ctx, facts, envelope, { kind: 'acknowledgement', text, author: null, automatic: true })
}

function acknowledgementText(ctx: Ctx, facts: CaseFacts, envelope: Envelope): string {
  const say = (key: string, params: Record<string, unknown> = {}) => translate(envelope.locale, `conversations.acknowledgement.${key}`, params)
  const owner = facts.firstOwnerName ?? facts.handlerName ?? (envelope.locale === 'en' ? facts.unitNameEn ?? facts.unitName : facts.unitName)
  const dueKey = `due.${facts.nextDueKind}`, isNamed = facts.nextDueKind !== null && hasMessage(`conversations.acknowledgement.${dueKey}`)
  return [
    say('received', { name: envelope.name, number: facts.number, title: facts.title }),
    owner ? say('owner', { owner }) : '',
    facts.nextDueAt ? say(isNamed ? dueKey : 'due.other', { time: shanghaiTime(facts.nextDueAt, envelope.locale) }) : '',
    say('follow', { url: portalUrl(ctx, facts) }),
    say('automatic'),
  ].filter(Boolean).join('\n\n')
}

/** `2025-03-03 13:00` in Asia/Shanghai, the zone of the product (RX-6). */
export function shanghaiTime(at: Date, locale: string): string {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(at)
  return locale === 'en' ? `${text} (UTC+8)` : text
}

/** Mail is acknowledged where it is taken in, in its own thread; the other channels after the commit, when their clocks are on the row. */
export const acknowledgeReaction = reaction({
  name: 'conversations.acknowledge', to: CaseOpened, when: 'after-commit', concerns: ({ data }) => data.channel !== 'mail',
  run: async (ctx, { data }) => acknowledge(ctx, await loadCase(ctx, data.caseId)),
  together: async (ctx, events) => acknowledgeAll(ctx, [...(await readCases(ctx, events.map((e) => e.data.caseId))).values()]),
})

/** Jobs that an earlier version left behind. */
export const acknowledgeJob: JobType<{ caseId: string }> = { name: 'conversations.acknowledge-case', run: async (ctx, { caseId }) => acknowledge(ctx, await loadCase(ctx, caseId)) }
