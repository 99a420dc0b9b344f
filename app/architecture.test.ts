// The rules of the house that neither the compiler nor dependency-cruiser can say.
import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hasMessage, loadMessages } from '../platform/server/i18n.ts'
import { buildRegistry } from '../platform/server/registry.ts'
import { domains } from './domains.ts'
import { modules } from './modules.ts'

test('every folder under domains/ is listed in app/domains.ts, upstream first', () => {
  expect(domains.map((d) => d.id).sort()).toEqual(readdirSync('domains').sort())
  for (const [i, d] of domains.entries()) for (const need of d.needs) if (domains.includes(need)) expect(domains.indexOf(need), `${d.id} needs ${need.id}`).toBeLessThan(i)
})

test('every domain has its README, module, public surface and messages in both languages', () => {
  for (const d of domains) for (const file of ['README.md', 'module.ts', 'public.ts', 'messages/zh-CN.json', 'messages/en.json']) expect(existsSync(`domains/${d.id}/${file}`), `domains/${d.id}/${file}`).toBe(true)
})

test('every permission that an endpoint or a live rule asks for is declared', () => {
  const declared = new Set([...buildRegistry(modules).permissions, 'anyone', 'any-role', 'signed-in'])
  const asked = modules.flatMap((m) => [...(m.routes ?? []).map((r) => r.endpoint.permission), ...(m.live ?? []).map((rule) => rule.permission)])
  expect(asked.filter((permission) => !declared.has(permission))).toEqual([])
})

test('names start with their module, so that a log line says who owns it', () => {
  for (const d of domains) {
    const names = [...(d.jobs ?? []).map((j) => j.name), ...(d.reactions ?? []).map((r) => r.name), ...(d.sweeps ?? []).map((s) => s.name), ...(d.schedules ?? []).map((s) => s.name), ...(d.events ?? []).map((e) => e.name)]
    for (const name of names) expect(name.startsWith(`${d.id}.`), name).toBe(true)
  }
})

test('endpoints are unique and speak plural nouns in lower case', () => {
  const seen = new Set<string>()
  for (const { endpoint } of modules.flatMap((m) => [...(m.routes ?? [])])) {
    const name = `${endpoint.method} ${endpoint.path.replace(/:\w+/g, ':')}`
    expect(seen.has(name), name).toBe(false)
    seen.add(name)
    expect(endpoint.path).toMatch(/^(\/(:[a-zA-Z]+|[a-z0-9-]+(\.json)?))+$/)
    expect(endpoint.summary.length).toBeGreaterThan(3)
  }
})

test('everything that people see has a text: permissions, notices, schedules, settings, problems of endpoints', () => {
  loadMessages(modules)
  const missing: string[] = []
  const must = (key: string) => { if (!hasMessage(key)) missing.push(key) }
  for (const m of modules) {
    for (const p of m.permissions) must(`permission.${p}`)
    for (const n of m.notifications ?? []) { must(`notify.${n.name}.title`); must(`notify.${n.name}.body`) }
    for (const s of m.schedules ?? []) must(`schedule.${s.name}`)
    for (const s of m.settings ?? []) must(`setting.${s.key}`)
    for (const { endpoint } of m.routes ?? []) for (const code of endpoint.errors) must(`problem.${code.replace(/^\d{3} /, '')}.title`)
  }
  expect(missing).toEqual([])
})
