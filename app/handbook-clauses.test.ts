// The handbook's register tells the truth about the whole product: every § that is cited can be opened, every policy, limit and screen that it names is there.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { clauseSeeds, handbookScreens, printedLimits } from '../domains/handbook/public.ts'
import { seededPolicies, seededVersions } from '../domains/sla/server/engine/seeded-policies.ts'
import { seededTables } from '../domains/sla/server/engine/seeded-tables.ts'
import { spanToMs } from '../platform/contract/time.ts'
import { modules } from './modules.ts'

const known = new Set(clauseSeeds.map((c) => `§${c.number}`))
const unknown = (clauses: Iterable<string>): string[] => [...new Set(clauses)].filter((c) => !known.has(c))

test('every clause that the seeded policies and decision tables cite is in the register', () => {
  const cited = [...seededPolicies.flatMap((p) => p.clauses), ...seededVersions.flatMap((v) => v.limits.map((l) => l.clause)), ...seededTables.map((t) => t.clause)]
  expect(cited.length).toBeGreaterThan(40)
  expect(unknown(cited)).toEqual([])
})

test('every clause that a setting, schedule or retention class carries, and every one quoted in the code, is in the register', () => {
  expect(unknown(modules.flatMap((m) => [...(m.settings ?? []).flatMap((s) => s.clause ?? []), ...(m.schedules ?? []).flatMap((s) => s.clause ?? []), ...(m.retention ?? []).map((r) => r.clause)]))).toEqual([])
  const sources = ['domains', 'platform', 'web'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => /\.tsx?$/.test(f) && !/\.test\.tsx?$|node_modules/.test(f)).map((f) => `${folder}/${f}`))
  const quoted = sources.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/['"](§[1-8]\.\d(?:-\d+)?)['"]/g)].map((m) => m[1]!))
  expect(quoted.length).toBeGreaterThan(80)
  expect(unknown(quoted)).toEqual([])
})

test('every policy that the register names is a seeded one, and all that quote a clause are named there', () => {
  const codes = new Set(seededPolicies.map((p) => p.code)), named = new Set([...clauseSeeds.flatMap((c) => c.links.policies ?? []), ...printedLimits.map((l) => l.policy)])
  expect([...named].filter((code) => !codes.has(code))).toEqual([])
  expect([...codes].filter((code) => !named.has(code))).toEqual([])
})

test('printed limits are the limits of the policies, except where a ruling says otherwise', () => {
  const ruled = new Set(['A20 response', 'A27 response'])
  for (const l of printedLimits) {
    const limits = seededVersions.find((v) => v.code === l.policy)!.limits.filter((x) => x.kind === l.kind && (l.level === null || x.when.some((c) => c.field === 'level' && c.is?.[0] === l.level)))
    const fits = limits.some((x) => x.target === spanToMs(l.printed) || x.printed?.to === spanToMs(l.printed))
    expect(fits, `${l.row} ${l.kind}`).toBe(true)
    if (!ruled.has(`${l.row} ${l.kind}`)) expect(limits.some((x) => x.target === spanToMs(l.printed)), `${l.row} ${l.kind} is enforced as printed`).toBe(true)
  }
})

test('every screen that the register names has its address in the staff or the customer entry', () => {
  const files = ['web/account-screens.ts', ...readdirSync('domains').map((id) => `domains/${id}/web/index.ts`).filter((file) => existsSync(file))].map((file) => readFileSync(file, 'utf8'))
  // Screens are declared as lists, one route per line, those of the customers after those of the staff (web/README.md).
  const routes = (name: RegExp) => new Set(files.flatMap((text) => text.split(/^export const /m).filter((part) => name.test(part)).flatMap((part) => [...part.matchAll(/\{ path: '([^']+)'/g)].map((m) => m[1]!))))
  const staff = routes(/^(agentScreens|accountScreens)\b/), portal = routes(/^portal\w*Screens\b/)
  expect(staff.size).toBeGreaterThan(10)
  expect(handbookScreens.filter((s) => !(s.portal ? portal : staff).has(s.address)).map((s) => s.address)).toEqual([])
  const ids = new Set(modules.map((m) => m.id))
  expect(handbookScreens.filter((s) => !ids.has(s.module)).map((s) => s.module)).toEqual([])
})
