// Runs a macro: all of it in one transaction or nothing. A preview is a run that is taken back before it commits.
import type { Actor, Ctx, Origin } from '../../../../platform/server/ctx.ts'
import type { Host } from '../../../../platform/server/host.ts'
import { hasMessage, translate } from '../../../../platform/server/i18n.ts'
import { findCase, type CaseFacts } from '../../../cases/public.ts'
import type { NewMessage } from '../../contract/message.ts'
import type { FilledText, MacroPreview, MacroRun } from '../../contract/texts.ts'
import type { Follow } from '../../contract/writing.ts'
import { holdMessage } from '../writing/hold-message.ts'
import { caseValues } from './case-values.ts'
import { fillText } from './fill-text.ts'
import { usableMacro } from './manage-macros.ts'
import { fillTemplate } from './manage-templates.ts'
import { performMacro } from './perform-macro.ts'
import type { Changed, MacroRow } from './text-store.ts'

interface Prepared { macro: MacroRow; facts: CaseFacts; reply: FilledText | null; follow: Follow; address: string | null }

async function prepare(ctx: Ctx, caseId: string, macroId: string): Promise<Prepared> {
  const facts = await findCase(ctx, caseId), macro = await usableMacro(ctx, macroId), { steps } = macro
  const { values, locale, address } = await caseValues(ctx, facts)
  const own = steps.reply ? { ...fillText(locale === 'en' ? steps.reply.en : steps.reply.zh, values), locale } : null
  const follow: Follow = {
    ...(steps.set ? { set: steps.set } : {}), ...(steps.take ? { take: true } : {}), ...(steps.note ? { note: fillText(steps.note, values).text } : {}), ...(steps.transition ? { transition: steps.transition } : {}),
  }
  return { macro, facts, reply: steps.templateId ? await fillTemplate(ctx, caseId, steps.templateId) : own, follow, address }
}

const messageOf = (text: string): NewMessage => ({ visibility: 'public', body: text })
const toChanges = (ctx: Ctx, changed: readonly Changed[]) => changed.map((c) => ({ ...c, label: hasMessage(`cases.field.${c.field}`) ? translate(ctx.locale, `cases.field.${c.field}`) : c.field }))

/** @throws what running it would be refused with */
export async function previewMacro(host: Host, actor: Actor, caseId: string, macroId: string, origin: Origin): Promise<MacroPreview> {
  class TakenBack extends Error { preview?: MacroPreview }
  const end = new TakenBack()
  return host.transaction(actor, async (ctx): Promise<MacroPreview> => {
    const { macro, reply, follow, address } = await prepare(ctx, caseId, macroId)
    const { changed } = await performMacro(ctx, caseId, macro, reply ? messageOf(reply.text) : null, follow)
    end.preview = { macroId, version: macro.version, reply, note: follow.note ?? null, changes: toChanges(ctx, changed), mailTo: reply ? address : null }
    throw end
  }, origin).catch((error: unknown) => { if (error === end && end.preview) return end.preview; throw error })
}

/** With a reply it waits for the undo seconds with everything that it does; otherwise it is done at once. */
export async function runMacro(ctx: Ctx, caseId: string, macroId: string, words?: string): Promise<MacroRun> {
  const { macro, reply, follow } = await prepare(ctx, caseId, macroId)
  if (reply) return { runId: null, waiting: await holdMessage(ctx, caseId, { message: messageOf(words ?? reply.text), follow }, macroId), changes: [] }
  const done = await performMacro(ctx, caseId, macro, null, follow)
  return { runId: done.runId, waiting: null, changes: toChanges(ctx, done.changed) }
}
