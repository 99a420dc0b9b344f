// The process over HTTP: read by all of support, changed by headquarters, followed by the machine.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCase, caseIn, startCaseProduct, type CaseProduct } from '../../cases/testing.ts'
import { conversations } from '../../conversations/module.ts'
import { handbook } from '../../handbook/module.ts'
import { sla } from '../../sla/module.ts'
import type { Definition } from '../contract/definition.ts'
import { supportProcess } from '../module.ts'

let p: CaseProduct
beforeAll(async () => { p = await startCaseProduct([handbook, conversations, sla, supportProcess]) })
afterAll(() => p.stop())

const drawing = async (): Promise<Definition> => structuredClone((await p.send('h1', 'GET', '/process')).body.definition)
const save = (definition: Definition, who = 'h1', headers = {}) => p.send(who, 'PUT', '/process/draft', { definition }, headers)
const publish = (note = '试行', who = 'h1') => p.send(who, 'POST', '/process/draft/publications', { note })

describe('reading', () => {
  test('R8.1-1 R8.1-4 S-131 every step says department, handler, limit in force and expected result', async () => {
    const { body, status } = await p.send('a1', 'GET', '/process')
    expect(status).toBe(200)
    expect(body).toMatchObject({ version: 1, state: 'live', closed: [], mayDesign: false, draftVersion: null, found: [] })
    for (const s of body.definition.steps.filter((x: { kind: string }) => x.kind === 'step')) expect([s.department, s.handler, s.limit, s.result].every(Boolean), s.id).toBe(true)
    const solve = body.limits.find((l: { step: string }) => l.step === 'solve')
    expect(solve.rows).toEqual(expect.arrayContaining([{ levels: ['A'], target: 'PT48H', clause: '§3.3-2' }].map((row) => expect.objectContaining({ levels: row.levels }))))
    for (const l of body.limits) expect(l.rows.length, `${l.step} ${l.policy}`).toBeGreaterThan(0)
    const conditions = body.doneWhen.find((d: { step: string }) => d.step === 'diagnose').conditions.map((c: { guard: string }) => c.guard)
    expect(conditions).toEqual(expect.arrayContaining(['nature', 'cause']))
    for (const c of body.doneWhen.flatMap((d: { conditions: { text: string }[] }) => d.conditions)) expect(c.text).not.toMatch(/^process\./)
  })
  test('customers have no business with it', async () => { expect((await p.send('c1', 'GET', '/process')).status).toBe(403) })

  test('R8.1-1 live counts: each open case stands at one step, within the reach of who looks', async () => {
    const before = (await p.send('h1', 'GET', '/process/now')).body.steps.find((s: { step: string }) => s.step === 'solve').count
    const c = await caseIn(p, 'solving')
    const at = async (who: string) => (await p.send(who, 'GET', '/process/now')).body.steps.find((s: { step: string }) => s.step === 'solve')
    expect(await at('h1')).toMatchObject({ count: before + 1, oldest: { number: expect.any(String) } })
    expect((await at('r2')).count, 'another region does not see it').toBe(0)
    expect(c.state).toBe('solving')
  })
})

describe('S-131 a changed step', () => {
  test('is drafted and published by headquarters only, and then the drawing shows it', async () => {
    const d = await drawing()
    d.steps.find((s) => s.id === 'solve')!.result = { zh: '方案经复核后实施', en: 'Carried out after a second look' }
    expect((await save(d, 'l1')).status).toBe(403)
    const saved = await save(d)
    expect(saved.body).toMatchObject({ number: 2, changes: ['“Solve”: expected result changed'], found: [] })
    expect((await save(d)).body, 'a second draft does not cover the first').toMatchObject({ code: 'process-draft-there' })
    expect((await save(d, 'h1', { 'if-match': '"9"' })).status).toBe(412)
    const done = await publish()
    expect(done.body).toMatchObject({ version: 2, state: 'live', note: '试行' })
    expect((await p.send('a1', 'GET', '/process')).body.definition.steps.find((s: { id: string }) => s.id === 'solve').result.zh).toBe('方案经复核后实施')
    expect((await p.send('a1', 'GET', '/process/versions/1')).body.definition.steps.find((s: { id: string }) => s.id === 'solve').result.zh).toBe('方案实施并留痕')
    expect((await p.send('a1', 'GET', '/process/versions')).body.items).toMatchObject([{ version: 2, state: 'live', changes: [expect.stringContaining('Solve')] }, { version: 1, state: 'superseded' }])
  })
  test('an unsound drawing is refused with everything that is wrong at once', async () => {
    const d = await drawing()
    d.edges = d.edges.filter((e) => e.to !== 'review' && e.from !== 'archive')
    await save(d)
    const refused = await publish()
    expect(refused.status).toBe(409)
    expect(refused.body.errors.map((e: { code: string }) => e.code)).toEqual(['process.found.unreached', 'process.found.unreached', 'process.found.dead-end'])
    expect(refused.body.errors[0].pointer).toMatch(/^\/definition\/steps\/\d+$/)
    expect((await p.send('h1', 'GET', '/process')).body.version).toBe(2)
    expect((await p.send('h1', 'DELETE' as 'GET', '/process/draft')).status).toBe(200)
    expect((await p.send('h1', 'GET', '/process/draft')).status).toBe(404)
  })
})

