// How far a clause is carried out (R0-1): a rule over what it names and what of that exists.
import type { ClauseStatus } from '../../contract/clause.ts'
import type { Links } from '../register/clause-seed.ts'
import type { Evidence } from './find-evidence.ts'

/** A chapter or section counts what its clauses name too. `textMissing`: the handbook has no text and nobody entered one. */
export function clauseStatus(links: readonly Links[], evidence: Evidence, textMissing: boolean): ClauseStatus {
  if (textMissing) return 'text-missing'
  const has = links.flatMap((l) => [
    ...(l.policies ?? []).map(() => evidence.hasPolicies), ...(l.screens ?? []).map(evidence.hasScreen),
    ...(l.jobs ?? []).map(evidence.hasJob), ...(l.domains ?? []).map(evidence.hasModule), ...(l.open ?? []).map(() => false),
  ])
  if (!has.includes(true)) return 'not-started'
  return has.includes(false) ? 'in-part' : 'implemented'
}
