// No change of the rules passes while a test row of the operator is red, unless somebody says why.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict } from '../../../../platform/server/errors.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { ConformanceOverridden } from '../../contract/events.ts'
import type { Rulebook } from '../engine/policy.ts'
import { Combine } from '../settings.ts'
import { readConformance } from './conformance-store.ts'
import { evaluateConformance } from './evaluate-conformance.ts'

/** `book`: the rules as they would be. Throws Conflict `sla.conformance-red` naming every red row; with a reason the override is put on record instead. */
export async function refuseRedRows(ctx: Ctx, book: Rulebook, what: string, overrideReason: string | undefined): Promise<void> {
  const rows = await readConformance(ctx), mode = await setting(ctx, Combine)
  const red = rows.map((row) => ({ row, result: evaluateConformance(book, mode, row.body) })).filter(({ result }) => !result.green)
  if (red.length === 0) return
  if (overrideReason === undefined) {
    throw new Conflict('sla.conformance-red', { n: red.length }, red.slice(0, 50).map(({ row, result }) => ({
      pointer: `/conformance/${row.id}`, code: 'sla.conformance-differs', params: { name: row.body.name, field: result.differs[0]!.field, expected: result.differs[0]!.expected ?? '-', got: result.differs[0]!.got ?? '-' },
      ...(row.body.then.clause ? { clause: row.body.then.clause } : {}) })))
  }
  await ctx.emit(ConformanceOverridden, { what, red: red.map(({ row }) => row.body.name) }, { reason: overrideReason })
}
