// Writes one backup: database, files, keys sealed apart, and at last the manifest that makes it exist (R7.4-2).
import { Readable } from 'node:stream'
import { createHash } from 'node:crypto'
import { hasBytes, readBytes } from '../files/public.ts'
import type { Host } from '../host.ts'
import { primaryAddress, splitHosts } from '../primary-host.ts'
import { NotOpenable } from '../keys/sealed-stream.ts'
import { BackupError, targetFault } from './backup-error.ts'
import type { BackupTarget } from './backup-target.ts'
import { signManifest, type Manifest, type Part, type TablePart } from './manifest.ts'
import { sealKeys, type BackupKey } from './recovery-key.ts'
import { blobId, putBlob, putPart } from './sealed-parts.ts'
import { JOB_COLUMNS, Snapshot } from './snapshot-store.ts'

export type Phase = 'database' | 'files' | 'finishing'
export interface Written { manifest: Manifest; /** Bytes that this run put at the target. */ bytes: number; newFiles: number; /** Contents that could not be read on this machine: missing or damaged. */ lost: string[] }

interface Job { host: Host; target: BackupTarget; backup: BackupKey; name: string; product: string; onProgress: (phase: Phase, done: number) => void }

/** @throws BackupError `running`, `other-keys`, `disk-full`, `target` */
export async function writeBackup(job: Job): Promise<Written> {
  const { host, target } = job
  const snapshot = await Snapshot.open(await databaseUrl(host))
  if (!snapshot) throw alreadyRunning()
  try {
    await claim(target, job.backup)
    await target.sweep()
    const database = await writeDatabase(job, snapshot)
    const files = await writeFiles(job, database.files)
    job.onProgress('finishing', 1)
    const list = await putPart(target, job.backup, job.name, 'files.list', Readable.from(files.lines))
    const keys = await putKeys(job)
    const { files: contents, bytes, ...described } = database
    const manifest = signManifest({
      format: 1, name: job.name, product: job.product, ...described, finishedAt: host.realNow().toISOString(), keyId: job.backup.keyId,
      files: { count: contents.length, bytes: contents.reduce((sum, f) => sum + f.size, 0), list }, keys,
    }, job.backup)
    await target.publish(job.name, `${JSON.stringify(manifest, null, 1)}\n`)
    return { manifest, bytes: bytes + files.bytes + list.bytes + keys.bytes, newFiles: files.count, lost: files.lost }
  } catch (error) {
    // A COPY that nobody reads any more would hold the connection: it is cut, then the space is given back.
    await snapshot.abandon()
    await target.sweep().catch((fault: unknown) => host.log.warn({ err: fault }, 'what the failed backup left is removed by the next one'))
    throw targetFault(error, target.label)
  } finally { await snapshot.close() }
}

/** A target keeps the backups of one installation: names and contents of two would mix. */
async function claim(target: BackupTarget, backup: BackupKey): Promise<void> {
  const owner = await target.readOwner()
  if (owner === null) await target.writeOwner(backup.keyId)
  else if (owner !== backup.keyId) throw new BackupError('other-keys', `备份目标属于另一个安装（密钥 ${owner}）：${target.label}。请为这个安装另选一个空的目标。`, `The backup target belongs to another installation (key ${owner}): ${target.label}. Choose an empty one for this installation.`)
}

async function writeDatabase({ host, target, backup, name, onProgress }: Job, snapshot: Snapshot) {
  const snapshotAt = host.realNow().toISOString(), facts = await snapshot.facts(), shapes = await snapshot.tables(), total = shapes.reduce((sum, t) => sum + t.bytes, 0) || 1
  const tables: TablePart[] = []
  let done = 0
  for (const table of shapes) {
    const copy = snapshot.copyTable(table)
    const part = await putPart(target, backup, name, `table.${table.name}`, copy.stream)
    tables.push({ ...part, table: table.name, columns: table.columns, rows: copy.rows() })
    onProgress('database', (done += table.bytes) / total)
  }
  const copy = snapshot.copyJobs()
  const jobs = { ...await putPart(target, backup, name, 'jobs', copy.stream), table: 'jobs', columns: JOB_COLUMNS, rows: copy.rows() }
  const sequences = await snapshot.sequences(), files: { sha256: string; size: number }[] = []
  for await (const batch of snapshot.files()) files.push(...batch)
  // The rest takes as long as the files are large; old row versions need not wait for it.
  await snapshot.release()
  return { ...facts, snapshotAt, tables, jobs, sequences, files, bytes: [...tables, jobs].reduce((sum, t) => sum + t.bytes, 0) }
}

async function writeFiles({ host, target, backup, onProgress }: Job, files: readonly { sha256: string; size: number }[]) {
  const there = await target.blobs(), lines: string[] = [], lost: string[] = [], total = files.reduce((sum, f) => sum + f.size, 0) || 1
  let bytes = 0, count = 0, seen = 0
  for (const { sha256, size } of files) {
    if (!there.has(blobId(backup, sha256))) {
      const written = await writeFile(host, target, backup, sha256)
      if (written === null) lost.push(sha256)
      else { bytes += written; count++ }
    }
    lines.push(`${sha256} ${size}\n`)
    onProgress('files', (seen += size) / total)
  }
  return { lines, bytes, count, lost }
}

/** Null when the bytes are not there or not what they were: the backup goes on, and the restore test will say so. */
async function writeFile(host: Host, target: BackupTarget, backup: BackupKey, sha256: string): Promise<number | null> {
  if (!await hasBytes(host.config.dataDir, sha256)) { host.log.error({ sha256 }, 'the bytes of a file are missing; the backup is made without them'); return null }
  try { return await putBlob(target, backup, sha256, readBytes(host, sha256)) } catch (error) {
    if (!(error instanceof NotOpenable)) throw error
    host.log.error({ err: error, sha256 }, 'the bytes of a file are damaged; the backup is made without them')
    return null
  }
}

/** Plain JSON of sealed values: readable enough to tell in ten years how to open it. */
async function putKeys({ host, target, backup, name }: Job): Promise<Part> {
  host.cipher.reload()
  const text = Buffer.from(`${JSON.stringify(sealKeys(backup, host.cipher.files()), null, 1)}\n`)
  await target.put(name, 'keys.sealed', Readable.from([text]))
  return { name: 'keys.sealed', bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') }
}

export const alreadyRunning = (): BackupError => new BackupError('running', '另一个备份正在进行，请等它结束。', 'Another backup is under way; wait until it ends.')

/** The address of the database itself; of several hosts the one that takes writes now. */
export async function databaseUrl(host: Host): Promise<string> {
  const { connectionString } = host.direct.options, configured = host.config.databaseDirectUrl ?? host.config.databaseUrl
  if (configured && splitHosts(configured).hosts.length > 0) return primaryAddress(configured)
  if (!connectionString) throw new Error('the pool was made without an address')
  return connectionString
}
