// The owner of the handbook changes what a clause says about itself, or enters the text that the source lacks (B-35).
import { findRole } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, NotFound, Stale } from '../../../../platform/server/errors.ts'
import type { EditClause } from '../../contract/clause.ts'
import { ClauseChanged } from '../../contract/events.ts'
import { holdClause, saveClause, type ClauseFields, type ClauseRow } from './clause-store.ts'

/** Throws NotFound, Stale, BadInput `handbook.unknown-role`. An edit that changes nothing leaves no trace. */
export async function editClause(ctx: Ctx, number: string, edit: EditClause, ifMatch: number | null): Promise<void> {
  ctx.require('handbook.manage')
  const row = await holdClause(ctx, number.replace('§', ''))
  if (!row) throw new NotFound('clause')
  if (ifMatch !== null && ifMatch !== row.version) throw new Stale(row.version)
  if (edit.owner !== undefined && !await findRole(ctx, edit.owner)) throw new BadInput([{ pointer: '/owner', code: 'handbook.unknown-role', params: { role: edit.owner } }])
  const { reason, ...fields } = edit, before = pick(row), after = { ...before, ...fields }
  const changed = (Object.keys(after) as (keyof ClauseFields)[]).filter((field) => before[field] !== after[field])
  if (changed.length === 0) return
  await saveClause(ctx, row.number, after, changed)
  await ctx.emit(ClauseChanged, { number: row.number }, { changes: Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }])), ...(reason ? { reason } : {}) })
}

const pick = (row: ClauseRow): ClauseFields => ({ summaryZh: row.summaryZh, summaryEn: row.summaryEn, owner: row.owner, text: row.text })
