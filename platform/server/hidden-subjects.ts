// Other lists speak of records too (outgoing mail, the mail ledger, the audit trail): what they quote is shown to nobody who may not read the record itself (RX-8, §3.1-3).
import type { Ctx } from './ctx.ts'

/** `absent`: outside the reach, as if it did not exist. `restricted`: it may be known that it exists, and no more. */
export type Hiding = 'absent' | 'restricted'

/** How a domain answers for its records, named `prefix:id`. Records that are not in the answer may be read. */
export interface SubjectRule { prefix: string; hidden: (ctx: Ctx, ids: readonly string[]) => Promise<ReadonlyMap<string, Hiding>> }

/** Which of these records (`kind:id`) the actor may not look into. Kinds that no domain answers for are not named. */
export async function hiddenSubjects(ctx: Ctx, subjects: readonly (string | null)[]): Promise<ReadonlyMap<string, Hiding>> {
  const found = new Map<string, Hiding>()
  for (const [prefix, rule] of ctx.host.registry.subjects) {
    const ids = [...new Set(subjects.filter((s) => s?.startsWith(`${prefix}:`)).map((s) => s!.slice(prefix.length + 1)))]
    if (ids.length === 0) continue
    for (const [id, hiding] of await rule.hidden(ctx, ids)) found.set(`${prefix}:${id}`, hiding)
  }
  return found
}
