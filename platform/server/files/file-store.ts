// Rows of files and of their bytes.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'

export type Scan = 'unscanned' | 'clean' | 'infected'

export interface FileRow {
  id: string; sha256: string; name: string; declared_type: string; content_type: string; size: number
  width: number | null; height: number | null; blocked: boolean; subject: string; created_by: string; created_at: Date; scan: Scan
}

const COLUMNS = sql`f.id, f.sha256, f.name, f.declared_type, f.content_type, f.size::float8 as size, f.width, f.height, f.blocked, f.subject, f.created_by, f.created_at, b.scan`

/** Takes hold of the bytes' row until the end of the transaction, so that no purge removes them meanwhile. */
export async function holdBlob(ctx: Ctx, sha256: string, size: number, keyVersion: number): Promise<void> {
  await sql`insert into files_blobs (sha256, size, stored_at, key_version) values (${sha256}, ${size}, ${ctx.host.realNow()}, ${keyVersion})
    on conflict (sha256) do update set stored_at = excluded.stored_at`.execute(ctx.sql<unknown>())
}

/** The key version that the bytes lie under; null: plain. */
export async function noteKeyVersion(ctx: Ctx, sha256: string, keyVersion: number | null): Promise<void> {
  await sql`update files_blobs set key_version = ${keyVersion} where sha256 = ${sha256}`.execute(ctx.sql<unknown>())
}

/** Takes hold of bytes that lie under another key than the current one; two that work at it never take the same. */
export async function takeBlobsToReseal(ctx: Ctx, keyVersion: number, limit: number): Promise<string[]> {
  const found = await sql<{ sha256: string }>`select sha256 from files_blobs where key_version is distinct from ${keyVersion} order by sha256 limit ${limit} for update skip locked`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => r.sha256)
}

/** How many contents lie under which key; null: plain. */
export async function countBlobsByKey(ctx: Ctx): Promise<{ version: number | null; count: number }[]> {
  return (await sql<{ version: number | null; count: number }>`select key_version as version, count(*)::float8 as count from files_blobs group by 1`.execute(ctx.sql<unknown>())).rows
}

export async function insertFile(ctx: Ctx, row: Omit<FileRow, 'scan'>): Promise<void> {
  await sql`insert into files (id, sha256, name, declared_type, content_type, size, width, height, blocked, subject, created_by, created_at)
    values (${row.id}, ${row.sha256}, ${row.name}, ${row.declared_type}, ${row.content_type}, ${row.size}, ${row.width}, ${row.height}, ${row.blocked}, ${row.subject}, ${row.created_by}, ${row.created_at})`.execute(ctx.sql<unknown>())
}

export async function findFileRow(ctx: Ctx, id: string): Promise<FileRow | null> {
  const found = await sql<FileRow>`select ${COLUMNS} from files f join files_blobs b using (sha256) where f.id = ${id}`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

export async function findFileRows(ctx: Ctx, ids: readonly string[]): Promise<FileRow[]> {
  if (ids.length === 0) return []
  const found = await sql<FileRow>`select ${COLUMNS} from files f join files_blobs b using (sha256) where f.id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function findFilesOf(ctx: Ctx, subject: string): Promise<FileRow[]> {
  const found = await sql<FileRow>`select ${COLUMNS} from files f join files_blobs b using (sha256) where f.subject = ${subject} order by f.id`.execute(ctx.sql<unknown>())
  return found.rows
}

/** Moves a file to another record, only from where the caller saw it; false when it is no longer there. */
export async function moveFile(ctx: Ctx, id: string, from: string, to: string): Promise<boolean> {
  const moved = await sql`update files set subject = ${to} where id = ${id} and subject = ${from}`.execute(ctx.sql<unknown>())
  return moved.numAffectedRows === 1n
}

export async function deleteFiles(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await sql`delete from files where id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())
}

/** All files of records that go together. */
export async function deleteFilesOf(ctx: Ctx, subjects: readonly string[]): Promise<void> {
  await sql`delete from files where subject = any(${[...subjects]}::text[])`.execute(ctx.sql<unknown>())
}

/** Removes uploads that nobody attached; returns their ids. */
export async function deleteOldDrafts(ctx: Ctx, before: Date, limit: number): Promise<string[]> {
  const gone = await sql<{ id: string }>`delete from files where id in (select id from files where subject like 'draft:%' and created_at < ${before} order by created_at limit ${limit} for update skip locked)
    returning id`.execute(ctx.sql<unknown>())
  return gone.rows.map((r) => r.id)
}

/** Removes rows of bytes that no file names; the caller drops the bytes before the commit, while the rows are locked. */
export async function deleteUnusedBlobs(ctx: Ctx, before: Date, limit: number): Promise<string[]> {
  const gone = await sql<{ sha256: string }>`delete from files_blobs where sha256 in (
      select sha256 from files_blobs b where stored_at < ${before} and not exists (select 1 from files f where f.sha256 = b.sha256) order by stored_at limit ${limit} for update skip locked)
    returning sha256`.execute(ctx.sql<unknown>())
  return gone.rows.map((r) => r.sha256)
}

/** Keeps a backup from beginning until the end of the transaction; false when one is under way (backup/snapshot-store.ts). */
export async function holdsOffBackups(ctx: Ctx): Promise<boolean> {
  return (await sql<{ ok: boolean }>`select pg_try_advisory_xact_lock(7246030) as ok`.execute(ctx.sql<unknown>())).rows[0]!.ok
}

/** Contents in the order of their names, from behind `after`. */
export async function blobsAfter(ctx: Ctx, after: string, limit: number): Promise<{ sha256: string }[]> {
  return (await sql<{ sha256: string }>`select sha256 from files_blobs where sha256 > ${after} order by sha256 limit ${limit}`.execute(ctx.sql<unknown>())).rows
}

export interface ScanTask { sha256: string; size: number }

/** Leases the next bytes that wait for a scan; two scanners never take the same. */
export async function takeBlobToScan(ctx: Ctx, leaseUntil: Date): Promise<ScanTask | null> {
  const taken = await sql<ScanTask>`update files_blobs set scan_lease_until = ${leaseUntil} where sha256 = (
      select sha256 from files_blobs where scan = 'unscanned' and (scan_lease_until is null or scan_lease_until < ${ctx.host.realNow()}) order by stored_at limit 1 for update skip locked)
    returning sha256, size::float8 as size`.execute(ctx.sql<unknown>())
  return taken.rows[0] ?? null
}

export async function saveScan(ctx: Ctx, sha256: string, scan: Scan, result: string): Promise<void> {
  await sql`update files_blobs set scan = ${scan}, scan_result = ${result.slice(0, 500)}, scanned_at = ${ctx.host.realNow()}, scan_lease_until = null where sha256 = ${sha256}`.execute(ctx.sql<unknown>())
}
