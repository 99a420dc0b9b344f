// Drafts and publication of the process: headquarters only, one draft at a time, nothing unsound comes into force (§8.1, R1.2-1).
import type { Ctx } from '../../../platform/server/ctx.ts'
import { Conflict, NotFound, Stale } from '../../../platform/server/errors.ts'
import { DraftDropped, DraftSaved, ProcessPublished } from '../contract/events.ts'
import type { Definition } from '../contract/definition.ts'
import { forgetClosed } from './gate.ts'
import { deleteDraft, draftVersion, insertDraft, liveVersion, lockVersions, makeLive, updateDraft } from './process-store.ts'
import { compareDefinitions } from './rules/compare-definitions.ts'
import { lintDefinition } from './rules/lint-definition.ts'
import { movesClosed } from './rules/machine.ts'

/** Throws Stale when somebody saved meanwhile, Conflict `process-draft-there` when a new draft would cover another. */
export async function saveDraft(ctx: Ctx, definition: Definition, ifMatch: number | null): Promise<void> {
  await lockVersions(ctx)
  const held = await draftVersion(ctx)
  if (held && ifMatch === null) throw new Conflict('process-draft-there', { by: held.saved_by })
  if (ifMatch !== null && ifMatch !== held?.version) throw new Stale(held?.version ?? 0)
  const before = held?.definition ?? (await liveVersion(ctx))?.definition, saved = held ? await updateDraft(ctx, definition, ctx.actor.name) : await insertDraft(ctx, definition, ctx.actor.name)
  await ctx.emit(DraftSaved, { version: saved.number }, { changes: { drawing: { from: null, to: before ? compareDefinitions(before, definition).map((c) => ({ code: c.code, name: c.zh, fields: c.fields })) : null } } })
}

/** Throws NotFound. */
export async function dropDraft(ctx: Ctx): Promise<void> {
  await lockVersions(ctx)
  const draft = await draftVersion(ctx)
  if (!draft) throw new NotFound('process')
  await deleteDraft(ctx)
  await ctx.emit(DraftDropped, { version: draft.number })
}

/** Throws NotFound, Stale, or Conflict `process-unsound` with everything that stands in the way. */
export async function publishDraft(ctx: Ctx, note: string, ifMatch: number | null): Promise<void> {
  await lockVersions(ctx)
  const draft = await draftVersion(ctx), live = await liveVersion(ctx)
  if (!draft) throw new NotFound('process')
  if (ifMatch !== null && ifMatch !== draft.version) throw new Stale(draft.version)
  const wrong = lintDefinition(draft.definition).filter((f) => f.severity === 'error')
  if (wrong.length > 0) throw new Conflict('process-unsound', {}, wrong.map((f) => ({ pointer: f.step ? `/definition/steps/${draft.definition.steps.findIndex((s) => s.id === f.step)}` : '/definition', code: `process.found.${f.code}`, clause: f.clause, ...(f.params ? { params: f.params } : {}) })))
  const closed = movesClosed(draft.definition)
  await makeLive(ctx, closed, note, ctx.actor.name)
  ctx.afterCommit(() => forgetClosed(ctx.host))
  await ctx.emit(ProcessPublished, { version: draft.number }, { changes: { version: { from: live?.number ?? null, to: draft.number }, closed: { from: live?.closed ?? [], to: closed } }, reason: note })
}
