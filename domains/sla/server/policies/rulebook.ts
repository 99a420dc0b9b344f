// The published rules as this process knows them: in memory, read again after a change anywhere.
import type { Kysely } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { Host } from '../../../../platform/server/host.ts'
import { NATURAL, type Calendar } from '../engine/calendar/calendar.ts'
import { compileCalendar } from '../engine/calendar/compile-calendar.ts'
import { makeRulebook, type Rulebook } from '../engine/policy.ts'
import { readAllRules, type AllRules } from './rule-store.ts'

export const RULES_SIGNAL = 'sla-rules'
/** A wake-up between processes may be lost; no change stays unseen longer than this. */
const MAX_AGE_MS = 30_000

export interface Rules { readonly all: AllRules; readonly book: Rulebook }

class RuleCache {
  #known: Rules | null = null
  #readAt = -Infinity
  #generation = 0
  constructor(host: Host) { host.signals.on(RULES_SIGNAL, () => { this.#generation++; this.#readAt = -Infinity }) }

  async rules(db: Kysely<unknown>): Promise<Rules> {
    if (this.#known && performance.now() - this.#readAt < MAX_AGE_MS) return this.#known
    const generation = this.#generation
    const rules = assemble(await readAllRules(db))
    // Kept only when nobody announced a change meanwhile.
    this.#known = rules
    this.#readAt = generation === this.#generation ? performance.now() : -Infinity
    return rules
  }
}

const caches = new WeakMap<Host, RuleCache>()

/** The rules without those saved in this transaction. */
export async function rulesNow(ctx: Ctx): Promise<Rules> {
  const cache = caches.get(ctx.host) ?? new RuleCache(ctx.host)
  caches.set(ctx.host, cache)
  return cache.rules(ctx.sql<unknown>())
}

/** Published versions, tables and compiled calendars. */
export function assemble(all: AllRules): Rules {
  const compiled = new Map<string, Calendar>([[NATURAL.key, NATURAL]])
  const calendarOf = (key: string): Calendar => {
    const known = compiled.get(key)
    if (known) return known
    const found = all.calendars.find((c) => `${c.code}@${c.version}` === key)
    if (!found) throw new RangeError(`no such calendar: ${key}`)
    const calendar = compileCalendar(key, found.plan)
    compiled.set(key, calendar)
    return calendar
  }
  return { all, book: makeRulebook(all.policies, all.versions.filter((v) => !v.draft), all.tables, calendarOf, (key, start) => pinnedCalendar(all.calendars, key, start)) }
}

/** `code@*` is the version with the latest `effectiveFrom` at the start of the record, then the highest number; before all of them the first one. */
export function pinnedCalendar(calendars: AllRules['calendars'], key: string, start: number): string {
  if (!key.endsWith('@*')) return key
  const versions = calendars.filter((c) => `${c.code}@*` === key)
  if (versions.length === 0) throw new RangeError(`no such calendar: ${key}`)
  const since = (c: { effectiveFrom: number | null }): number => c.effectiveFrom ?? -Infinity
  const valid = versions.filter((c) => since(c) <= start).sort((a, b) => since(b) - since(a) || b.version - a.version)[0] ?? versions[0]!
  return `${valid.code}@${valid.version}`
}

/** The rules with one more, or another, version among the published ones. */
export function withVersion(rules: Rules, v: AllRules['versions'][number]): Rules {
  const versions = new Map(rules.book.versions), all = [...rules.all.versions.filter((x) => x.code !== v.code || x.version !== v.version), v]
  if (!v.draft) versions.set(v.code, [...(versions.get(v.code) ?? []).filter((x) => x.version !== v.version), v])
  return { all: { ...rules.all, versions: all }, book: { ...rules.book, versions } }
}
