// Takes back what a macro changed, where nobody has changed it since. What was said stays: it is a record (R5.1-6).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, Conflict, Forbidden, NotFound } from '../../../../platform/server/errors.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import { editCase, findCase, transitionCase, type CaseFacts } from '../../../cases/public.ts'
import { MacroUndoneEvent } from '../../contract/events.ts'
import type { MacroUndone } from '../../contract/texts.ts'
import { whereOf } from '../keep-message.ts'
import { findRun, markUndone, type Changed } from './text-store.ts'

/** By who ran it. @throws NotFound, Forbidden, Conflict `macro-undone` */
export async function undoMacro(ctx: Ctx, runId: string): Promise<MacroUndone> {
  const run = await findRun(ctx, runId)
  if (!run) throw new NotFound('macro-run')
  const facts = await findCase(ctx, run.case_id)
  if (run.by_id !== ctx.actor.id) throw new Forbidden('conversations.reply')
  if (run.undone_at) throw new Conflict('macro-undone')
  const t = (key: string) => translate(ctx.locale, `conversations.macro.kept.${key}`)
  const kept: MacroUndone['kept'] = [...(run.message_id ? [{ what: 'reply', why: t('said') }] : []), ...(run.note_id ? [{ what: 'note', why: t('said') }] : [])], undone: string[] = []
  const stale = (c: Changed) => JSON.stringify(facts[c.field as keyof CaseFacts]) !== JSON.stringify(c.to)
  const back = run.changed.filter((c) => { if (!stale(c)) return true; kept.push({ what: c.field, why: t('changed-since') }); return false })
  await setStateBack(ctx, facts, back, undone, kept, t)
  const fields = back.filter((c) => c.field !== 'state' && c.field !== 'handlerId' && c.field !== 'level'), empty = fields.filter((c) => c.from === null)
  for (const c of empty) kept.push({ what: c.field, why: t('was-empty') })
  const edit = Object.fromEntries(fields.filter((c) => c.from !== null).map((c) => [c.field, c.from]))
  if (Object.keys(edit).length > 0) { await editCase(ctx, facts.id, { ...edit, reason: translate(ctx.locale, 'conversations.macro.undo-reason') }); undone.push(...Object.keys(edit)) }
  await markUndone(ctx, runId)
  await ctx.emit(MacroUndoneEvent, { ...whereOf(facts), runId })
  return { undone, kept }
}

/** A waiting state goes back to where it interrupted; other moves of the machine have no way back. */
async function setStateBack(ctx: Ctx, facts: CaseFacts, back: readonly Changed[], undone: string[], kept: MacroUndone['kept'], t: (key: string) => string): Promise<void> {
  const state = back.find((c) => c.field === 'state'), handler = back.find((c) => c.field === 'handlerId')
  if (state && facts.resumeState === state.from) { await transitionCase(ctx, facts.id, { to: facts.resumeState! }); undone.push('state') } else if (state) kept.push({ what: 'state', why: t('no-way-back') })
  if (!handler) return
  if (typeof handler.from !== 'string') { kept.push({ what: 'handlerId', why: t('was-empty') }); return }
  try { await transitionCase(ctx, facts.id, { to: 'assigned', handlerId: handler.from }); undone.push('handlerId') } catch (error) { if (!(error instanceof AppError)) throw error; kept.push({ what: 'handlerId', why: t('not-allowed') }) }
}
