// The first templates and macros of an installation: greeting, question for facts, apology, closing (R5.1-11), as approved by the product.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { SeedKind } from '../../../../platform/server/module.ts'
import { approveTemplateRow, findMacro, findTemplate, saveMacro, saveTemplate } from './text-store.ts'

const id = (n: number): string => `01900000-0000-7000-8c00-0000000000${String(n).padStart(2, '0')}`

const TEMPLATES = [
  { n: 1, zh: '受理问候', en: 'Greeting on receipt', bodyZh: '{{requester.name}}，您好：\n\n我是{{agent.name}}，您的问题（{{case.number}}）由我负责。我会先核对现象，并在 {{due.time}} 前给您答复。\n\n如有新的情况，直接回复即可。', bodyEn: 'Dear {{requester.name}},\n\nI am {{agent.name}} and I am taking care of your request ({{case.number}}). I will check what happens and answer you by {{due.time}}.\n\nIf anything changes, simply reply.' },
  { n: 2, zh: '请补充信息', en: 'Ask for information', bodyZh: '{{requester.name}}，您好：\n\n为了尽快定位 {{case.number}}，请提供：\n1. 出现问题的时间\n2. 报错截图或日志\n3. 系统版本号\n\n收到后我们立即继续处理。', bodyEn: 'Dear {{requester.name}},\n\nto find the cause of {{case.number}} quickly, please send us:\n1. the time when it happened\n2. a screenshot of the message, or the log\n3. the version of the system\n\nWe go on as soon as we have it.' },
  { n: 3, zh: '致歉与进展', en: 'Apology and progress', bodyZh: '{{requester.name}}，您好：\n\n让您久等了，非常抱歉。您的问题（{{case.number}}）仍在处理，目前由{{handler.name}}负责，下一次答复不晚于 {{due.time}}。', bodyEn: 'Dear {{requester.name}},\n\nwe are sorry that you have to wait. Your request ({{case.number}}) is still being worked on by {{handler.name}}; you will hear from us by {{due.time}} at the latest.' },
  { n: 4, zh: '结束语', en: 'Closing words', bodyZh: '{{requester.name}}，您好：\n\n您的问题已处理完成，请在 {{case.link}} 确认结果。如仍有疑问，直接回复本邮件，我们会继续跟进。\n\n感谢您的支持。', bodyEn: 'Dear {{requester.name}},\n\nyour request has been dealt with; please confirm the result at {{case.link}}. If anything is still open, reply to this mail and we will follow up.\n\nThank you.' },
] as const

/** Idempotent: what an installation has changed stays as it is. */
export async function seedTexts(ctx: Ctx, kind: SeedKind): Promise<void> {
  if (kind !== 'handbook') return
  for (const t of TEMPLATES) {
    if (await findTemplate(ctx, id(t.n))) continue
    await saveTemplate(ctx, { id: id(t.n), name_zh: t.zh, name_en: t.en, body_zh: t.bodyZh, body_en: t.bodyEn, unit_id: null, version: 1 })
    await approveTemplateRow(ctx, id(t.n))
  }
  if (!await findMacro(ctx, id(51))) await saveMacro(ctx, { id: id(51), name_zh: '请补充信息并等待', name_en: 'Ask for information and wait', steps: { templateId: id(2), transition: { to: 'waiting-requester', reason: '等待用户补充信息' } }, unit_id: null, active: true, version: 1 })
  if (!await findMacro(ctx, id(52))) await saveMacro(ctx, { id: id(52), name_zh: '用户操作类问题', name_en: 'User operation problem', steps: { note: '按用户操作类处理：先发操作说明，再回访确认。', set: { problemClass: 'user-operation', complexity: 'low', reason: '核对后确认为操作问题' } }, unit_id: null, active: true, version: 1 })
}
