// Cases as a file, as far as the reader may see them: the same scope, masks and filter as the list; noted in the audit trail (R7.4-6).
import { stringify } from 'csv-stringify/sync'
import type { z } from 'zod'
import type { CaseSummary } from '../../contract/case.ts'
import { CasesExported } from '../../contract/events.ts'
import { CaseQuery, type ExportQuery } from '../../contract/list.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { FileReply } from '../../../../platform/server/http/reply.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { listCases } from '../lists/list-cases.ts'
import { writeXlsx } from './write-xlsx.ts'

/** What one file holds at most; who needs more narrows the view. */
export const MOST_EXPORTED = 20_000
const PAGE = 200

const COLUMNS = ['number', 'title', 'state', 'level', 'problemClass', 'serviceLine', 'channel', 'requesterType', 'requester', 'customer', 'firstOwner', 'handler', 'unit', 'nextDue', 'breached', 'createdAt', 'updatedAt'] as const
type Column = typeof COLUMNS[number]

/** Throws Forbidden without the permission, BadInput for a filter that cannot be read. */
export async function exportCases(ctx: Ctx, query: z.infer<typeof ExportQuery>): Promise<FileReply> {
  const reach = ctx.require('cases.export'), lines: string[][] = [COLUMNS.map((c) => translate(ctx.locale, `cases.export.${c}`))]
  let cursor: string | null = null
  do {
    const page: { items: CaseSummary[]; nextCursor: string | null } = await listCases(ctx, CaseQuery.parse({ view: query.view, filter: query.filter, limit: PAGE, ...(cursor ? { cursor } : {}) }))
    for (const row of page.items) if (inScope(reach, ctx.actor.id, { unitId: row.unit?.id ?? null, customerId: row.customer?.id ?? null, people: [row.handler?.id ?? null, row.firstOwner?.id ?? null, row.requester.id] })) lines.push(COLUMNS.map((c) => cell(ctx, row, c)))
    cursor = page.nextCursor
  } while (cursor && lines.length <= MOST_EXPORTED)
  const rows = lines.slice(0, MOST_EXPORTED + 1), exportId = newId()
  await ctx.emit(CasesExported, { exportId, format: query.format, view: query.view, filter: query.filter ?? '', count: rows.length - 1 })
  const name = `${translate(ctx.locale, 'cases.export.file')}-${shanghai(ctx.now().toISOString()).slice(0, 10)}.${query.format}`
  return query.format === 'xlsx' ? new FileReply(writeXlsx(translate(ctx.locale, 'cases.export.file'), rows), { name, contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' })
    : new FileReply(Buffer.from(stringify(rows, { bom: true, escape_formulas: true })), { name, contentType: 'text/csv; charset=utf-8' })
}

/** Time as people here read it: Asia/Shanghai, to the minute. */
const shanghai = (iso: string): string => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

function cell(ctx: Ctx, row: CaseSummary, column: Column): string {
  const say = (list: string, value: string | null) => (value ? translate(ctx.locale, `cases.${list}.${value}`) : '')
  switch (column) {
    case 'number': case 'title': return row[column]
    case 'state': return say('state', row.state)
    case 'level': return say('level', row.level)
    case 'problemClass': return say('class', row.problemClass)
    case 'serviceLine': return say('service-line', row.serviceLine)
    case 'channel': return say('channel', row.channel)
    case 'requesterType': return say('requester-type', row.requesterType)
    case 'customer': return row.customer ? `${row.customer.number} ${row.customer.name}` : ''
    case 'requester': case 'firstOwner': case 'handler': case 'unit': return row[column]?.name ?? ''
    case 'nextDue': return row.nextDue ? shanghai(row.nextDue.dueAt) : ''
    case 'breached': return row.breached ? translate(ctx.locale, 'cases.flag.breached') : ''
    case 'createdAt': case 'updatedAt': return shanghai(row[column])
  }
}
