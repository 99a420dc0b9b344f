// The audit trail for archives and other tools: one JSON object per line, oldest first. That somebody took it is a fact itself.
import { Readable } from 'node:stream'
import { AuditExported, type AuditFilter } from '../../contract/audit.ts'
import type { Actor, Origin } from '../ctx.ts'
import type { Host } from '../host.ts'
import { FileReply } from '../http/reply.ts'
import { lastSeq, readOn } from './audit-queries.ts'
import { restrictedOf, toEntry } from './list-entries.ts'

const BATCH = 1_000

export async function exportEntries(host: Host, actor: Actor, origin: Origin, { reason, ...filter }: AuditFilter & { reason: string }): Promise<FileReply> {
  const last = await lastSeq(host.db)
  await host.transaction(actor, (ctx) => ctx.emit(AuditExported, { filter }, { reason }), origin)
  const day = host.clock.now().toISOString().slice(0, 10)
  return new FileReply(Readable.from(lines(host, actor, filter, last)), { name: `houyuan-audit-${day}.ndjson`, contentType: 'application/x-ndjson; charset=utf-8' })
}

/** Read piece by piece as the receiver takes it: the log may be larger than the memory. */
async function* lines(host: Host, actor: Actor, filter: AuditFilter, last: string): AsyncGenerator<string> {
  for (let after = '0'; ;) {
    const rows = await readOn(host.db, filter, after, last, BATCH)
    if (rows.length === 0) return
    const closed = await host.transaction(actor, (ctx) => restrictedOf(ctx, rows))
    const entries = rows.map((row) => toEntry(row, closed)).filter((entry) => !filter.text || !entry.restricted)
    if (entries.length > 0) yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
    after = String(rows.at(-1)!.seq)
  }
}
