// The ledger as operators read it.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Forbidden } from '../../../../platform/server/errors.ts'
import { hiddenSubjects } from '../../../../platform/server/hidden-subjects.ts'
import type { FileReply } from '../../../../platform/server/http/reply.ts'
import { hasMessage, translate } from '../../../../platform/server/i18n.ts'
import { findReceived, listReceived, processAgain, rawMessage, type ReceivedMail } from '../../../../platform/server/mail/public.ts'
import { decodeCursor, toPage } from '../../../../platform/server/paging.ts'
import type { IntakeMessage } from '../../contract/intake.ts'
import { IntakeRepeated } from '../../contract/events.ts'
import { headerId } from '../header-id.ts'

/** Mail that has no case yet belongs to nobody's region: the ledger is for those whose reach is the whole desk. */
export function requireLedger(ctx: Ctx, permission: 'intake.read' | 'intake.manage'): void {
  if (!ctx.require(permission).all) throw new Forbidden(permission)
}

interface Query { limit: number; cursor?: string; outcome?: ReceivedMail['outcome'] | 'waiting'; source?: ReceivedMail['source']; reason?: string; caseId?: string; q?: string; from?: string; until?: string }

export async function showLedger(ctx: Ctx, query: Query): Promise<{ items: IntakeMessage[]; nextCursor: string | null }> {
  requireLedger(ctx, 'intake.read')
  const before = query.cursor ? String(decodeCursor(query.cursor, 1)[0]) : null
  if (before !== null && !/^[0-9a-f-]{36}$/i.test(before)) throw new BadInput([{ pointer: '/cursor', code: 'paging.cursor' }])
  const rows = await listReceived(ctx, {
    outcome: query.outcome ?? undefined, source: query.source, reason: query.reason, relatedTo: query.caseId ? `case:${query.caseId}` : undefined, q: query.q, from: query.from ? new Date(query.from) : undefined, until: query.until ? new Date(query.until) : undefined,
    before, limit: query.limit + 1,
  })
  const closed = await restricted(ctx, rows)
  const page = toPage(rows, query.limit, (r) => [r.id], (r) => toIntake(ctx, r, closed.has(r.relatedTo ?? '')))
  // A search for words must not tell that they occur in what may not be read.
  return query.q ? { ...page, items: page.items.filter((m) => !closed.has(`case:${m.caseId}`)) } : page
}

export async function showReceived(ctx: Ctx, id: string): Promise<IntakeMessage> {
  requireLedger(ctx, 'intake.read')
  const found = await findReceived(ctx, id)
  return toIntake(ctx, found, (await restricted(ctx, [found])).size > 0)
}

export async function showRaw(ctx: Ctx, id: string): Promise<FileReply> {
  requireLedger(ctx, 'intake.read')
  if ((await restricted(ctx, [await findReceived(ctx, id)])).size > 0) throw new Forbidden('cases.restricted', 'case-restricted')
  return rawMessage(ctx, id)
}

/** Mails of data-security cases that the reader is not cleared for (§3.1-3). The ledger itself reaches the whole desk, so a case elsewhere is no secret. */
async function restricted(ctx: Ctx, mails: readonly ReceivedMail[]): Promise<ReadonlySet<string>> {
  return new Set([...await hiddenSubjects(ctx, mails.map((m) => m.relatedTo))].flatMap(([subject, hiding]) => (hiding === 'restricted' ? [subject] : [])))
}

export async function repeatIntake(ctx: Ctx, id: string, asPerson: boolean): Promise<IntakeMessage> {
  requireLedger(ctx, 'intake.manage')
  const waiting = await processAgain(ctx, id, asPerson)
  await ctx.emit(IntakeRepeated, { receivedId: id, asPerson })
  return toIntake(ctx, waiting)
}

/** `closed`: of a case that the reader may not look into: that it came and where it went, not by whom and of what. */
export function toIntake(ctx: Ctx, r: ReceivedMail, closed = false): IntakeMessage {
  const key = `conversations.reason.${r.reason}`
  return {
    id: r.id, receivedAt: r.receivedAt.toISOString(), source: r.source, mailbox: r.mailbox, messageId: headerId(r.messageId), from: closed ? null : r.from, to: [...r.to], subject: closed ? null : r.subject, sha256: r.sha256, size: r.size, outcome: r.outcome,
    caseId: r.relatedTo?.startsWith('case:') ? r.relatedTo.slice('case:'.length) : null, reason: r.reason, reasonText: r.reason === null ? null : hasMessage(key) ? translate(ctx.locale, key) : r.reason,
    detail: r.detail, processedAt: r.processedAt?.toISOString() ?? null,
  }
}
