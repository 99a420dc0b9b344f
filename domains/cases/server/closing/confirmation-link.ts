// Links in mails by which a requester answers without signing in: signed, bound to the case, the round and the requester.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import type { CaseFacts } from '../case-facts.ts'
import { readCase } from '../case-store.ts'

const PURPOSE = 'cases.confirmation'

const sign = (ctx: Ctx, facts: Pick<CaseFacts, 'id' | 'requesterId'>, round: number): string => ctx.host.cipher.fingerprint(`${facts.id}.${round}.${facts.requesterId}`, PURPOSE)

export const confirmationToken = (ctx: Ctx, facts: CaseFacts): string => `${facts.id}.${facts.round}.${sign(ctx, facts, facts.round)}`
export const confirmationUrl = (ctx: Ctx, facts: CaseFacts): string => `${ctx.host.config.publicUrl.replace(/\/$/, '')}/portal/c/${confirmationToken(ctx, facts)}`

/** The case behind a link, and the round that it was sent in. Throws NotFound for anything that we did not sign. */
export async function caseOfToken(ctx: Ctx, token: string): Promise<{ facts: CaseFacts; round: number }> {
  const [id, round, signature] = token.split('.')
  if (!id || !round || !signature || !/^[0-9a-f-]{36}$/i.test(id) || !/^\d{1,4}$/.test(round)) throw new NotFound('confirmation')
  const facts = await readCase(ctx, id)
  if (!facts || !sameText(signature, sign(ctx, facts, Number(round)))) throw new NotFound('confirmation')
  return { facts, round: Number(round) }
}

/** Compares without telling by its duration where two texts differ. */
function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < b.length; i++) difference |= (a.charCodeAt(i) || 0) ^ b.charCodeAt(i)
  return difference === 0
}
