// A vendor answers on a page of their own: an unguessable link that ends, shows only what was released, and never acts by being opened (D24, R3.1-15).
import { VendorAnswered, VendorAsked, VendorTaskClosed } from '../contract/events.ts'
import type { AnswerVendorTask, OpenVendorTask, Released, VendorAnswer, VendorPage, VendorTask } from '../contract/task.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { SYSTEM } from '../../../platform/server/ctx.ts'
import { BadInput, NotFound } from '../../../platform/server/errors.ts'
import { attachDrafts, describeFiles, draftSubject, fileReply, storeFile, subjectOfFile } from '../../../platform/server/files/public.ts'
import type { FileReply, UploadedFile } from '../../../platform/server/http/reply.ts'
import { translate } from '../../../platform/server/i18n.ts'
import { newId } from '../../../platform/server/ids.ts'
import { queueMail } from '../../../platform/server/mail/public.ts'
import { loadCase, logVendorContact, type CaseFacts } from '../../cases/public.ts'
import { filesSubject } from './diagnose.ts'
import { holdCaseForWork, holdRecord, notNow, tell } from './hold-work.ts'
import { idOfToken, linkUrl } from './signed-link.ts'
import { vendorTasks, type VendorTaskRow } from './work-store.ts'

const DAY = 86_400_000, MOST_ANSWERS = 50, MOST_UPLOADS = 50
const vendorSubject = (id: string): string => `vendor-task:${id}`

/** Asking is a contact with the provider: it is logged and stops the clock of two hours (§3.2-3). The link is mailed when an address is given. */
export async function openVendorTask(ctx: Ctx, caseId: string, input: OpenVendorTask): Promise<VendorTask> {
  const facts = await holdCaseForWork(ctx, caseId), fileIds = await releasableFiles(ctx, caseId, input.fileIds)
  const row = await vendorTasks.insert(ctx, {
    id: newId(), caseId, state: 'open', vendor: input.vendor, email: input.email ?? null, question: input.question, released: { facts: [...new Set(input.released)], fileIds }, expiresAt: new Date(ctx.now().getTime() + input.days * DAY),
    askedById: ctx.actor.id, askedByName: ctx.actor.name, createdAt: ctx.now(), answers: [], uploads: [], closedAt: null,
  })
  await logVendorContact(ctx, caseId, { vendor: input.vendor, result: input.question.slice(0, 2_000) })
  if (input.email) {
    const params = { number: facts.number, question: input.question, url: linkUrl(ctx, 'vendor', row.id), by: ctx.actor.name, until: row.expiresAt.toISOString().slice(0, 10) }
    await queueMail(ctx, { kind: 'vendor-task', to: [input.email], senderName: ctx.actor.name, subject: translate(ctx.locale, 'casework.vendor.mail.subject', params), text: translate(ctx.locale, 'casework.vendor.mail.body', params), relatedTo: `case:${caseId}` })
  }
  await tell(ctx, VendorAsked, facts, row.id, row.question, { outcome: row.vendor })
  return showVendorTask(ctx, row)
}

/** Own uploads, files of the work, and files that the case already holds may be handed over. */
async function releasableFiles(ctx: Ctx, caseId: string, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)], drafts: string[] = [], wrong: { pointer: string; code: string }[] = []
  for (const [i, id] of wanted.entries()) {
    const subject = await subjectOfFile(ctx, id)
    if (subject === draftSubject(ctx.actor.id)) drafts.push(id)
    else if (subject !== `case:${caseId}` && subject !== filesSubject(caseId)) wrong.push({ pointer: `/fileIds/${i}`, code: 'file.not-yours' })
  }
  if (wrong.length > 0) throw new BadInput(wrong)
  await attachDrafts(ctx, drafts, filesSubject(caseId), '/fileIds')
  return wanted
}

export async function closeVendorTask(ctx: Ctx, caseId: string, workId: string): Promise<VendorTask> {
  const facts = await holdCaseForWork(ctx, caseId), row = await holdRecord(ctx, vendorTasks, caseId, workId)
  if (row.state === 'closed') throw notNow('task-ended', '/state')
  const kept = await vendorTasks.update(ctx, row.id, { state: 'closed', closedAt: ctx.now() })
  await tell(ctx, VendorTaskClosed, facts, row.id, row.question, { outcome: row.vendor })
  return showVendorTask(ctx, kept)
}

const isOpen = (ctx: Ctx, row: VendorTaskRow): boolean => row.state !== 'closed' && row.expiresAt > ctx.now()

/** The task behind a link. Throws NotFound for a link that we did not sign, that has ended or was closed: a stranger learns nothing from it. */
async function taskOfToken(ctx: Ctx, token: string, hold = false): Promise<VendorTaskRow> {
  const row = await vendorTasks.read(ctx, idOfToken(ctx, 'vendor', token), hold)
  if (!row || !isOpen(ctx, row)) throw new NotFound('link')
  return row
}

