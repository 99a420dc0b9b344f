// What the input of a new version means beside the one that it follows.
import { spanToMs } from '../../../../platform/contract/time.ts'
import { BadInput, NotFound } from '../../../../platform/server/errors.ts'
import type { Limit as LimitOnWire } from '../../contract/policy.ts'
import type { DraftContent } from '../../contract/policy-desk.ts'
import { NATURAL } from '../engine/calendar/calendar.ts'
import { inForce, limitKey, type Condition, type Limit, type PolicyVersion } from '../engine/policy.ts'
import { CONTRACT_POLICY } from '../engine/seeded-policies.ts'
import type { NamedPolicy } from './rule-store.ts'
import type { Rules } from './rulebook.ts'
import { versionsOf } from './show-policies.ts'

const DAY = 86_400_000

/** The whole version, and the rows of it that the input brought (by their place in the input). */
export interface Drafted { readonly version: Omit<PolicyVersion, 'version'>; readonly given: readonly Limit[] }

/** The policy, or a new contract when the code says so. Throws NotFound. */
export function policyFor(rules: Rules, code: string, input: Pick<DraftContent, 'nameZh' | 'nameEn'>): NamedPolicy {
  const known = rules.all.policies.find((p) => p.code === code)
  if (known) return known
  if (!code.startsWith(`${CONTRACT_POLICY.code}-`)) throw new NotFound('policy')
  return { ...CONTRACT_POLICY, code, nameZh: input.nameZh ?? input.nameEn ?? null, nameEn: input.nameEn ?? input.nameZh ?? null }
}

/** What is left out comes from the version in force at the new one's start. Throws BadInput for a calendar that does not exist. */
export function draftVersion(rules: Rules, policy: NamedPolicy, input: DraftContent): Drafted {
  const effectiveFrom = Date.parse(input.effectiveFrom), published = versionsOf(rules, policy.code).filter((v) => !v.draft)
  const base = inForce(published, effectiveFrom) ?? published.at(-1)
  const given = (input.limits ?? []).map((l) => limitInside(l, base?.limits ?? [], policy))
  return {
    given, version: {
      code: policy.code, effectiveFrom, effectiveTo: input.effectiveTo ? Date.parse(input.effectiveTo) : null, calendar: calendarKey(rules, input.calendar, policy.clauses[0]) ?? base?.calendar ?? NATURAL.key,
      condition: (input.condition as Condition[] | undefined) ?? base?.condition ?? [], limits: input.complete || !base ? given : merged(base.limits, given),
    },
  }
}

/** Known rows are replaced in place; new ones come first, so that a special row is found before a general one. */
function merged(base: readonly Limit[], given: readonly Limit[]): Limit[] {
  const known = new Set(base.map(limitKey))
  return [...given.filter((g) => !known.has(limitKey(g))), ...base.map((b) => given.findLast((g) => limitKey(g) === limitKey(b)) ?? b)]
}

/** A row keeps clause, printed value and note of the row that it replaces unless it brings its own. */
function limitInside(l: LimitOnWire, base: readonly Limit[], policy: NamedPolicy): Limit {
  const when: Condition[] = [...(l.level === null ? [] : [{ field: 'level', is: [l.level] }]), ...(l.when as Condition[])]
  const before = base.find((b) => limitKey(b) === limitKey({ kind: l.kind, when }))
  const printed = l.printed === undefined ? before?.printed : l.printed === null ? undefined : { ...(l.printed.from ? { from: spanToMs(l.printed.from) } : {}), to: spanToMs(l.printed.to) }
  const note = l.note === undefined ? before?.note : l.note ?? undefined
  const target = l.days ? l.days.count * DAY : l.target === null ? null : spanToMs(l.target)
  return { kind: l.kind, when, target, ...(l.days ? { days: l.days } : {}), clause: l.clause ?? before?.clause ?? policy.clauses[0]!, ...(printed ? { printed } : {}), ...(note ? { note } : {}) }
}

/** `code` names its newest version for good; `code@*` stays open until a record starts. */
function calendarKey(rules: Rules, asked: string | undefined, clause: string | undefined): string | undefined {
  if (asked === undefined || asked === NATURAL.key) return asked
  const found = rules.all.calendars.findLast((c) => c.code === asked || `${c.code}@${c.version}` === asked || `${c.code}@*` === asked)
  if (!found) throw new BadInput([{ pointer: '/calendar', code: 'sla.calendar-unknown', params: { value: asked }, ...(clause ? { clause } : {}) }])
  return asked.endsWith('@*') ? asked : `${found.code}@${found.version}`
}
