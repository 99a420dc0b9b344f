// The differences between two versions in words.
import { msToSpan } from '../../../../platform/contract/time.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import type { VersionChange } from '../../contract/policy-desk.ts'
import { conditionText } from '../engine/explain-clock.ts'
import { inForce, type Limit } from '../engine/policy.ts'
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
  return { code, version, against: before?.version ?? null, nextCursor: null, items: compareVersions(before, after).map((d) => shown(ctx, d)) }
}

function shown(ctx: Ctx, d: Difference): VersionChange {
  const say = sayIn(ctx.locale), level = levelOf(d.limit), when = d.limit?.when.filter((c) => c.field !== 'level').map((c) => conditionText(c, say)).join(say('sla.why.and')) || null
  const value = (v: Difference['from']): string | null => (v === null ? null : typeof v === 'string' ? v : d.limit ? msToSpan(v) : new Date(v).toISOString())
  const inWords = (v: Difference['from']): string => (v === null ? say('sla.change.none') : typeof v === 'string' ? v : d.limit ? say.span(v) : say.moment(v))
  return {
    what: d.what, kind: d.limit?.kind ?? null, level, clause: d.limit?.clause ?? null, when, from: value(d.from), to: value(d.to), direction: d.direction,
    text: say(`sla.change.${d.what}`, { kind: d.limit ? say(`sla.kind.${d.limit.kind}`) : '', level: level === null ? say('sla.lint.every-level') : say(`sla.level.${level}`), from: inWords(d.from), to: inWords(d.to), clause: d.limit?.clause ?? '' }),
  }
}

const levelOf = (limit: Limit | null): string | null => { const by = limit?.when.find((c) => c.field === 'level')?.is; return by?.length === 1 ? String(by[0]) : null }
