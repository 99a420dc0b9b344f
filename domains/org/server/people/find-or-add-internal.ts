// Somebody of our own who is named in a report by telephone or mail and has no account yet becomes an internal user (R1.1-5).
import { findAccountOf } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { addPerson } from './add-person.ts'
import { personOfPhone } from './person-queries.ts'

export interface NamedPerson { name: string; email?: string | null; phone?: string | null }

/** The account of the person by address, else by a number that only one person has; else a new internal user without rights beyond the own reports. */
export async function findOrAddInternal(ctx: Ctx, who: NamedPerson): Promise<{ id: string; name: string }> {
  const email = who.email?.trim().toLowerCase() || null
  const known = email ? await findAccountOf(ctx, { email }) : who.phone ? await personOfPhone(ctx, who.phone) : null
  if (known) return { id: known.id, name: known.name }
  const id = await addPerson(ctx.asSystem(), { kind: 'internal', name: who.name, email, phone: who.phone ?? undefined, locale: 'zh-CN', languages: [] })
  return { id, name: who.name }
}
