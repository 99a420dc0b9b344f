// Cases say that the requester has to be told something; the conversation says it: first responses, results, questions for facts.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { CaseMessageNeeded, confirmationUrl, loadCase, type CaseFacts } from '../../../cases/public.ts'
import { keepMessage } from '../keep-message.ts'
import { tellRequester } from '../notices.ts'
import { envelopeFor, portalUrl, sendInThread } from './send-in-thread.ts'

interface Needed { kind: 'response' | 'result' | 'facts-needed'; author: 'actor' | 'system'; text: string; initialSolution: boolean }

async function sendLetter(ctx: Ctx, facts: CaseFacts, needed: Needed): Promise<void> {
  const envelope = await envelopeFor(ctx, facts)
  const bySystem = needed.author === 'system' || ctx.actor.kind === 'system'
  const name = bySystem ? envelope?.senderName ?? translate(ctx.locale, 'conversations.system') : ctx.actor.name
  const response = needed.kind === 'response' ? facts.response : null
  // The link answers in the requester's name: it is for the mail alone; who reads the case sees where to answer instead.
  const shown = needed.text.replaceAll(confirmationUrl(ctx, facts), portalUrl(ctx, facts))
  const row = await keepMessage(ctx, facts, {
    channel: envelope ? 'mail' : 'portal', direction: 'out', visibility: 'public', automatic: bySystem, author_id: bySystem ? null : ctx.actor.id, from_name: name, from_address: bySystem ? envelope?.senderAddress ?? null : ctx.actor.email, body: shown,
    owner: response?.owner, next_step: response?.nextStep, expected_at: response?.expectedAt ? new Date(response.expectedAt) : undefined, initial_solution: needed.initialSolution,
    ...(envelope ? { recipients: [{ name: envelope.name, address: envelope.address }], subject: envelope.mailSubject, message_id: envelope.messageId, in_reply_to: envelope.inReplyTo, mail_id: envelope.mailId } : {}),
  })
  if (!bySystem) await tellRequester(ctx, facts, row.id)
  if (envelope) await sendInThread(ctx, facts, envelope, { kind: bySystem ? 'letter' : 'reply', text: needed.text, author: bySystem ? null : ctx.actor.name, automatic: bySystem })
}

export const letterReaction = reaction({
  name: 'conversations.send-letter', to: CaseMessageNeeded, when: 'in-transaction',
  run: async (ctx, event) => sendLetter(ctx, await loadCase(ctx, event.data.caseId), event.data),
})
