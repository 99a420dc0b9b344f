// Whose password falls due soon (§7.4: regular change; job J-31).
import type { Ctx } from '../ctx.ts'
import { setting } from '../settings/public.ts'
import { passwordSetting } from './access-settings.ts'
import { passwordDue } from './password-policy.ts'
import { passwordsSetBetween } from './password-store.ts'

const DAY = 86_400_000

/** Active accounts whose password falls due within the next days (business time), with the whole days left; none where passwords do not expire. */
export async function passwordsDueWithin(ctx: Ctx, days: number): Promise<{ accountId: string; dueAt: Date; daysLeft: number }[]> {
  const policy = await setting(ctx, passwordSetting), now = ctx.now()
  if (!passwordDue(now, policy)) return []
  const earliest = new Date(now.getTime() - policy.expiryDays * DAY), latest = new Date(earliest.getTime() + days * DAY)
  return (await passwordsSetBetween(ctx, earliest, latest)).map((row) => {
    const dueAt = passwordDue(row.at, policy)!
    return { accountId: row.id, dueAt, daysLeft: Math.ceil((dueAt.getTime() - now.getTime()) / DAY) }
  })
}
