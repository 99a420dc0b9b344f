// The HTTP surface of reply templates and macros.
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { EditMacro, EditTemplate, FilledText, Macro, MacroPreview, MacroRun, MacroUndone, NewMacro, NewTemplate, ReplyTemplate, RunMacro, TemplateState, TemplateVersion } from './texts.ts'

const ById = z.object({ id: Id })
const use = 'conversations.reply', write = 'templates.write'
const ofCase = ['case-restricted', 'case-guard', 'case-archived', 'conversation-merged'] as const

export const templatesApi = {
  list: endpoint({ method: 'GET', path: '/reply-templates', permission: use, summary: 'Reply templates for the unit of the reader; drafts and retired ones on request', query: z.object({ state: TemplateState.optional(), q: z.string().trim().max(60).optional() }), reply: z.object({ items: z.array(ReplyTemplate) }) }),
  add: endpoint({ method: 'POST', path: '/reply-templates', permission: write, status: 201, summary: 'Write a reply template in both languages; headquarters approves it before it is used', body: NewTemplate, reply: ReplyTemplate, errors: ['template-variable'],
    example: { nameZh: '请补充日志', nameEn: 'Ask for logs', bodyZh: '{{requester.name}}，您好：请提供 {{case.number}} 的日志。', bodyEn: 'Dear {{requester.name}}, please send us the log for {{case.number}}.' } }),
  edit: endpoint({ method: 'PATCH', path: '/reply-templates/:id', permission: write, summary: 'Change a template; replies keep the approved version until the new one is approved', params: ById, body: EditTemplate, reply: ReplyTemplate, etag: true, errors: ['stale', 'template-variable'] }),
  approve: endpoint({ method: 'POST', path: '/reply-templates/:id/approval', permission: 'templates.approve', summary: 'Approve the current version; whoever wrote it does not', params: ById, reply: ReplyTemplate, errors: ['template-four-eyes', 'template-approved'] }),
  retire: endpoint({ method: 'POST', path: '/reply-templates/:id/retirement', permission: write, summary: 'Take a template out of use', params: ById, reply: ReplyTemplate }),
  versions: endpoint({ method: 'GET', path: '/reply-templates/:id/versions', permission: write, summary: 'All versions of a template, newest first', params: ById, reply: z.object({ items: z.array(TemplateVersion) }) }),
  fill: endpoint({ method: 'GET', path: '/cases/:id/reply-templates/:templateId', permission: use, summary: 'An approved template filled for a case, in the language of its requester', params: z.object({ id: Id, templateId: Id }), reply: FilledText, errors: ['case-restricted'] }),
}

export const macrosApi = {
  list: endpoint({ method: 'GET', path: '/macros', permission: use, summary: 'Macros for the unit of the reader', query: z.object({ all: z.enum(['true', 'false']).optional() }), reply: z.object({ items: z.array(Macro) }) }),
  add: endpoint({ method: 'POST', path: '/macros', permission: write, status: 201, summary: 'Put a reply, a note, fields and a move together under one name', body: NewMacro, reply: Macro, errors: ['template-variable'],
    example: { nameZh: '等待日志', nameEn: 'Wait for logs', steps: { reply: { zh: '请提供日志。', en: 'Please send us the log.' }, transition: { to: 'waiting-requester', reason: '等待日志' } } } }),
  edit: endpoint({ method: 'PATCH', path: '/macros/:id', permission: write, summary: 'Change a macro, or switch it off', params: ById, body: EditMacro, reply: Macro, etag: true, errors: ['stale', 'template-variable'] }),
  preview: endpoint({ method: 'POST', path: '/cases/:id/macros/:macroId/preview', permission: use, summary: 'What a macro would do to a case; nothing is kept', params: z.object({ id: Id, macroId: Id }), reply: MacroPreview, errors: ofCase }),
  run: endpoint({ method: 'POST', path: '/cases/:id/macros/:macroId/runs', permission: use, status: 201, summary: 'Run a macro: all of it or nothing', params: z.object({ id: Id, macroId: Id }), body: RunMacro, reply: MacroRun, errors: ofCase }),
  undo: endpoint({ method: 'POST', path: '/macro-runs/:id/undo', permission: use, summary: 'Set back what a macro changed and nobody changed since; what was said stays', params: ById, reply: MacroUndone, errors: ['macro-undone', 'case-restricted'] }),
}
