// Takes bytes in: measured, recognised, written to the disk, and only then named in the open transaction (RX-20).
import { createHash } from 'node:crypto'
import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import type { Ctx } from '../ctx.ts'
import { AppError, BadInput } from '../errors.ts'
import { newId } from '../ids.ts'
import { setting } from '../settings/public.ts'
import { hashFile, keepBytes, type Bytes } from './blob-place.ts'
import { contentTypeOf, isBlocked, safeName } from './content-type.ts'
import { BlockedExtensions, MaxFileBytes } from './file-settings.ts'
import { holdBlob, insertFile, noteKeyVersion } from './file-store.ts'
import { imageSize } from './image-size.ts'

export type NewFile = Bytes & { name: string; declaredType: string }
export interface KeptFile { id: string; name: string; size: number; contentType: string; sha256: string; width: number | null; height: number | null; blocked: boolean }

export interface KeepOptions {
  /** What to do with a refused type: `refuse` (default) throws, `mark` keeps it unreadable (mail must not be lost). */
  blocked?: 'refuse' | 'mark'
  /** Raw messages and other bytes of the product's own are neither limited nor judged. */
  trusted?: boolean
  /** Mail has limits of its own; what came in with it is kept whatever its size. */
  anySize?: boolean
}

const HEAD_BYTES = 256 * 1024

export async function keepFile(ctx: Ctx, file: NewFile, subject: string, options: KeepOptions = {}): Promise<KeptFile> {
  const measured = 'data' in file ? { sha256: createHash('sha256').update(file.data).digest('hex'), size: file.data.length } : await hashFile(file.path)
  if (!options.trusted && !options.anySize && measured.size > await setting(ctx, MaxFileBytes)) throw new AppError(413, 'file-too-large', { limitMb: Math.floor(await setting(ctx, MaxFileBytes) / 1_048_576) })
  const head = await headOf(file)
  const name = safeName(file.name)
  const sniffed = options.trusted ? null : await sniff(file)
  const contentType = contentTypeOf(sniffed, file.declaredType, head.length > 0 && isText(head))
  const blocked = !options.trusted && isBlocked(name, contentType, await setting(ctx, BlockedExtensions))
  if (blocked && options.blocked !== 'mark') throw new BadInput([{ pointer: '/files', code: 'file.blocked-type', params: { name } }])
  await holdBlob(ctx, measured.sha256, measured.size, ctx.host.cipher.current)
  const keyVersion = await keepBytes(ctx.host, measured.sha256, file)
  if (keyVersion !== ctx.host.cipher.current) await noteKeyVersion(ctx, measured.sha256, keyVersion)
  const size = imageSize(head, contentType)
  const row = { id: newId(), name, size: measured.size, sha256: measured.sha256, width: size?.width ?? null, height: size?.height ?? null, blocked }
  ctx.afterCommit(() => ctx.host.signals.raise('files'))
  await insertFile(ctx, { ...row, declared_type: file.declaredType.slice(0, 200), content_type: contentType, subject, created_by: ctx.actor.id, created_at: ctx.now() })
  return { ...row, contentType }
}

async function headOf(file: NewFile): Promise<Buffer> {
  if ('data' in file) return file.data.subarray(0, HEAD_BYTES)
  const handle = await open(file.path, 'r')
  try {
    const buffer = Buffer.alloc(HEAD_BYTES)
    const { bytesRead } = await handle.read(buffer, 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally { await handle.close() }
}

/** The type by signature; a damaged file that the recogniser cannot read to the end has none. */
async function sniff(file: NewFile): Promise<string | null> {
  try {
    const { fileTypeFromBuffer, fileTypeFromFile } = await import('file-type')
    const found = 'data' in file ? await fileTypeFromBuffer(file.data) : await fileTypeFromFile(file.path)
    return found?.mime ?? null
  } catch { return null }
}

/** UTF-8 without NUL; up to three bytes at the cut may belong to a character that goes on. */
function isText(head: Buffer): boolean {
  if (head.includes(0)) return false
  for (let cut = 0; cut < 4 && cut < head.length; cut++) {
    if (isUtf8(head.subarray(0, head.length - cut))) return true
    if (head.length < HEAD_BYTES) return false
  }
  return false
}
