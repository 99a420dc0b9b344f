// Links for people without an account: the id of a record and a signature of the installation's key, so that none can be guessed and nothing secret is stored.
import type { Ctx } from '../../../platform/server/ctx.ts'
import { NotFound } from '../../../platform/server/errors.ts'

type Purpose = 'consent' | 'vendor'

const sign = (ctx: Ctx, purpose: Purpose, id: string): string => ctx.host.cipher.fingerprint(id, `casework.${purpose}`)

export const linkToken = (ctx: Ctx, purpose: Purpose, id: string): string => `${id}.${sign(ctx, purpose, id)}`
export const linkUrl = (ctx: Ctx, purpose: Purpose, id: string): string => `${ctx.host.config.publicUrl.replace(/\/$/, '')}/portal/${purpose === 'consent' ? 'remote' : 'vendor'}/${linkToken(ctx, purpose, id)}`

/** The id behind a link. Throws NotFound for anything that we did not sign. */
export function idOfToken(ctx: Ctx, purpose: Purpose, token: string): string {
  const [id, signature, more] = token.split('.')
  if (!id || !signature || more !== undefined || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) || !sameText(signature, sign(ctx, purpose, id))) throw new NotFound('link')
  return id
}

/** Compares without telling by its duration where two texts differ. */
function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < b.length; i++) difference |= (a.charCodeAt(i) || 0) ^ b.charCodeAt(i)
  return difference === 0
}
