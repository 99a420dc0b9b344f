// Changes of a running case: facts, classification with reasons, level by hand, outside mark, unit, compliance block.
import type { EditCase } from '../../contract/case.ts'
import { CaseClassified, CaseEdited, CaseReclassified, CaseStateChanged, OutsideMarkCleared, OutsideMarkSet } from '../../contract/events.ts'
import type { Transition } from '../../contract/transitions.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, BadInput, Conflict, type FieldError } from '../../../../platform/server/errors.ts'
import type { CaseFacts, CasePatch } from '../case-facts.ts'
import { may, whereOf } from '../case-scope.ts'
import { updateCase } from '../case-store.ts'
import { changesOf } from '../changes.ts'
import { changedFields, CLASSIFYING, isComplete, levelsOf, needsReason, type Classified } from '../classification.ts'
import { holdCase } from '../find-case.ts'
import { advanceCase } from '../flow/advance-case.ts'
import { enter } from '../flow/effects.ts'
import { rolesOf } from '../flow/find-moves.ts'
import { READ_ONLY } from '../flow/stages.ts'
import { flagRecurrence } from '../lists/detect-recurrence.ts'
import { missingFactsOf } from '../opening/missing-facts.ts'
import { movePatch } from './move-to-unit.ts'

/** What a requester may still correct on the own case. */
const OWN_FIELDS = new Set<keyof EditCase>(['title', 'description', 'occurredAt', 'systemVersion', 'expectedResult', 'reason'])
const STAFF_ONLY_CLASSIFY = new Set<keyof EditCase>([...CLASSIFYING, 'level'])

/** Throws NotFound, Stale, 403 `case-role`, BadInput (a missing reason, a level of another scale), Conflict `case-archived` for a record that is read-only (R1.2-7). */
export async function editCase(ctx: Ctx, id: string, edit: EditCase, version: number | null = null): Promise<CaseFacts> {
  const facts = await holdCase(ctx, id, version)
  return applyEdit(ctx, facts, edit)
}

/** A transition to `classified` on a case that was classified before changes its classification. */
export async function reclassifyByMove(ctx: Ctx, facts: CaseFacts, data: Transition): Promise<CaseFacts> {
  if (!rolesOf(ctx, facts).has('classifier') && ctx.actor.kind !== 'system') throw new AppError(403, 'case-role', {}, [{ pointer: '/to', code: 'case.role.classifier' }])
  const edit: EditCase = { reason: data.reason, level: data.level, outsideService: data.outsideService }
  for (const f of CLASSIFYING) if (f !== 'requesterType' && data[f] !== undefined) Object.assign(edit, { [f]: data[f] })
  return applyEdit(ctx, facts, edit)
}

async function applyEdit(ctx: Ctx, facts: CaseFacts, edit: EditCase): Promise<CaseFacts> {
  if (READ_ONLY.has(facts.state)) throw new Conflict('case-archived')
  refuseOthers(ctx, facts, edit)
  const changed = changedFields(facts, edit as Partial<Classified>)
  const graded = edit.level !== undefined && (edit.level !== facts.level || facts.levelByHand !== (edit.level !== null))
  refuseIncomplete(facts, edit, changed, graded)
  const patch = { ...factsOf(facts, edit), ...classificationOf(facts, edit, changed, graded), ...(edit.unitId && edit.unitId !== facts.unitId ? await movePatch(ctx, facts, edit.unitId) : {}) }
  const changes = changesOf(facts, patch)
  if (!changes) return facts
  const edited = await updateCase(ctx, facts.id, patch)
  await announce(ctx, facts, edited, { reason: edit.reason, changes, reclassified: changed.length > 0 || graded })
  if (changed.includes('problemClass')) await flagRecurrence(ctx, edited)
  return advanceCase(ctx, facts.id)
}

