// The administrator chooses how long a kind of record is kept; below the floor is refused with its clause (RX-18).
import { PeriodChanged, type RetentionPeriod } from '../../contract/retention.ts'
import type { Ctx } from '../ctx.ts'
import { BadInput, NotFound, Stale } from '../errors.ts'
import { hasMessage, translate } from '../i18n.ts'
import type { RetentionClass } from '../module.ts'
import { effectiveDays } from './retention-period.ts'
import { findPeriods, lastPurges, lockPeriod, savePeriod, type PeriodRow } from './retention-store.ts'

export async function listClasses(ctx: Ctx): Promise<RetentionPeriod[]> {
  const periods = await findPeriods(ctx), purges = await lastPurges(ctx)
  return [...ctx.host.registry.retention.values()].map((c) => shown(ctx, c, periods.get(c.name), purges.get(c.name))).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Throws NotFound, Stale, BadInput `retention.below-floor` with the clause. */
export async function changePeriod(ctx: Ctx, name: string, input: { days: number | null; reason: string }, ifMatch: number | null): Promise<RetentionPeriod> {
  const declared = ctx.host.registry.retention.get(name)
  if (!declared) throw new NotFound('retention-class')
  const before = await lockPeriod(ctx, name), version = before?.version ?? 0
  if (ifMatch !== null && ifMatch !== version) throw new Stale(version)
  if (input.days !== null && input.days < declared.floorDays) {
    throw new BadInput([{ pointer: '/days', code: 'retention.below-floor', params: { floor: declared.floorDays }, clause: declared.clause }])
  }
  const row: PeriodRow = { class: name, days: input.days, version: version + 1 }
  await savePeriod(ctx, row)
  await ctx.emit(PeriodChanged, { class: name }, { changes: { days: { from: effectiveDays(declared, before ?? undefined), to: input.days } }, reason: input.reason })
  return shown(ctx, declared, row, (await lastPurges(ctx)).get(name))
}

function shown(ctx: Ctx, declared: RetentionClass, row: PeriodRow | undefined, lastPurge: Date | undefined): RetentionPeriod {
  return {
    name: declared.name, label: classLabel(ctx, declared.name), clause: declared.clause, floorDays: declared.floorDays, defaultDays: declared.defaultDays,
    days: effectiveDays(declared, row), version: row?.version ?? 0, lastPurgeAt: lastPurge?.toISOString() ?? null,
  }
}

/** `retention.<class>` in the messages of the part that declares it. */
export const classLabel = (ctx: Ctx, name: string): string => (hasMessage(`retention.${name}`) ? translate(ctx.locale, `retention.${name}`) : name)
