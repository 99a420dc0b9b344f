// The audit pack of a month: figures, the records behind them, their ledgers and hashes, and the script that checks it all offline (docs/audit-pack.md).
import { stringify } from 'csv-stringify/sync'
import { zip, type AsyncZippable } from 'fflate'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict } from '../../../../platform/server/errors.ts'
import { FileReply } from '../../../../platform/server/http/reply.ts'
import { AuditPackMade } from '../../contract/events.ts'
import type { ComplianceRow } from '../../contract/compliance.ts'
import type { Week } from '../compliance/clause-figures.ts'
import { rowsFor } from '../compliance/show-board.ts'
import { monthOf } from '../compliance/weeks.ts'
import { measures } from '../register/measures.ts'
import { auditPackParts, type PackFile } from './pack-parts.ts'

interface Chain { path: string; lines: number; head: string }

/** Throws Conflict `handbook.month-open` while the month runs. Holds what the reader may see; `complete` in the manifest says whether that is everything. */
export async function makePack(ctx: Ctx, month: string): Promise<FileReply> {
  const period = monthOf(month)
  if (period.to > ctx.now()) throw new Conflict('handbook.month-open', { month })
  const files = new Map<string, Buffer>(), chains: Chain[] = []
  const rows = await rowsFor(ctx, [period], null)
  files.set('figures.json', jsonFile(rows.map(figureOf)))
  files.set('figures.csv', Buffer.from(stringify(rows.map(csvRow), { header: true, bom: true, escape_formulas: true })))
  for (const part of auditPackParts.of(ctx.host.registry)) for (const file of await part.files(ctx, period)) write(files, chains, month, file)
  files.set('verify.mjs', readFileSync(new URL('./verify.mjs', import.meta.url)))
  files.set('README.txt', Buffer.from(readme(month)))
  const complete = ctx.reach('sla.read')?.all === true
  const manifest = jsonFile({
    format: 'houyuan-audit-pack/1', month, from: period.from.toISOString(), to: period.to.toISOString(), at: ctx.now().toISOString(), by: ctx.actor.name, complete, chains,
    files: [...files].map(([path, data]) => ({ path, bytes: data.length, sha256: sha256(data) })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  })
  await ctx.emit(AuditPackMade, { month, manifestSha256: sha256(manifest), files: files.size + 1, complete })
  files.set('manifest.json', manifest)
  return new FileReply(await zipped(files, period), { name: `audit-pack-${month}.zip`, contentType: 'application/zip' })
}

const sha256 = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex')
const jsonFile = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`)

/** Each line carries the hash of the line before and of itself; the chain starts with the month. */
function write(files: Map<string, Buffer>, chains: Chain[], month: string, file: PackFile): void {
  if ('json' in file) { files.set(file.path, jsonFile(file.json)); return }
  let head = month, text = ''
  for (const line of file.lines) {
    const bare = JSON.stringify(line)
    head = sha256(`${head}\n${bare}`)
    text += `${JSON.stringify({ ...line, hash: head })}\n`
  }
  files.set(file.path, Buffer.from(text))
  chains.push({ path: file.path, lines: file.lines.length, head })
}

const figureOf = (r: ComplianceRow) => ({ key: r.key, clause: r.clause, requirement: r.requirement, figure: measures.find((m) => m.key === r.key)!.figure, target: r.target, value: r.current.value, n: r.current.n, met: r.current.met, low: r.current.low, high: r.current.high, state: r.state })

const csvRow = (r: ComplianceRow) => ({
  clause: r.clause, requirement: r.requirement, target: `${r.target.op} ${r.target.value} ${r.target.unit}`, basis: r.target.basis, value: r.current.value ?? '', met: r.current.met, n: r.current.n, low: r.current.low ?? '', high: r.current.high ?? '',
  smallSample: r.current.smallSample, state: r.state, exceptions: r.exceptions.count, explained: r.exceptions.explained,
})

/** The same content gives the same bytes: entries bear the end of the month. */
function zipped(files: ReadonlyMap<string, Buffer>, period: Week): Promise<Buffer> {
  const entries: AsyncZippable = Object.fromEntries([...files].map(([path, data]) => [path, [new Uint8Array(data), { mtime: period.to, level: 6 }]]))
  return new Promise((resolve, reject) => { zip(entries, (error, data) => { if (error) reject(error); else resolve(Buffer.from(data)) }) })
}

const readme = (month: string): string => `后援 审计包 ${month}

1. 解压到一个空文件夹，运行：node verify.mjs（Node 20 或以上，不需要联网和其他软件）。
2. 输出 OK：所有文件与 manifest.json 一致，账本的哈希链完整，每个达标或违约都能由账本重算，每个比例都是这些结论的计数。
3. manifest.json 的 SHA-256 记在系统审计日志里（事件 handbook.audit-pack-made@1）。与它相同，说明包出自本系统、没有被替换。

Houyuan audit pack ${month}

1. Unpack into an empty folder and run: node verify.mjs (Node 20 or later, no network, nothing else).
2. OK means: every file is the one of manifest.json, the hash chains of the ledgers are whole, every verdict follows from its ledger, every share is the count of those verdicts.
3. The SHA-256 of manifest.json is in the audit log of the installation (event handbook.audit-pack-made@1). If it is the same, the pack was made there and not replaced.
`
