// The rule applied to a case: the choice, and the explanation as it is kept.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CaseFacts } from '../../../cases/public.ts'
import { chooseHandler, weigh, type Choice, type Person, type Weighed } from '../rules/choose-handler.ts'
import type { RuleInForce } from '../rules/resolve-rule.ts'
import { ruleFor } from '../rules/rule-for-case.ts'
import type { KeptCandidate, KeptExplanation } from './assignment-store.ts'
import { loadCandidates } from './load-candidates.ts'

/** More than these are not kept: those who fit first. */
const KEPT = 40

export interface Evaluation { rule: RuleInForce; choice: Choice; explanation: KeptExplanation; /** How the person whom somebody wants to choose fares. */ wanted: Weighed | null }

export async function evaluateCase(ctx: Ctx, facts: CaseFacts, wantedId: string | null = null): Promise<Evaluation> {
  const rule = await ruleFor(ctx, facts.unitId, facts.serviceLine), { work, pool, leads } = await loadCandidates(ctx, facts, rule.definition, wantedId)
  const inQuestion = pool.filter((p) => p.id !== wantedId || p.roles.some((r) => rule.definition.roles.includes(r)))
  const choice = chooseHandler(rule.definition, work, inQuestion, leads), person = wantedId ? [...pool, ...leads].find((p) => p.id === wantedId) : undefined
  const explanation: KeptExplanation = {
    rule: { id: rule.id, version: rule.version, unitId: rule.unitId, serviceLine: rule.serviceLine, mode: rule.definition.mode, method: rule.definition.method }, because: choice.because,
    chosen: choice.chosen && { id: choice.chosen.id, name: choice.chosen.name }, candidates: choice.weighed.slice(0, KEPT).map((w) => kept(w, choice.chosen)), language: work.language, skills: choice.skills,
  }
  return { rule, choice, explanation, wanted: person ? weigh(rule.definition, work, person) : null }
}

const kept = ({ person: p, out, lacks }: Weighed, chosen: Person | null): KeptCandidate => ({
  id: p.id, name: p.name, unitId: p.unit, chosen: p.id === chosen?.id, out, lacks, cases: p.cases, weight: p.weight, lastAssignedAt: p.lastAssignedAt === null ? null : new Date(p.lastAssignedAt).toISOString(), standsInFor: p.standsInFor,
})