test('R8.1-1 the machine follows: without on-site service on the drawing nobody schedules a visit; with it again they do', async () => {
  const c = await caseIn(p, 'solving'), whole = await drawing(), d = structuredClone(whole)
  d.steps = d.steps.filter((s) => s.id !== 'on-site')
  d.edges = d.edges.filter((e) => e.from !== 'on-site' && e.to !== 'on-site')
  expect((await save(d)).body.found).toMatchObject([{ severity: 'warning', code: 'move-closed' }])
  expect((await publish()).status).toBe(200)
  const visit = () => p.send('a1', 'POST', `/cases/${c.id}/transitions`, { to: 'on-site-scheduled', scheduledAt: '2025-03-04T10:00:00+08:00', address: '一号网点', reason: '更换硬件' })
  const refused = await visit()
  expect(refused).toMatchObject({ status: 409, body: { errors: [{ code: 'process.move-closed', clause: '§8.1' }] } })
  const allowed = (await p.send('a1', 'GET', `/cases/${c.id}`)).body.allowed.find((a: { action: string }) => a.action === 'on-site-scheduled')
  expect(allowed).toMatchObject({ ok: false, reasons: [{ code: 'process.move-closed' }] })
  await save(whole)
  await publish('恢复')
  expect((await visit()).status).toBe(200)
  expect((await p.send('a1', 'POST', `/cases/${c.id}/transitions`, { to: 'solving' })).status, 'the way back is never closed').toBe(200)
})

describe('what really happens', () => {
  test('S-235 the paths of a period, and one case against the drawing it began with', async () => {
    const c = await caseIn(p, 'archived')
    const paths = (await p.send('h1', 'GET', '/process/paths')).body
    expect(paths.cases).toBeGreaterThan(0)
    expect(paths.conforming).toBe(paths.cases)
    expect(paths.edges.find((e: { from: string; to: string }) => e.from === 'verify' && e.to === 'feedback')).toMatchObject({ drawn: true })
    expect(paths.variants[0].example.number).toMatch(/\d/)
    const own = (await p.send('a1', 'GET', `/process/cases/${c.id}`)).body
    expect(own).toMatchObject({ score: 1, deviations: [], lists: { five: 5, six: 6, steps: 6, four: 4 } })
    expect(own.path.map((s: { state: string }) => s.state)).toEqual(['new', 'classified', 'assigned', 'responded', 'diagnosing', 'solving', 'verifying', 'resolved', 'awaiting-confirmation', 'confirmed', 'archived'])
    expect((await p.send('r2', 'GET', `/process/cases/${c.id}`)).status).toBe(404)
  })
  test('a period that ends before it begins is refused', async () => {
    expect(await p.send('h1', 'GET', '/process/paths?from=2025-03-03T00:00:00Z&to=2025-03-01T00:00:00Z')).toMatchObject({ status: 400, body: { errors: [{ pointer: '/from' }] } })
  })
  test('only what one may read is counted', async () => {
    await p.send('c1', 'POST', '/cases', aCase())
    const [hq, other] = await Promise.all(['h1', 'r2'].map(async (who) => (await p.send(who, 'GET', '/process/paths')).body.cases as number))
    expect(other).toBeLessThan(hq!)
  })
})
