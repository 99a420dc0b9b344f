// The table of contents of a backup: what is in it, with checksums, by which version it was written, and a proof that nobody changed it.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { canonical } from '../audit-chain.ts'
import { derive } from '../keys/key-ring.ts'
import { BackupError, damaged } from './backup-error.ts'
import type { BackupKey } from './recovery-key.ts'

/** A sealed object of the backup: its size and SHA-256 as stored. */
export const Part = z.object({ name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,120}$/), bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
export type Part = z.infer<typeof Part>
const TablePart = Part.extend({ table: z.string(), columns: z.array(z.string()), rows: z.int().min(0) })
export type TablePart = z.infer<typeof TablePart>

export const Manifest = z.object({
  format: z.literal(1), name: z.string(), product: z.string(), /** Migrations that had run, in their order. */ schema: z.array(z.string()), postgres: z.string(),
  snapshotAt: z.string(), finishedAt: z.string(), keyId: z.string(),
  tables: z.array(TablePart), jobs: TablePart,
  sequences: z.array(z.object({ name: z.string(), value: z.string(), called: z.boolean() })),
  chain: z.object({ chainNo: z.number(), hash: z.string() }),
  files: z.object({ count: z.int(), bytes: z.number(), list: Part }),
  keys: Part, mac: z.string(),
})
export type Manifest = z.infer<typeof Manifest>

export const signManifest = (content: Omit<Manifest, 'mac'>, backup: BackupKey): Manifest => ({ ...content, mac: macOf(content, backup).toString('base64') })

/** @throws BackupError `damaged` when it is no manifest */
export function parseManifest(text: string): Manifest {
  let value: unknown
  try { value = JSON.parse(text) } catch (error) { throw damaged('manifest.json', error) }
  const format = (value as { format?: unknown } | null)?.format
  if (typeof format === 'number' && format > 1) throw new BackupError('newer', `这份备份由更新的版本写成（格式 ${format}）。请安装该版本或更高版本后再恢复。`, `This backup was written by a newer version (format ${format}). Install that version or a later one, then restore.`)
  const parsed = Manifest.safeParse(value)
  if (!parsed.success) throw damaged(`manifest.json (${parsed.error.issues[0]?.path.join('.') ?? ''})`)
  return parsed.data
}

/** @throws BackupError `damaged` when anything in it was changed */
export function checkManifest(manifest: Manifest, backup: BackupKey): void {
  const { mac, ...content } = manifest, given = Buffer.from(mac, 'base64'), right = macOf(content, backup)
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw damaged('manifest.json')
}

/** A backup of newer data than this product knows is refused before anything is touched. @throws BackupError `newer` */
export function checkVersion(manifest: Manifest, known: readonly string[]): void {
  const have = new Set(known), newer = manifest.schema.find((name) => !have.has(name))
  if (newer) throw new BackupError('newer', `这份备份由更新的版本 ${manifest.product} 写成（含迁移 ${newer}）。请安装 ${manifest.product} 或更高版本后再恢复。`, `This backup was written by the newer version ${manifest.product} (it holds migration ${newer}). Install ${manifest.product} or later, then restore.`)
}

const macOf = (content: Omit<Manifest, 'mac'>, backup: BackupKey): Buffer => createHmac('sha256', derive(backup.key, 'backup:manifest')).update(canonical(content)).digest()

/** Everything that lies under the backup's own name, in the order in which it is read back. */
export const partsOf = (m: Manifest): Part[] => [m.keys, ...m.tables, m.jobs, m.files.list]
