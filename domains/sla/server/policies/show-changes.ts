// The differences between two versions in words.
import { Id } from '../../../../platform/contract/ids.ts'
import { msToSpan } from '../../../../platform/contract/time.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import type { VersionChange } from '../../contract/policy-desk.ts'
import { conditionText } from '../engine/explain-clock.ts'
import { inForce, type Condition, type Limit, type PolicyVersion } from '../engine/policy.ts'
import { customersOf } from '../../../customers/public.ts'
import { sayIn } from '../say.ts'
import { compareVersions, type Difference } from './compare-versions.ts'
import { rulesNow } from './rulebook.ts'
import { versionsOf } from './show-policies.ts'

/** `against`: the other version; without it the published one that holds when this one starts, or the last one before it. Throws NotFound. */
export async function showChanges(ctx: Ctx, code: string, version: number, against: number | undefined) {
  const versions = versionsOf(await rulesNow(ctx), code), after = versions.find((v) => v.version === version)
  const published = versions.filter((v) => !v.draft && v.version !== version)
  const before = against === undefined ? (after && (inForce(published.filter((v) => v.version < version || after.draft), after.effectiveFrom) ?? published.findLast((v) => v.version < version))) ?? null : versions.find((v) => v.version === against)
  if (!after || before === undefined) throw new NotFound('version')
  const names = await customerNames(ctx, [...(before?.condition ?? []), ...after.condition]), conditions = (v: PolicyVersion | null): string | null => (v === null ? null : conditionWords(ctx, v.condition, names))
  const items = compareVersions(before, after).map((d) => shown(ctx, d.what === 'condition' ? { ...d, from: conditions(before), to: conditions(after) } : d))
  return { code, version, against: before?.version ?? null, nextCursor: null, items }
}

/** Customers are named, not numbered: a condition of a contract holds their ids. */
async function customerNames(ctx: Ctx, conditions: readonly Condition[]): Promise<Map<string, string>> {
  const ids = conditions.filter((c) => c.field === 'customerId').flatMap((c) => [...(c.is ?? c.not ?? c.has ?? [])].map(String)).filter((id) => Id.safeParse(id).success)
  return new Map(ids.length === 0 ? [] : (await customersOf(ctx, [...new Set(ids)])).map((c) => [c.id, `${c.number} ${c.name}`]))
}

function conditionWords(ctx: Ctx, conditions: readonly Condition[], names: ReadonlyMap<string, string>): string {
  const say = sayIn(ctx.locale)
  if (conditions.length === 0) return say('sla.change.everything')
  return conditions.map((c) => {
    if (c.field !== 'customerId') return conditionText(c, say)
    const values = [...(c.is ?? c.not ?? c.has ?? [])].map((id) => names.get(String(id)) ?? say('sla.change.unknown-customer')).join(say('sla.why.or-value'))
    return say(`sla.why.when-${c.not ? 'not' : 'is'}`, { field: say('sla.field.customerId'), values })
  }).join(say('sla.why.and'))
}

function shown(ctx: Ctx, d: Difference): VersionChange {
  const say = sayIn(ctx.locale), level = levelOf(d.limit), when = d.limit?.when.filter((c) => c.field !== 'level').map((c) => conditionText(c, say)).join(say('sla.why.and')) || null
  const value = (v: Difference['from']): string | null => (v === null ? null : typeof v === 'string' ? v : d.limit ? msToSpan(v) : new Date(v).toISOString())
  const daysText = (v: string): string => { const found = /^(\d+) (working|natural) days$/.exec(v); return found ? say(`sla.change.days-${found[2]!}`, { count: Number(found[1]) }) : v }
  const inWords = (v: Difference['from']): string => (v === null ? say('sla.change.none') : typeof v === 'string' ? daysText(v) : d.limit ? say.span(v) : say.moment(v))
  return {
    what: d.what, kind: d.limit?.kind ?? null, level, clause: d.limit?.clause ?? null, when, from: value(d.from), to: value(d.to), direction: d.direction,
    text: say(`sla.change.${d.what}`, { kind: d.limit ? say(`sla.kind.${d.limit.kind}`) : '', level: level === null ? say('sla.lint.every-level') : say(`sla.level.${level}`), from: inWords(d.from), to: inWords(d.to), clause: d.limit?.clause ?? '' }),
  }
}

const levelOf = (limit: Limit | null): string | null => { const by = limit?.when.find((c) => c.field === 'level')?.is; return by?.length === 1 ? String(by[0]) : null }
