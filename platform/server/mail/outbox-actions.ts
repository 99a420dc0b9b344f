// What administrators see of outgoing mail and do with it.
import { MailCancelled, MailRetried, type OutgoingMail, type OutgoingMailDetail } from '../../contract/mail.ts'
import type { MailState } from '../../contract/mail.ts'
import type { Page, PageQuery } from '../../contract/paging.ts'
import type { Ctx } from '../ctx.ts'
import { hiddenSubjects } from '../hidden-subjects.ts'
import { translate } from '../i18n.ts'
import { BadInput, Conflict, NotFound } from '../errors.ts'
import { decodeCursor, toPage } from '../paging.ts'
import { setting } from '../settings/public.ts'
import { SendingOn } from './mail-settings.ts'
import { deliveriesOf, findOutgoing, listOutgoing, saveTry, type OutboxRow } from './outbox-store.ts'

export async function showOutbox(ctx: Ctx, query: PageQuery & { state?: MailState; kind?: string }): Promise<Page<OutgoingMail>> {
  const before = query.cursor ? String(decodeCursor(query.cursor, 1)[0]) : null
  if (before !== null && !/^[0-9a-f-]{36}$/i.test(before)) throw new BadInput([{ pointer: '/cursor', code: 'paging.cursor' }])
  const rows = await listOutgoing(ctx, { state: query.state, kind: query.kind, before, limit: query.limit + 1 })
  const sendingOn = await setting(ctx, SendingOn)
  const closed = await hiddenSubjects(ctx, rows.map((r) => r.related_to))
  return toPage(rows, query.limit, (r) => [r.id], (r) => show(ctx, r, sendingOn, closed.has(r.related_to ?? '')))
}

export async function showOutgoing(ctx: Ctx, id: string): Promise<OutgoingMailDetail> {
  const row = await findOutgoing(ctx, id)
  if (!row) throw new NotFound('mail')
  const deliveries = await deliveriesOf(ctx, id), closed = (await hiddenSubjects(ctx, [row.related_to])).has(row.related_to ?? '')
  return {
    ...show(ctx, row, await setting(ctx, SendingOn), closed),
    ...(closed || isPersonal(row) ? { text: '', html: null } : { text: row.text_body, html: row.html_body }),
    deliveries: deliveries.map((d) => ({ at: d.at.toISOString(), outcome: d.outcome, code: d.code, response: d.response, tookMs: d.took_ms })),
  }
}

/** Queues a failed or cancelled mail again, or moves the next try of a queued one to now. @throws Conflict `mail-state`, `mail-cleared` when it carried a one-time code or link */
export async function retryMail(ctx: Ctx, id: string): Promise<OutgoingMail> {
  const row = await changeable(ctx, id, ['queued', 'failed', 'cancelled', 'bounced'])
  if (row.kind === 'account' && row.text_body === '') throw new Conflict('mail-cleared')
  await saveTry(ctx, id, { state: 'queued', outcome: 'retried', code: null, text: null, attempts: 0 })
  await ctx.emit(MailRetried, about(row), { changes: { state: { from: row.state, to: 'queued' } } })
  ctx.afterCommit(() => ctx.host.signals.raise('mail-out'))
  return showOutgoing(ctx, id)
}

/** Takes back a mail that has not left yet. @throws Conflict `mail-state` */
export async function cancelMail(ctx: Ctx, id: string): Promise<OutgoingMail> {
  const row = await changeable(ctx, id, ['queued'])
  await saveTry(ctx, id, { state: 'cancelled', outcome: 'cancelled', code: null, text: null })
  await ctx.emit(MailCancelled, about(row), { changes: { state: { from: row.state, to: 'cancelled' } } })
  return showOutgoing(ctx, id)
}

async function changeable(ctx: Ctx, id: string, from: readonly MailState[]): Promise<OutboxRow> {
  const row = await findOutgoing(ctx, id, true)
  if (!row) throw new NotFound('mail')
  if (!from.includes(row.state)) throw new Conflict('mail-state', { state: row.state })
  return row
}

/** One-time codes and links are for the recipient alone (who reads the outbox could otherwise sign in as them), and so are the notices of a person. */
const isPersonal = (row: OutboxRow): boolean => row.kind === 'account' || row.kind === 'notification'

const about = (row: OutboxRow) => ({ mailId: row.id, kind: row.kind, relatedTo: row.related_to })

/** `closed`: about a record that the reader may not look into; then only that it was sent, to whom and with what result. */
function show(ctx: Ctx, r: OutboxRow, sendingOn: boolean, closed: boolean): OutgoingMail {
  return {
    id: r.id, kind: r.kind, state: r.state, to: r.recipients, cc: r.cc, subject: closed ? translate(ctx.locale, 'mail.hidden-subject') : r.subject, messageId: r.message_id, automatic: r.automatic, relatedTo: r.related_to, attempts: r.attempts,
    createdAt: r.created_at.toISOString(), nextAt: r.state === 'queued' ? r.next_at.toISOString() : null, sentAt: r.sent_at?.toISOString() ?? null, lastCode: r.last_code, lastError: r.last_error,
    waitsFor: r.state === 'queued' ? waitsFor(ctx, r, sendingOn) : null,
  }
}

function waitsFor(ctx: Ctx, r: OutboxRow, sendingOn: boolean): OutgoingMail['waitsFor'] {
  if (!ctx.host.config.smtpOut) return 'transport'
  if (!sendingOn) return 'release'
  return r.next_at > ctx.host.realNow() ? 'next-try' : 'turn'
}
