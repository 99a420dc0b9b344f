// What other parts do with files. Access is decided by the record that a file belongs to (`subject`), never here.
import type { Readable } from 'node:stream'
import type { Ctx } from '../ctx.ts'
import { AppError, BadInput, Conflict, Forbidden, NotFound } from '../errors.ts'
import { FileReply } from '../http/reply.ts'
import { setting } from '../settings/public.ts'
import { hasBytes, readBytes } from './blob-place.ts'
import { isSafeInline } from './content-type.ts'
import { MalwareScanner } from './file-settings.ts'
import { deleteFiles, deleteFilesOf, findFileRow, findFileRows, findFilesOf, moveFile, type FileRow, type Scan } from './file-store.ts'
import { keepFile, type KeepOptions, type KeptFile, type NewFile } from './keep-file.ts'

export { dropBytes, hasBytes, hashStream, incomingPath, keepBytes, readBytes, resealBytes, withPlainFile } from './blob-place.ts'
export { countBlobsByKey, noteKeyVersion, takeBlobsToReseal } from './file-store.ts'
export { isSafeInline } from './content-type.ts'
export type { KeepOptions, KeptFile, NewFile } from './keep-file.ts'

export interface FileDetail { id: string; name: string; size: number; contentType: string; sha256: string; width: number | null; height: number | null; subject: string; blocked: boolean; scan: Scan }
export interface OpenFile extends FileDetail { stream: Readable; inline: boolean }

/**
 * Keeps a file in the open transaction: bytes are on the disk before the row commits.
 * @throws AppError 413 `file-too-large`, BadInput `file.blocked-type`
 */
export const storeFile = (ctx: Ctx, file: NewFile, subject: string, options?: KeepOptions): Promise<KeptFile> => keepFile(ctx, file, subject, options)

/** Files in the order of `ids`; unknown ids are left out. */
export async function describeFiles(ctx: Ctx, ids: readonly string[]): Promise<FileDetail[]> {
  const rows = new Map((await findFileRows(ctx, ids)).map((r) => [r.id, r]))
  return ids.flatMap((id) => { const row = rows.get(id); return row ? [toDetail(row)] : [] })
}

/** All files of a record, oldest first. */
export const filesOf = async (ctx: Ctx, subject: string): Promise<FileDetail[]> => (await findFilesOf(ctx, subject)).map(toDetail)

/** The record that a file belongs to; null when there is no such file. */
export const subjectOfFile = async (ctx: Ctx, id: string): Promise<string | null> => (await findFileRow(ctx, id))?.subject ?? null

/**
 * Opens the bytes of a file. The caller has checked that the actor may read its subject.
 * @throws NotFound; Forbidden `file-infected` or `file-blocked`; Conflict `file-unscanned` while a scan is due; 500 when bytes are missing
 */
export async function openFile(ctx: Ctx, id: string): Promise<OpenFile> {
  const row = await findFileRow(ctx, id)
  if (!row) throw new NotFound('file')
  await refuseUnsafe(ctx, row)
  return openRow(ctx, row)
}

/** Bytes that the product itself reads (raw messages), whatever a scanner says. */
export async function openOwnFile(ctx: Ctx, id: string): Promise<OpenFile> {
  const row = await findFileRow(ctx, id)
  if (!row) throw new NotFound('file')
  return openRow(ctx, row)
}

/** The same as a download; shown in place only when a browser may safely do so. */
export async function fileReply(ctx: Ctx, id: string): Promise<FileReply> {
  const file = await openFile(ctx, id)
  const contentType = file.contentType === 'text/plain' ? 'text/plain; charset=utf-8' : file.contentType
  return new FileReply(file.stream, { name: file.name, contentType, inline: file.inline, size: file.size })
}

/** Hands a file from a record to another. Own drafts only, unless the product itself acts. @throws NotFound */
export async function linkFile(ctx: Ctx, id: string, subject: string): Promise<void> {
  const row = await findFileRow(ctx, id)
  const mayMove = row && (ctx.actor.kind === 'system' || row.subject === draftSubject(ctx.actor.id))
  if (!row || !mayMove || !await moveFile(ctx, id, row.subject, subject)) throw new NotFound('file')
}

/** Attaches uploads of the actor to a record. @throws BadInput naming each id that is no draft of the actor */
export async function attachDrafts(ctx: Ctx, ids: readonly string[], subject: string, pointer = '/attachments'): Promise<void> {
  const own = new Map((await findFileRows(ctx, ids)).map((r) => [r.id, r.subject]))
  const draft = draftSubject(ctx.actor.id)
  const wrong = ids.flatMap((id, i) => (own.get(id) === draft ? [] : [{ pointer: `${pointer}/${i}`, code: 'file.not-yours' }]))
  if (wrong.length > 0) throw new BadInput(wrong)
  for (const id of new Set(ids)) await moveFile(ctx, id, draft, subject)
}

/** Removes files (retention, withdrawn drafts); bytes go with the next purge when nothing else names them. */
export const removeFiles = (ctx: Ctx, ids: readonly string[]): Promise<void> => deleteFiles(ctx, ids)

/** Removes all files of records that are removed themselves. */
export const removeFilesOf = (ctx: Ctx, subjects: readonly string[]): Promise<void> => deleteFilesOf(ctx, subjects)

export const draftSubject = (accountId: string): string => `draft:${accountId}`

async function refuseUnsafe(ctx: Ctx, row: FileRow): Promise<void> {
  if (row.blocked) throw new Forbidden('files.read', 'file-blocked')
  if (row.scan === 'infected') throw new Forbidden('files.read', 'file-infected')
  if (row.scan === 'unscanned' && await setting(ctx, MalwareScanner) !== '') throw new Conflict('file-unscanned')
}

async function openRow(ctx: Ctx, row: FileRow): Promise<OpenFile> {
  if (!await hasBytes(ctx.host.config.dataDir, row.sha256)) {
    ctx.host.log.error({ file: row.id, sha256: row.sha256 }, 'the bytes of a file are missing on the disk')
    throw new AppError(500, 'file-missing')
  }
  return { ...toDetail(row), stream: readBytes(ctx.host, row.sha256), inline: isSafeInline(row.content_type) }
}

const toDetail = (row: FileRow): FileDetail => ({
  id: row.id, name: row.name, size: row.size, contentType: row.content_type, sha256: row.sha256, width: row.width, height: row.height, subject: row.subject, blocked: row.blocked, scan: row.scan,
})
