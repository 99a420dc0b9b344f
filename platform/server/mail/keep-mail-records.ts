// How long mail is kept (§5.1-4): what came in with its bytes, what went out with its tries. And whether all of it is accounted for.
import type { Ctx } from '../ctx.ts'
import { removeFiles } from '../files/public.ts'
import type { HealthCheck, RetentionClass } from '../module.ts'
import { heldSubjects } from '../retention/public.ts'
import { deleteMail, findOldMail, forgottenReceived, oldestWaiting, type OldMail } from './mail-records-store.ts'

export const mailRetention: RetentionClass = {
  name: 'mail.messages', clause: '§5.1-4', floorDays: 1095, defaultDays: 1095,
  async purge(ctx, olderThan, limit) {
    for (let after: OldMail | null = null; ;) {
      const old = await findOldMail(ctx, olderThan, after, limit)
      const free = await withoutHeld(ctx, old)
      if (free.length > 0 || old.length < limit) {
        await deleteMail(ctx, free)
        await removeFiles(ctx, free.flatMap((m) => m.raw_file ?? []))
        return free.map(subjectOf)
      }
      after = old.at(-1)!
    }
  },
}

const subjectOf = (m: OldMail): string => `${m.kind === 'in' ? 'received' : 'mail'}:${m.id}`

async function withoutHeld(ctx: Ctx, old: readonly OldMail[]): Promise<OldMail[]> {
  if (old.length === 0) return []
  const held = new Set(await heldSubjects(ctx, old.flatMap((m) => [subjectOf(m), ...(m.related_to ? [m.related_to] : [])])))
  return old.filter((m) => !held.has(subjectOf(m)) && !(m.related_to && held.has(m.related_to)))
}

const LATE_MS = 15 * 60_000

/** Mail that should have left long ago: the server is away, refuses us, or none is set. */
export const outgoingHealth: HealthCheck = {
  name: 'mail.outgoing', critical: false,
  async check(ctx) {
    const waiting = await oldestWaiting(ctx)
    if (!waiting || ctx.host.realNow().getTime() - waiting.queued_at.getTime() < LATE_MS) return { ok: true }
    return { ok: false, reason: `${waiting.n} waiting since ${waiting.queued_at.toISOString()}: ${ctx.host.config.smtpOut ? waiting.last_error ?? 'queued' : 'HOUYUAN_SMTP_OUT is not set'}` }
  },
}

/** Received against outcomes: a message that nobody read or set aside within an hour has been forgotten. */
export const ledgerCheck = {
  name: 'mail.ledger',
  run: async (ctx: Ctx): Promise<string[]> => (await forgottenReceived(ctx, new Date(ctx.host.realNow().getTime() - 3_600_000))).map((id) => `received mail ${id} has no outcome`),
}
