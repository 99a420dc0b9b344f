// A new version of a level decision table (B-1 table 2): in force for records that start from its date on.
import type { z } from 'zod'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, NotFound, type FieldError } from '../../../../platform/server/errors.ts'
import { TablePublished } from '../../contract/events.ts'
import type { DecisionTable as TableOnWire, NewTable } from '../../contract/policy.ts'
import { decidingFields } from '../engine/attributes.ts'
import { refuseRedRows } from '../conformance/refuse-red-rows.ts'
import { SCALES } from '../engine/decide-level.ts'
import type { Condition, DecisionTable } from '../engine/policy.ts'
import { addTable } from './rule-store.ts'
import { rulesNow, RULES_SIGNAL } from './rulebook.ts'
import { showTable } from './show-policies.ts'

/** Throws BadInput for a level of another scale, an unknown attribute, or a table that leaves some record without a level. */
export async function publishTable(ctx: Ctx, code: string, input: NewTable): Promise<z.infer<typeof TableOnWire>> {
  const before = (await rulesNow(ctx)).book.tables.get(code)?.at(-1)
  if (!before) throw new NotFound('table')
  const table: Omit<DecisionTable, 'version'> = {
    code, clause: before.clause, factors: before.factors, effectiveFrom: Date.parse(input.effectiveFrom), effectiveTo: input.effectiveTo ? Date.parse(input.effectiveTo) : null,
    rows: input.rows.map((r) => ({ level: r.level, when: r.when as Condition[][] })),
  }
  refuseImpossible(table, ctx.now().getTime())
  const rules = await rulesNow(ctx), tables = new Map(rules.book.tables).set(code, [...(rules.book.tables.get(code) ?? []), { ...table, version: before.version + 1 }])
  await refuseRedRows(ctx, { ...rules.book, tables }, code, input.overrideReason)
  const version = await addTable(ctx, table)
  await ctx.emit(TablePublished, { code, version, effectiveFrom: new Date(table.effectiveFrom).toISOString() }, { changes: { rows: { from: before.rows, to: table.rows } }, ...(input.reason ? { reason: input.reason } : {}) })
  const { signals } = ctx.host
  ctx.afterCommit(() => signals.raise(RULES_SIGNAL))
  return showTable(ctx, { ...table, version })
}

function refuseImpossible(table: Omit<DecisionTable, 'version'>, now: number): void {
  const faults: FieldError[] = [], levels = SCALES[table.code]!
  const fields = decidingFields(table.code === 'LEVEL-6.2' ? 'incident' : table.code === 'LEVEL-7.2' ? 'fault' : 'case')
  if (table.effectiveFrom < now - (now % 60_000)) faults.push({ pointer: '/effectiveFrom', code: 'sla.past', params: { value: new Date(table.effectiveFrom).toISOString(), now: new Date(now).toISOString() }, clause: table.clause })
  if (table.effectiveTo !== null && table.effectiveTo <= table.effectiveFrom) faults.push({ pointer: '/effectiveTo', code: 'sla.end-before-start' })
  for (const [i, row] of table.rows.entries()) {
    if (!levels.includes(row.level)) faults.push({ pointer: `/rows/${i}/level`, code: 'not-allowed', params: { allowed: levels.join(', ') } })
    for (const [j, conditions] of row.when.entries()) for (const [k, c] of conditions.entries()) if (!fields.includes(c.field)) faults.push({ pointer: `/rows/${i}/when/${j}/${k}/field`, code: 'not-allowed', params: { allowed: fields.join(', ') } })
  }
  if (!table.rows.at(-1)!.when.some((conditions) => conditions.length === 0)) faults.push({ pointer: `/rows/${table.rows.length - 1}/when`, code: 'sla.table-else' })
  if (faults.length > 0) throw new BadInput(faults.slice(0, 50))
}
