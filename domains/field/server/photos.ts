// Pictures of a visit: the id is made by the device, so one that is sent twice is kept once.
import { VisitNoted } from '../contract/events.ts'
import type { Photo } from '../contract/order.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { BadInput, NotFound } from '../../../platform/server/errors.ts'
import { fileReply, storeFile } from '../../../platform/server/files/public.ts'
import type { FileReply, UploadedFile } from '../../../platform/server/http/reply.ts'
import { loadCase } from '../../cases/public.ts'
import { claimPhoto, orders, photos } from './field-store.ts'
import { reaches, tell } from './hold-order.ts'
import { toPhoto } from './show-visits.ts'

export const visitFiles = (id: string): string => `visit:${id}`

/** A picture that comes after the visit is over, or was given away, is kept all the same. Throws BadInput unless there is exactly one picture. */
export async function addPhoto(ctx: Ctx, orderId: string, given: { photoId: string; kind: Photo['kind']; stepId?: string; takenAt?: string }, files: readonly UploadedFile[]): Promise<Photo> {
  const order = await orders.read(ctx, orderId, true)
  if (!order || !(reaches(ctx, 'field.work', order) || order.pastEngineers.includes(ctx.actor.id))) throw new NotFound('visit')
  const known = await photos.read(ctx, given.photoId)
  if (known) { if (known.orderId !== orderId) throw new NotFound('visit'); return toPhoto(known) }
  const file = files[0]
  if (!file || files.length > 1) throw new BadInput([{ pointer: '/files', code: 'field.one-photo' }])
  const kept = await storeFile(ctx, { path: file.path, name: file.name, declaredType: file.declaredType }, visitFiles(orderId))
  if (!kept.contentType.startsWith('image/')) throw new BadInput([{ pointer: '/files', code: 'field.one-photo' }])
  const row = { id: given.photoId, orderId, fileId: kept.id, kind: given.kind, stepId: order.visit.steps.some((s) => s.id === given.stepId) ? given.stepId! : null, takenAt: given.takenAt ? new Date(given.takenAt) : ctx.now(), byId: ctx.actor.id, byName: ctx.actor.name }
  await claimPhoto(ctx, row)
  const changed = await orders.update(ctx, orderId, { version: order.version + 1 })
  await tell(ctx, VisitNoted, await loadCase(ctx, order.caseId), changed, kept.name)
  return toPhoto(row)
}

export async function readPhoto(ctx: Ctx, id: string): Promise<FileReply> {
  const photo = await photos.read(ctx, id), order = photo ? await orders.read(ctx, photo.orderId) : null
  if (!photo || !order || !reaches(ctx, 'field.read', order)) throw new NotFound('file')
  return fileReply(ctx, photo.fileId)
}
