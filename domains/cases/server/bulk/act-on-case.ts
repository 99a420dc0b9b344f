// One act on one case, by the same use cases as a person at the case page, and the way back from it.
import { CaseAssigned, CaseEdited, CaseStateChanged } from '../../contract/events.ts'
import type { BulkAct } from '../../contract/bulk.ts'
import type { EditCase } from '../../contract/case.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict } from '../../../../platform/server/errors.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import type { CaseFacts, CasePatch } from '../case-facts.ts'
import { may, whereOf } from '../case-scope.ts'
import { updateCase } from '../case-store.ts'
import { changesOf } from '../changes.ts'
import { editCase } from '../editing/edit-case.ts'
import { holdCase, loadCase } from '../find-case.ts'
import { setUnread } from '../flow/record-contact.ts'
import { transitionCase } from '../flow/transition-case.ts'
import { offerTransfer } from '../handing/transfer-case.ts'
import { linkByHand, unlinkByHand } from '../lists/link-by-hand.ts'
import { mergeCase, unmergeCase } from '../merging/merge-case.ts'

/** `before`: what is needed to take it back; null where that is not possible. */
export interface Done { changed: boolean; before: Before | null }
/** `version`: of the case after the act; once somebody changed it, it is no longer taken back. */
export type Before = { version: number; fields: Record<string, unknown> }

/** What an assignment overwrites. */
const ASSIGNED = ['handlerId', 'handlerName', 'askedId', 'unitId', 'unitName', 'unitNameEn', 'firstOwnerId', 'firstOwnerName', 'state', 'stages', 'resumeState'] as const satisfies readonly (keyof CasePatch)[]

/** Throws what the act throws: NotFound, AppError 403, Conflict `case-guard`, BadInput. */
export async function actOnCase(ctx: Ctx, caseId: string, act: BulkAct): Promise<Done> {
  const before = { ...await holdCase(ctx, caseId) }
  await perform(ctx, caseId, act)
  const after = await loadCase(ctx, caseId)
  const fields = fieldsOf(act, before)
  return { changed: act.kind === 'link' || act.kind === 'offer' || act.kind === 'unread' ? true : after.version !== before.version, before: fields && { version: after.version, fields } }
}

async function perform(ctx: Ctx, id: string, act: BulkAct): Promise<void> {
  switch (act.kind) {
    case 'assign': await transitionCase(ctx, id, { to: 'assigned', handlerId: act.handlerId, reason: act.reason }); return
    case 'offer': await offerTransfer(ctx, id, { kind: 'transfer', toId: act.toId, reason: act.reason }); return
    case 'unit': await editCase(ctx, id, { unitId: act.unitId, reason: act.reason }); return
    case 'classify': { const { kind: _kind, ...edit } = act; await editCase(ctx, id, edit); return }
    case 'link': await linkByHand(ctx, id, act.otherId, act.linkKind); return
    case 'merge': await mergeCase(ctx, id, { into: act.into, reason: act.reason }); return
    case 'move': await transitionCase(ctx, id, { to: act.to, reason: act.reason }); return
    case 'unread': await setUnread(ctx, id, act.unread)
  }
}

function fieldsOf(act: BulkAct, c: CaseFacts): Record<string, unknown> | null {
  switch (act.kind) {
    case 'assign': return Object.fromEntries(ASSIGNED.map((f) => [f, c[f]]))
    case 'unit': return Object.fromEntries(ASSIGNED.map((f) => [f, c[f]]))
    case 'classify': return { ...Object.fromEntries(Object.keys(act).filter((f) => f !== 'kind' && f !== 'reason' && f !== 'level').map((f) => [f, c[f as keyof CaseFacts]])), ...(act.level === undefined ? {} : { level: c.levelByHand ? c.level : null }) }
    case 'unread': return { unread: c.unread }
    case 'link': case 'merge': return {}
    case 'offer': case 'move': return null
  }
}

/** Takes the act back. Throws Conflict `case-guard` when somebody changed the case since, or when it cannot be taken back. */
export async function undoOnCase(ctx: Ctx, caseId: string, act: BulkAct, before: Before): Promise<void> {
  if (act.kind === 'link') { await unlinkByHand(ctx, caseId, act.otherId, act.linkKind); return }
  if (act.kind === 'merge') { await unmergeCase(ctx, caseId); return }
  const now = await holdCase(ctx, caseId)
  if (act.kind === 'unread') { await setUnread(ctx, caseId, before.fields['unread'] === true); return }
  if (now.version !== before.version) throw new Conflict('case-guard', {}, [{ pointer: '/', code: 'case.guard.changed-since', clause: '§1.2' }])
  if (act.kind === 'classify') await editCase(ctx, caseId, { ...withoutNulls(before.fields), reason: translate(ctx.locale, 'cases.bulk.undone-reason') })
  else await giveBack(ctx, now, before.fields as CasePatch)
}

/** What was unknown before cannot be made unknown again by an edit: it stays, and everything that was known returns. */
const withoutNulls = (fields: Record<string, unknown>): EditCase => Object.fromEntries(Object.entries(fields).filter(([f, v]) => v !== null || f === 'level')) as EditCase

/** Handler, unit and state as they were: nobody has touched the case since. */
async function giveBack(ctx: Ctx, now: CaseFacts, patch: CasePatch): Promise<void> {
  if (!may(ctx, 'cases.assign', now) && patch.handlerId !== null) throw new Conflict('case-guard', {}, [{ pointer: '/', code: 'case.role.lead' }])
  const back = await updateCase(ctx, now.id, patch), changes = changesOf(now, patch), reason = translate(ctx.locale, 'cases.bulk.undone-reason')
  if (back.state !== now.state) await ctx.emit(CaseStateChanged, { ...whereOf(back), from: now.state, to: back.state }, { changes, reason })
  else await ctx.emit(CaseEdited, whereOf(back), { changes, reason })
  if (back.handlerId && back.handlerId !== now.handlerId) await ctx.emit(CaseAssigned, { ...whereOf(back), handlerId: back.handlerId, fromHandlerId: now.handlerId }, { reason })
}

