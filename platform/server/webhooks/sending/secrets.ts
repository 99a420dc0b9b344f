// Secrets lie sealed in the database and are shown once.
import type { Ctx } from '../../ctx.ts'
import type { SealedColumn } from '../../module.ts'
import type { EndpointRow } from './endpoint-store.ts'

const place = (id: string): string => `webhook_endpoints.secret:${id}`
/** For the rotation of keys. */
export const sealedSecrets: readonly SealedColumn[] = ['secret', 'old_secret'].map((column) => ({ table: 'webhook_endpoints', column, key: ['id'], context: ([id]) => place(id!) }))

export const sealSecret = (ctx: Ctx, id: string, secret: string): string => ctx.host.cipher.seal(secret, place(id))

/** The secrets that sign at the moment, the newest first. */
export function openSecrets(ctx: Ctx, e: Pick<EndpointRow, 'id' | 'secret' | 'old_secret' | 'old_secret_until'>): string[] {
  const old = e.old_secret && e.old_secret_until && e.old_secret_until > ctx.host.realNow() ? [e.old_secret] : []
  return [e.secret, ...old].map((sealed) => ctx.host.cipher.open(sealed, place(e.id)))
}
