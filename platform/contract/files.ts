// Files on the wire: upload first, attach by id afterwards; read through the record that they belong to.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { defineEvent } from './event.ts'
import { Id } from './ids.ts'

export const StoredFile = z.object({
  id: Id, name: z.string(), size: z.number().int(), contentType: z.string(), sha256: z.string(), width: z.number().int().nullable(), height: z.number().int().nullable(),
})
export type StoredFile = z.infer<typeof StoredFile>

export const FilesUploaded = defineEvent('files.files-uploaded@1', z.object({ fileIds: z.array(Id) }))
export const FileRemoved = defineEvent('files.file-removed@1', z.object({ fileId: Id }))

const ById = z.object({ id: Id })

export const filesApi = {
  upload: endpoint({
    method: 'POST', path: '/files', permission: 'any-role', kind: 'upload', status: 201, summary: 'Upload files; the ids are attached to a case or message afterwards',
    description: 'Up to 20 files per request. A file that is not attached is removed after a week (setting files.draft-hours).',
    reply: z.object({ items: z.array(StoredFile) }), errors: ['file-too-large'],
  }),
  read: endpoint({
    method: 'GET', path: '/files/:id', permission: 'any-role', kind: 'download', summary: 'An own upload that is not attached yet', params: ById,
    errors: ['file-blocked', 'file-infected', 'file-unscanned'],
  }),
  remove: endpoint({ method: 'DELETE', path: '/files/:id', permission: 'any-role', summary: 'Remove an own upload that is not attached yet', params: ById }),
}
