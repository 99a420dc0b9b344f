// Answers for cases that other lists quote: outgoing mail, the mail ledger, the audit trail (RX-8; data-security cases §3.1-3).
import type { Ctx } from '../../../platform/server/ctx.ts'
import type { Hiding, SubjectRule } from '../../../platform/server/hidden-subjects.ts'
import { isRestrictedFor, may } from './case-scope.ts'
import { placesOf } from './lists/place-queries.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const casesSubjects: readonly SubjectRule[] = [{ prefix: 'case', hidden: hiddenCases }]

async function hiddenCases(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, Hiding>> {
  const hidden = new Map<string, Hiding>()
  if (ctx.actor.kind === 'system') return hidden
  const places = new Map((await placesOf(ctx, ids.filter((id) => UUID.test(id)))).map((p) => [p.id, p]))
  for (const id of ids) {
    const place = places.get(id)
    if (place && isRestrictedFor(ctx, place)) hidden.set(id, 'restricted')
    else if (!place || !may(ctx, 'cases.read', place)) hidden.set(id, 'absent')
  }
  return hidden
}
