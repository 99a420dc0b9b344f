// Explanations in the reader's language.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import { findCase } from '../../../cases/public.ts'
import { listUnits } from '../../../org/public.ts'
import type { Assignment, Explanation, Reason } from '../../contract/assignment.ts'
import type { Out } from '../rules/choose-handler.ts'
import { assignmentsOf, type AssignmentRow, type KeptExplanation } from './assignment-store.ts'
import { evaluateCase } from './evaluate-case.ts'
import { OWN_WORDS } from './own-words.ts'

/** Whom the rule would choose now. Throws NotFound, Forbidden `case-restricted`. */
export async function showCandidates(ctx: Ctx, caseId: string): Promise<Explanation> {
  return shownExplanation(ctx, (await evaluateCase(ctx, await findCase(ctx, caseId))).explanation, await unitNames(ctx))
}

export async function showAssignments(ctx: Ctx, caseId: string): Promise<{ items: Assignment[]; nextCursor: null }> {
  const facts = await findCase(ctx, caseId)
  return { items: await shownAssignments(ctx, await assignmentsOf(ctx, facts.id)), nextCursor: null }
}

export async function shownAssignments(ctx: Ctx, rows: readonly AssignmentRow[]): Promise<Assignment[]> {
  const names = await unitNames(ctx)
  return rows.map((a) => ({
    id: a.id, at: a.at.toISOString(), way: a.way, handler: { id: a.handler_id, name: a.handler_name }, from: a.from_id ? { id: a.from_id, name: a.from_name ?? '' } : null, by: { id: a.by_id, name: a.by_name }, reason: a.reason,
    explanation: a.explanation && shownExplanation(ctx, a.explanation, names),
  }))
}

const unitNames = async (ctx: Ctx): Promise<Map<string, string>> => new Map((await listUnits(ctx)).map((u) => [u.id, u.name]))

function shownExplanation(ctx: Ctx, e: KeptExplanation, names: ReadonlyMap<string, string>): Explanation {
  const unit = (id: string | null): string | null => (id ? names.get(id) ?? null : null), { unitId, ...rule } = e.rule
  return {
    ...e, rule: { ...rule, unit: unit(unitId) },
    candidates: e.candidates.map(({ unitId: at, ...c }) => ({ ...c, unit: unit(at), out: c.out.map((o) => reason(ctx, o)), lacks: c.lacks.map((o) => reason(ctx, o)) })),
  }
}

function reason(ctx: Ctx, o: Out): Reason {
  const until = typeof o.params?.['until'] === 'string' ? { until: dayAndTime(o.params['until']) } : {}, language = o.params?.['language'] ? { language: translate(ctx.locale, `dispatch.language.${String(o.params['language']).split('-')[0]}`) } : {}
  return { code: o.code, hard: o.hard, clause: o.clause, text: translate(ctx.locale, OWN_WORDS.has(o.code) ? `field.dispatch.out.${o.code}` : `field.${o.code}`, { ...o.params, ...until, ...language }) }
}

/** `2025-03-10 09:00` in Asia/Shanghai. */
const dayAndTime = (iso: string): string => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
