// What rules did, newest first; of cases out of the reader's reach the number stays out, of restricted ones the words.
import type { Ctx } from '../../../platform/server/ctx.ts'
import { BadInput } from '../../../platform/server/errors.ts'
import { hiddenSubjects } from '../../../platform/server/hidden-subjects.ts'
import { translate } from '../../../platform/server/i18n.ts'
import { decodeCursor, toPage } from '../../../platform/server/paging.ts'
import type { RuleRun, RunOutcome } from '../contract/rule.ts'
import type { z } from 'zod'
import { pageRuns, type Did } from './rule-store.ts'

export async function showRuns(ctx: Ctx, q: { limit: number; cursor?: string; ruleId?: string; outcome?: z.infer<typeof RunOutcome> }): Promise<{ items: RuleRun[]; nextCursor: string | null }> {
  const before = q.cursor ? String(decodeCursor(q.cursor, 1)[0]) : null
  if (before !== null && !/^[0-9a-f-]{36}$/i.test(before)) throw new BadInput([{ pointer: '/cursor', code: 'paging.cursor' }])
  const rows = await pageRuns(ctx, { ruleId: q.ruleId, outcome: q.outcome, before, limit: q.limit + 1 }), hidden = await hiddenSubjects(ctx, rows.map((r) => `case:${r.case_id}`))
  const word = (d: Did): string => (ctx.locale === 'en' ? d.en : d.zh)
  return toPage(rows, q.limit, (r) => [r.id], (r) => {
    const closed = hidden.get(`case:${r.case_id}`)
    return {
      id: r.id, ruleId: r.rule_id, ruleName: r.rule_name, ruleVersion: r.rule_version, caseId: closed === 'absent' ? null : r.case_id, caseNumber: closed === 'absent' ? '—' : r.case_number, at: r.at.toISOString(), outcome: r.outcome,
      acts: closed ? [] : r.acts.map(word), error: closed || !r.error ? null : word(r.error), cause: translate(ctx.locale, `automation.cause.${r.cause.event}`),
    }
  })
}
