// The acts of a macro, and of a message that waited, in the transaction of the caller.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { loadCase, type CaseFacts } from '../../../cases/public.ts'
import { MacroRan } from '../../contract/events.ts'
import type { NewMessage, ResponseVerdict } from '../../contract/message.ts'
import type { Follow } from '../../contract/writing.ts'
import { whereOf } from '../keep-message.ts'
import { sayAndFollow } from '../writing/say-and-follow.ts'
import type { WaitingRow } from '../writing/waiting-store.ts'
import { findMacro, insertRun, type Changed, type MacroRow } from './text-store.ts'

/** Fields that a macro can change and that undo can compare. */
const COMPARED = ['state', 'handlerId', 'serviceLine', 'problemClass', 'subClass', 'urgency', 'impact', 'complexity', 'effects', 'severity', 'outsideService', 'level'] as const satisfies readonly (keyof CaseFacts)[]
const differences = (before: CaseFacts, after: CaseFacts): Changed[] => COMPARED.filter((f) => JSON.stringify(before[f]) !== JSON.stringify(after[f])).map((field) => ({ field, from: before[field], to: after[field] }))

/** Does it, and keeps what it changed so that it can be undone. */
export interface MacroDone { runId: string; messageId: string | null; changed: Changed[]; response: ResponseVerdict | null }

export async function performMacro(ctx: Ctx, caseId: string, macro: Pick<MacroRow, 'id' | 'version' | 'name_zh' | 'name_en'>, message: NewMessage | null, follow: Follow): Promise<MacroDone> {
  const before = await loadCase(ctx, caseId)
  const { said, noteId } = await sayAndFollow(ctx, caseId, message, follow)
  const after = await loadCase(ctx, caseId), changed = differences(before, after), runId = newId(), messageId = said?.row.id ?? null
  await insertRun(ctx, { id: runId, macro_id: macro.id, macro_version: macro.version, case_id: caseId, changed, message_id: messageId, note_id: noteId })
  await ctx.emit(MacroRan, { ...whereOf(after), macroId: macro.id, runId, name: ctx.locale === 'en' ? macro.name_en : macro.name_zh })
  return { runId, messageId, changed, response: said?.response ?? null }
}

/** Says what waited, as part of its macro when it belongs to one. */
export async function sayWaiting(ctx: Ctx, row: Pick<WaitingRow, 'case_id' | 'message' | 'macro_id'>, follow: Follow): Promise<{ messageId: string; response: ResponseVerdict | null }> {
  const macro = row.macro_id ? await findMacro(ctx, row.macro_id) : null
  if (macro) { const done = await performMacro(ctx, row.case_id, macro, row.message, follow); return { messageId: done.messageId!, response: done.response } }
  const { said } = await sayAndFollow(ctx, row.case_id, row.message, follow)
  return { messageId: said!.row.id, response: said!.response }
}
