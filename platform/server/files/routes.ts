// Uploads of the signed-in account, until they are attached to a record.
import { FileRemoved, FilesUploaded, filesApi } from '../../contract/files.ts'
import type { Ctx } from '../ctx.ts'
import { BadInput, NotFound } from '../errors.ts'
import { serve, type Route } from '../module.ts'
import { draftSubject, fileReply, removeFiles, storeFile, subjectOfFile } from './public.ts'

async function requireOwnDraft(ctx: Ctx, id: string): Promise<void> {
  if (await subjectOfFile(ctx, id) !== draftSubject(ctx.actor.id)) throw new NotFound('file')
}

export const routes: readonly Route[] = [
  serve(filesApi.upload, async (ctx, { files }) => {
    if (files.length === 0) throw new BadInput([{ pointer: '/files', code: 'file.none' }])
    const items = []
    for (const file of files) items.push(await storeFile(ctx, { path: file.path, name: file.name, declaredType: file.declaredType }, draftSubject(ctx.actor.id)))
    await ctx.emit(FilesUploaded, { fileIds: items.map((i) => i.id) })
    return { items }
  }),
  serve(filesApi.read, async (ctx, { params }) => { await requireOwnDraft(ctx, params.id); return fileReply(ctx, params.id) }),
  serve(filesApi.remove, async (ctx, { params }) => {
    await requireOwnDraft(ctx, params.id)
    await removeFiles(ctx, [params.id])
    await ctx.emit(FileRemoved, { fileId: params.id })
    return {}
  }),
]
