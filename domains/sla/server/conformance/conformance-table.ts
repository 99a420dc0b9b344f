// The operator's own test rows: kept, and evaluated against the rules as they are or as a draft would make them.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict, NotFound } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { ConformanceChanged } from '../../contract/events.ts'
import type { ConformanceCase, ConformanceRow, ConformanceTable } from '../../contract/policy-desk.ts'
import type { Rulebook } from '../engine/policy.ts'
import { rulesNow, withVersion } from '../policies/rulebook.ts'
import { versionsOf } from '../policies/show-policies.ts'
import { refuseBadEvents } from '../simulate/simulate.ts'
import { Combine } from '../settings.ts'
import { deleteConformance, insertConformance, readConformance, updateConformance, type SavedRow } from './conformance-store.ts'
import { evaluateConformance } from './evaluate-conformance.ts'

/** `policy` and `version`: as if that draft were published. Throws NotFound for a version that does not exist, BadInput when only one of both is given. */
export async function showConformance(ctx: Ctx, { policy, version }: { policy?: string | undefined; version?: number | undefined }): Promise<ConformanceTable> {
  if ((policy === undefined) !== (version === undefined)) throw new BadInput([{ pointer: policy === undefined ? '/query/policy' : '/query/version', code: 'missing' }])
  const book = await bookWith(ctx, policy, version), mode = await setting(ctx, Combine)
  const items = (await readConformance(ctx)).map((row) => shown(row, book, mode)), green = items.filter((i) => i.result.green).length
  return { items, nextCursor: null, green, red: items.length - green, policy: policy ?? null, version: version ?? null, at: ctx.now().toISOString() }
}

/** Throws Conflict `sla.conformance-name` when another row bears the name, BadInput for events that the record cannot have. */
export async function addConformance(ctx: Ctx, body: ConformanceCase): Promise<ConformanceRow> {
  refuseBadEvents({ record: body.record, events: body.events, at: body.at })
  const id = newId()
  if (!await insertConformance(ctx, id, body)) throw new Conflict('sla.conformance-name', { name: body.name })
  await ctx.emit(ConformanceChanged, { id, name: body.name, what: 'added' }, { changes: { row: { from: null, to: body } } })
  return one(ctx, id)
}

export async function changeConformance(ctx: Ctx, id: string, body: ConformanceCase): Promise<ConformanceRow> {
  refuseBadEvents({ record: body.record, events: body.events, at: body.at })
  const before = await rowOf(ctx, id)
  if (!await updateConformance(ctx, id, body)) throw new Conflict('sla.conformance-name', { name: body.name })
  await ctx.emit(ConformanceChanged, { id, name: body.name, what: 'changed' }, { changes: { row: { from: before.body, to: body } } })
  return one(ctx, id)
}

export async function removeConformance(ctx: Ctx, id: string): Promise<Record<string, never>> {
  const before = await rowOf(ctx, id)
  await deleteConformance(ctx, id)
  await ctx.emit(ConformanceChanged, { id, name: before.body.name, what: 'removed' }, { changes: { row: { from: before.body, to: null } } })
  return {}
}

async function bookWith(ctx: Ctx, policy: string | undefined, version: number | undefined): Promise<Rulebook> {
  const rules = await rulesNow(ctx)
  if (policy === undefined) return rules.book
  const draft = versionsOf(rules, policy).find((v) => v.version === version)
  if (!draft) throw new NotFound('version')
  return withVersion(rules, { ...draft, draft: false }).book
}

async function rowOf(ctx: Ctx, id: string): Promise<SavedRow> {
  const row = (await readConformance(ctx)).find((r) => r.id === id)
  if (!row) throw new NotFound('row')
  return row
}

const one = async (ctx: Ctx, id: string): Promise<ConformanceRow> => shown(await rowOf(ctx, id), (await rulesNow(ctx)).book, await setting(ctx, Combine))

const shown = (row: SavedRow, book: Rulebook, mode: Parameters<typeof evaluateConformance>[1]): ConformanceRow =>
  ({ id: row.id, position: row.position, case: row.body, result: evaluateConformance(book, mode, row.body), version: row.version, savedAt: row.savedAt.toISOString(), savedBy: row.savedBy })
