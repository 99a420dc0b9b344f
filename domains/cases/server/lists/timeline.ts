// Everything that happened to a case and to those that were merged into it, in order, by whom (R1.2-7), in the reader's words. Requesters see what is public.
import { CaseState } from '../../contract/case.ts'
import type { TimelineEntry } from '../../contract/list.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { SYSTEM_ID } from '../../../../platform/server/ctx.ts'
import { hasMessage, translate } from '../../../../platform/server/i18n.ts'
import { decodeCursor, toPage } from '../../../../platform/server/paging.ts'
import { findCase } from '../find-case.ts'
import { absorbedBy } from '../merging/family.ts'
import { eventsOfCase, type CaseEvent } from './timeline-queries.ts'

/** A page of the timeline, oldest first. Throws NotFound, Forbidden `case-restricted`. */
export async function showTimeline(ctx: Ctx, caseId: string, query: { limit: number; cursor?: string }): Promise<{ items: TimelineEntry[]; nextCursor: string | null }> {
  const facts = await findCase(ctx, caseId)
  const after = query.cursor ? String(decodeCursor(query.cursor, 1)[0]) : '0'
  const names = ctx.actor.kind === 'requester' ? [...ctx.host.registry.events.values()].filter((e) => e.audience === 'public').map((e) => e.name) : null
  const absorbed = await absorbedBy(ctx, facts), numbers = new Map([[facts.id, facts.number], ...absorbed.map((c) => [c.id, c.number] as const)])
  const rows = await eventsOfCase(ctx, [...numbers.keys()], /^\d{1,18}$/.test(after) ? after : '0', query.limit + 1, names)
  return toPage(rows, query.limit, (r) => [String(r.seq)], (r) => toEntry(ctx, r, numbers.get(r.caseId) ?? facts.number))
}

function toEntry(ctx: Ctx, e: CaseEvent, caseNumber: string): TimelineEntry {
  const inside = ctx.actor.kind !== 'requester'
  const data = e.data as Record<string, unknown>
  const changes = inside ? Object.entries(e.changes ?? {}) : []
  return {
    caseId: e.caseId, caseNumber, id: e.id, at: e.at.toISOString(), by: { id: e.actorId, name: e.actorId === SYSTEM_ID ? translate(ctx.locale, 'cases.system') : e.actorName }, name: e.name, title: titleOf(ctx, e.name, data),
    audience: ctx.host.registry.events.get(e.name)?.audience ?? 'staff', reason: inside ? e.reason : null, data: inside ? data : {},
    changes: changes.map(([field, c]) => ({ field, label: labelOf(ctx, field), from: wordOf(ctx, field, c.from), to: wordOf(ctx, field, c.to) })),
  }
}

/** `cases.case-opened@1` reads its title from `cases.event.case-opened`; a fact of another domain from `<domain>.event.<name>`. */
function titleOf(ctx: Ctx, name: string, data: Record<string, unknown>): string {
  const [domain, what] = name.replace(/@\d+$/, '').split('.')
  const key = `${domain}.event.${what}`
  const words = Object.fromEntries(Object.entries(data).map(([k, v]) => [k, CaseState.safeParse(v).success ? translate(ctx.locale, `cases.state.${String(v)}`) : v]))
  return hasMessage(key) ? translate(ctx.locale, key, words) : name
}

const labelOf = (ctx: Ctx, field: string): string => (hasMessage(`cases.field.${field}`) ? translate(ctx.locale, `cases.field.${field}`) : field)

const WORDS: Record<string, string> = { state: 'state', problemClass: 'class', urgency: 'factor', complexity: 'factor', impact: 'impact', level: 'level', severity: 'severity', serviceLine: 'service-line', requesterType: 'requester-type', nature: 'nature', effects: 'effect' }

/** Values of lists in words; everything else as it is. */
function wordOf(ctx: Ctx, field: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((v) => wordOf(ctx, field, v))
  const list = WORDS[field]
  return list && typeof value === 'string' && hasMessage(`cases.${list}.${value}`) ? translate(ctx.locale, `cases.${list}.${value}`) : value
}
