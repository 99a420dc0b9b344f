// Files of multipart requests: streamed to the temporary folder, limited in number and size, removed after the request.
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError, BadInput } from '../errors.ts'
import { newId } from '../ids.ts'
import type { UploadedFile } from './reply.ts'

export const MAX_UPLOAD_BYTES = 100 * 1024 * 1024
export const MAX_UPLOAD_FILES = 20

export async function registerUploads(app: FastifyInstance): Promise<void> {
  await app.register(multipart, { limits: { fileSize: MAX_UPLOAD_BYTES, files: MAX_UPLOAD_FILES, fields: 50, fieldSize: 100_000 } })
}

/** Reads a multipart request; text fields become the body, files are spooled. Throws 413 when a file is too large. */
export async function spoolFiles(request: FastifyRequest): Promise<UploadedFile[]> {
  if (!request.isMultipart()) throw new AppError(415, 'media-type')
  const files: UploadedFile[] = [], fields: Record<string, unknown> = {}
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') { fields[part.fieldname] = part.value; continue }
      const path = join(tmpdir(), `houyuan-upload-${newId()}`)
      files.push({ field: part.fieldname, name: (part.filename || 'file').slice(0, 255), declaredType: part.mimetype, path, size: 0 })
      await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
      if (part.file.truncated) throw new AppError(413, 'too-large')
      files.at(-1)!.size = (await stat(path)).size
    }
  } catch (error) {
    await removeSpooled(files)
    if (error instanceof AppError || (error as { statusCode?: number }).statusCode || isNoRoom(error)) throw error
    throw new BadInput([{ pointer: '', code: 'upload' }])
  }
  request.body = fields
  return files
}

/** A full disk is not the sender's doing. */
const isNoRoom = (error: unknown): boolean => ['ENOSPC', 'EDQUOT', 'EIO', 'EMFILE'].includes((error as NodeJS.ErrnoException).code ?? '')

export async function removeSpooled(files: readonly UploadedFile[]): Promise<void> {
  for (const file of files) await rm(file.path, { force: true })
}