export async function showVendorPage(ctx: Ctx, token: string): Promise<VendorPage> {
  return toVendorPage(ctx, await taskOfToken(ctx, token))
}

async function toVendorPage(ctx: Ctx, row: VendorTaskRow): Promise<VendorPage> {
  const facts = await loadCase(ctx, row.caseId), used = new Set(row.answers.flatMap((a) => a.fileIds))
  return {
    caseNumber: facts.number, vendor: row.vendor, question: row.question, facts: row.released.facts.flatMap((name) => { const value = valueOf(facts, name); return value ? [{ name, value }] : [] }), files: await names(ctx, row.released.fileIds),
    askedBy: row.askedByName, expiresAt: row.expiresAt.toISOString(), open: isOpen(ctx, row), answers: await answersOf(ctx, row), uploads: await names(ctx, row.uploads.filter((id) => !used.has(id))),
  }
}

const valueOf = (c: CaseFacts, name: Released): string | null => (name === 'occurredAt' ? c.occurredAt?.toISOString() ?? null : c[name])
const names = async (ctx: Ctx, ids: readonly string[]) => (await describeFiles(ctx, ids)).map((f) => ({ id: f.id, name: f.name }))

async function answersOf(ctx: Ctx, row: VendorTaskRow): Promise<VendorAnswer[]> {
  const files = new Map((await names(ctx, row.answers.flatMap((a) => a.fileIds))).map((f) => [f.id, f]))
  return row.answers.map(({ fileIds, ...a }) => ({ ...a, files: fileIds.flatMap((id) => files.get(id) ?? []) }))
}

/** In the name of the product, with the vendor's name on the fact: they have no account. */
export async function answerVendorTask(ctx: Ctx, token: string, input: AnswerVendorTask): Promise<VendorPage> {
  const row = await taskOfToken(ctx, token, true)
  if (row.answers.length >= MOST_ANSWERS) throw notNow('too-many', '/text')
  const wrong = input.fileIds.flatMap((id, i) => (row.uploads.includes(id) ? [] : [{ pointer: `/fileIds/${i}`, code: 'file.not-yours' }]))
  if (wrong.length > 0) throw new BadInput(wrong)
  const entry = { id: newId(), by: input.by, text: input.text, ticket: input.ticket ?? null, expectedAt: input.expectedAt ?? null, fileIds: [...new Set(input.fileIds)], at: ctx.now().toISOString() }
  const kept = await vendorTasks.update(ctx, row.id, { state: 'answered', answers: [...row.answers, entry] })
  await tell(ctx.as({ ...SYSTEM, name: `${row.vendor} · ${input.by}`.slice(0, 120), locale: ctx.locale }), VendorAnswered, await loadCase(ctx, row.caseId), row.id, input.text, { by: input.by, outcome: row.vendor })
  return toVendorPage(ctx, kept)
}

export async function keepVendorFiles(ctx: Ctx, token: string, files: readonly UploadedFile[]): Promise<{ items: { id: string; name: string }[] }> {
  const row = await taskOfToken(ctx, token, true)
  if (files.length === 0) throw new BadInput([{ pointer: '/files', code: 'file.none' }])
  if (row.uploads.length + files.length > MOST_UPLOADS) throw notNow('too-many', '/files')
  const items = []
  for (const file of files) { const kept = await storeFile(ctx, { path: file.path, name: file.name, declaredType: file.declaredType }, vendorSubject(row.id)); items.push({ id: kept.id, name: kept.name }) }
  await vendorTasks.update(ctx, row.id, { uploads: [...row.uploads, ...items.map((i) => i.id)] })
  return { items }
}

/** Only what was released, and what came from the vendor. */
export async function readVendorFile(ctx: Ctx, token: string, fileId: string): Promise<FileReply> {
  const row = await taskOfToken(ctx, token)
  if (!row.released.fileIds.includes(fileId) && !row.uploads.includes(fileId)) throw new NotFound('file')
  return fileReply(ctx, fileId)
}

/** The link is shown to staff while it works, so that it can be sent by other ways too. */
export async function showVendorTask(ctx: Ctx, row: VendorTaskRow): Promise<VendorTask> {
  const open = isOpen(ctx, row)
  return {
    id: row.id, state: row.state, vendor: row.vendor, email: row.email, question: row.question, released: row.released.facts, files: await names(ctx, row.released.fileIds), expiresAt: row.expiresAt.toISOString(), expired: row.expiresAt <= ctx.now(),
    askedBy: { id: row.askedById, name: row.askedByName }, createdAt: row.createdAt.toISOString(), answers: await answersOf(ctx, row), url: open ? linkUrl(ctx, 'vendor', row.id) : null,
  }
}