function refuseOthers(ctx: Ctx, facts: CaseFacts, edit: EditCase): void {
  if (ctx.actor.kind === 'system') return
  const fields = (Object.keys(edit) as (keyof EditCase)[]).filter((f) => edit[f] !== undefined)
  const classifies = rolesOf(ctx, facts).has('classifier'), works = may(ctx, 'cases.work', facts)
  if (ctx.actor.kind !== 'requester' && (classifies || works)) {
    const wrong = fields.filter((f) => (STAFF_ONLY_CLASSIFY.has(f) ? !classifies : f === 'unitId' ? !may(ctx, 'cases.assign', facts) : !works && !classifies))
    if (wrong.length > 0) throw new AppError(403, 'case-role', {}, wrong.map((f) => ({ pointer: `/${f}`, code: f === 'unitId' ? 'case.role.lead' : 'case.role.classifier' })))
    return
  }
  const wrong = facts.requesterId === ctx.actor.id && facts.open ? fields.filter((f) => !OWN_FIELDS.has(f)) : fields
  if (wrong.length > 0) throw new AppError(403, 'case-role', {}, wrong.map((f) => ({ pointer: `/${f}`, code: 'case.role.classifier' })))
}

function refuseIncomplete(facts: CaseFacts, edit: EditCase, changed: ReturnType<typeof changedFields>, graded: boolean): void {
  const errors: FieldError[] = []
  const after = { ...facts, ...defined(edit) } as Classified
  if (edit.level && !levelsOf(after).includes(edit.level)) errors.push({ pointer: '/level', code: 'case.guard.level-scale', clause: '§1.2', params: { allowed: levelsOf(after).join(', ') || '—' } })
  const clearsMark = edit.outsideService === false && facts.outsideService
  if (clearsMark && facts.vendorContactedAt !== null) errors.push({ pointer: '/outsideService', code: 'case.outside-contacted', clause: '§3.2-3' })
  if (!edit.reason && (graded || clearsMark || needsReason(facts, changed))) errors.push({ pointer: '/reason', code: 'case.guard.reason', clause: clearsMark ? '§3.2-3' : '§1.2' })
  if (errors.length > 0) throw new BadInput(errors)
}

const defined = (edit: EditCase): Partial<EditCase> => Object.fromEntries(Object.entries(edit).filter(([, v]) => v !== undefined))
const moment = (text: string | null | undefined): Date | null | undefined => (text ? new Date(text) : text as null | undefined)

function factsOf(facts: CaseFacts, edit: EditCase): CasePatch {
  const patch: CasePatch = { title: edit.title, description: edit.description, occurredAt: moment(edit.occurredAt), systemVersion: edit.systemVersion, expectedResult: edit.expectedResult, compliance: edit.compliance }
  if (facts.missingFacts.length > 0) {
    const still = new Set<string>(missingFactsOf({ ...facts, ...defined(edit), attachments: [] }))
    patch.missingFacts = facts.missingFacts.filter((f) => still.has(f))
  }
  return patch
}

function classificationOf(facts: CaseFacts, edit: EditCase, changed: ReturnType<typeof changedFields>, graded: boolean): CasePatch {
  const patch: CasePatch = Object.fromEntries(changed.map((f) => [f, edit[f]]))
  if (graded) Object.assign(patch, edit.level ? { level: edit.level, levelByHand: true, levelRule: null } : { levelByHand: false })
  const becomesThirdParty = patch.problemClass === 'third-party-service' && !facts.outsideService
  patch.outsideService = edit.outsideService ?? (becomesThirdParty ? true : undefined)
  return patch
}

interface Announcement { reason?: string; changes: ReturnType<typeof changesOf>; reclassified: boolean }

/** The first complete classification is one thing, every later one another (CL-02); the mark of an outside service is a fact of its own (CL-06). */
async function announce(ctx: Ctx, before: CaseFacts, edited: CaseFacts, { reason, changes, reclassified }: Announcement): Promise<void> {
  const where = whereOf(edited)
  if (reclassified && before.state === 'new' && isComplete(edited) && rolesOf(ctx, before).has('classifier')) {
    const moved = await updateCase(ctx, edited.id, { ...enter(edited, 'classified', ctx.now()), classifiedAt: ctx.now() }, { count: false })
    await ctx.emit(CaseStateChanged, { ...whereOf(moved), from: 'new', to: 'classified' }, { changes: { ...changes, state: { from: 'new', to: 'classified' } }, reason })
    await ctx.emit(CaseClassified, where, { reason })
  } else if (reclassified) await ctx.emit(CaseReclassified, where, { changes, reason })
  else await ctx.emit(CaseEdited, where, { changes, reason })
  if (edited.outsideService && !before.outsideService) await ctx.emit(OutsideMarkSet, where, { reason })
  if (!edited.outsideService && before.outsideService) await ctx.emit(OutsideMarkCleared, where, { reason })
}
