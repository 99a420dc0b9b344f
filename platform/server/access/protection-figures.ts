// How well the accounts of staff are protected now (§7.4): passwords within their time, a second factor for everybody with far-reaching rights.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import { setting } from '../settings/public.ts'
import { passwordSetting } from './access-settings.ts'
import { passwordDue } from './password-policy.ts'

export interface Share { n: number; met: number }

/** Of active staff with a password: those whose password is not due. Nobody counts where passwords do not expire. */
export async function passwordsInTime(ctx: Ctx): Promise<Share> {
  const policy = await setting(ctx, passwordSetting), now = ctx.now()
  if (!passwordDue(now, policy)) return { n: 0, met: 0 }
  const oldest = new Date(now.getTime() - policy.expiryDays * 86_400_000)
  const found = await sql<Share>`select count(*)::int as n, (count(*) filter (where password_changed_at > ${oldest}))::int as met from access_accounts where kind = 'staff' and status = 'active' and password_hash is not null`.execute(ctx.sql<unknown>())
  return found.rows[0]!
}

/** Of active staff who sign in with a password and hold a privileged role: those with a second factor. */
export async function secondFactors(ctx: Ctx): Promise<Share> {
  const found = await sql<Share>`select count(*)::int as n, count(a.totp_enrolled_at)::int as met from access_accounts a where a.kind = 'staff' and a.status = 'active' and a.password_hash is not null
    and exists (select 1 from access_grants g join access_roles r on r.code = g.role where g.account_id = a.id and r.privileged)`.execute(ctx.sql<unknown>())
  return found.rows[0]!
}
