// Every word that the engine may say exists in both languages, and no placeholder is left over.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ClockKind, ClockState } from '../contract/clock.ts'
import { LintRule } from '../contract/policy.ts'
import { CaseEvent } from '../contract/simulation.ts'
import { at, handbook, live, type Step } from '../testing.ts'
import { observed } from './engine/clock-state.ts'
import { SCALES } from './engine/decide-level.ts'
import { explain, rowText, type Say } from './engine/explain-clock.ts'
import { seededPolicies, seededVersions } from './engine/seeded-policies.ts'
import { seededTables } from './engine/seeded-tables.ts'

const read = (name: string): Record<string, string> => JSON.parse(readFileSync(new URL(`../messages/${name}.json`, import.meta.url), 'utf8')) as Record<string, string>
const texts = { 'zh-CN': read('zh-CN'), en: read('en') }

function sayIn(locale: 'zh-CN' | 'en'): Say {
  const say = (key: string, params: Record<string, unknown> = {}): string => {
    const text = texts[locale][key]
    if (text === undefined) throw new Error(`no text for ${key}`)
    return text.replaceAll(/\{\{(\w+)\}\}/g, (_all, name: string) => { if (params[name] === undefined) throw new Error(`${key} lacks ${name}`); return String(params[name]) })
  }
  return Object.assign(say, { locale })
}

describe.each(['zh-CN', 'en'] as const)('%s', (locale) => {
  it('has every word of the lists', () => {
    const keys = [
      ...ClockKind.options.map((k) => `sla.kind.${k}`), ...ClockState.options.map((s) => `sla.state.${s}`), ...Object.values(SCALES).flat().flatMap((l) => [`sla.level.${l}`, `sla.value.${l}`]),
      ...seededPolicies.map((p) => `sla.policy.${p.code}`), ...seededVersions.flatMap((v) => v.limits).flatMap((l) => [`sla.clause.${l.clause}`, ...(l.note ? [`sla.note.${l.note}`] : [])]),
      ...LintRule.options.flatMap((r) => [`sla.lint.${r}`, `field.sla.lint.${r}`]), ...['response', 'initial-solution', 'initial-handling', 'resolution', 'result-feedback', 'user-feedback'].flatMap((k) => ['running', 'paused', 'met', 'breached'].map((s) => `sla.promise.${k}.${s}`)),
    ]
    expect(keys.filter((k) => texts[locale][k] === undefined)).toEqual([])
    const say = sayIn(locale)
    for (const t of seededTables) for (const row of t.rows) expect(rowText(row, say).length).toBeGreaterThan(1)
  })
  it('explains every clock of many lives, with every state and cause named', () => {
    const say = sayIn(locale), causes = new Set<string>()
    const steps: Step[] = [['03-03 09:20', 'response-complete'], ['03-03 09:30', 'waiting-requester-start'], ['03-03 11:30', 'waiting-requester-end'], ['03-03 11:40', 'outside-mark-set'], ['03-03 12:00', 'first-solution-sent'], ['03-03 12:10', 'containment-done'],
      ['03-03 13:00', 'level-changed', { level: 'A' }], ['03-03 15:00', 'vendor-contacted'], ['03-03 16:00', 'resolved'], ['03-03 17:00', 'result-message-sent'], ['03-03 18:00', 'reopened'], ['03-04 10:00', 'waiting-requester-start'], ['03-09 10:00', 'waiting-requester-end'], ['03-09 11:00', 'resolved'], ['03-09 12:00', 'user-answered'], ['03-09 13:00', 'archived']]
    const lives = [live({ requesterType: 'internal', problemClass: 'application-configuration' }, ...steps), live({ requesterType: 'customer', serviceLine: 'enquiry' }), live({ requesterType: 'customer' }, ['03-03 10:00', 'classified', { set: { urgency: 'high' } }], ['03-03 11:00', 'cancelled']),
      live({ kind: 'incident' }, ['03-03 09:20', 'graded', { set: { impact: 'one-region' } }], ['03-03 10:00', 'response-started'], ['03-03 11:00', 'recorded'], ['03-04 11:00', 'restored']), live({ kind: 'fault' }, ['03-03 09:10', 'first-responder-action'], ['03-03 09:20', 'graded', { level: 'Critical' }], ['03-03 20:00', 'restored']),
      live({ kind: 'feedback' }, ['03-03 10:00', 'forwarded'], ['03-09 10:00', 'result-given'])]
    for (const state of lives) for (const clock of state.clocks) for (const when of ['03-10 09:00', '04-01 09:00']) {
      for (const row of clock.rows!) causes.add(row.cause)
      expect(explain(handbook, state, observed(clock, handbook.calendarOf(clock.calendar), at(when)), at(when), say).length).toBeGreaterThan(20)
    }
    const events = new Set<string>([...CaseEvent.options, 'graded', 'level-changed'])
    for (const cause of causes) expect(texts[locale][`sla.cause.${cause}`] ?? (events.has(cause) ? texts[locale][`sla.because.${cause}`] : undefined), cause).toBeDefined()
  })
})

it('both languages have the same keys and the same placeholders', () => {
  expect(Object.keys(texts.en)).toEqual(Object.keys(texts['zh-CN']))
  const names = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).toSorted()
  for (const key of Object.keys(texts.en)) expect([key, [...new Set(names(texts.en[key]!))]]).toEqual([key, [...new Set(names(texts['zh-CN'][key]!))]])
})
