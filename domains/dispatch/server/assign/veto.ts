// Reasons of other domains why somebody must not be given a case: a certificate that has expired, a training that is missing (§2.2-13, C.6: "required certificates valid").
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { definePlace } from '../../../../platform/server/places.ts'
import type { CaseFacts } from '../../../cases/public.ts'

/** `code` is a key: `field.<code>` says it in words, with `params`. */
export interface Veto { code: string; clause: string; params?: Record<string, unknown> }

/**
 * What a domain contributes in its module: `contributes: [assignmentVeto.with(myVeto)]`. Asked for all candidates at once, in the transaction of the assignment;
 * who is not in the answer may have the case. A veto cannot be overruled by a person.
 */
export const assignmentVeto = definePlace<(ctx: Ctx, facts: CaseFacts, personIds: readonly string[]) => Promise<ReadonlyMap<string, readonly Veto[]>>>('dispatch.assignment-veto')

/** All reasons of all domains, by person. */
export async function vetoesOf(ctx: Ctx, facts: CaseFacts, personIds: readonly string[]): Promise<Map<string, Veto[]>> {
  const all = new Map<string, Veto[]>()
  if (personIds.length === 0) return all
  for (const ask of assignmentVeto.of(ctx.host.registry)) for (const [id, found] of await ask(ctx, facts, personIds)) if (found.length > 0) all.set(id, [...all.get(id) ?? [], ...found])
  return all
}
