// Cases that another domain found, as the desk shows them: restricted ones masked, those out of reach left out.
import type { CaseSummary } from '../../contract/case.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { listedOf } from '../case-facts.ts'
import { may } from '../case-scope.ts'
import { readCases } from '../many-cases-store.ts'
import { toSummary } from '../show-case.ts'

/** In the order of the ids. */
export async function summariesOf(ctx: Ctx, ids: readonly string[]): Promise<CaseSummary[]> {
  const found = await readCases(ctx, ids)
  return ids.map((id) => found.get(id)).filter((c) => c !== undefined && may(ctx, 'cases.read', c)).map((c) => toSummary(ctx, listedOf(c!)))
}
