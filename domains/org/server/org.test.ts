// The organisation by HTTP on a real database, as the people of the acceptance fixture.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessModule } from '../../../platform/server/access/module.ts'
import { actorOf, authenticate, createAccount, createApiToken } from '../../../platform/server/access/public.ts'
import type { TestClock } from '../../../platform/server/clock.ts'
import { SYSTEM, type Ctx } from '../../../platform/server/ctx.ts'
import { Conflict } from '../../../platform/server/errors.ts'
import { files } from '../../../platform/server/files/module.ts'
import { mail } from '../../../platform/server/mail/module.ts'
import { defineModule, reaction } from '../../../platform/server/module.ts'
import { settings } from '../../../platform/server/settings/module.ts'
import { startTestProduct, type TestProduct } from '../../../platform/server/testing.ts'
import { travelTo } from '../../../platform/server/time-travel.ts'
import { PersonDisabling } from '../contract/events.ts'
import { org } from '../module.ts'
import { deputyOf, escalationUnit, expandUnits, findUnitByCode, leadsOf, listStaff, routeUnit, unitName, unitOf } from '../public.ts'

/** Stands in for a domain with open work: whoever is in the list still has some. */
const busy = new Set<string>()
const work = defineModule({
  id: 'work', needs: [], permissions: ['cases.read'], migrations: null, messages: new URL('../messages/', import.meta.url),
  reactions: [reaction({ name: 'work.veto', to: PersonDisabling, when: 'in-transaction', run: async (_ctx, { data }) => {
    if (busy.has(data.personId) && data.reassignTo === null) throw new Conflict('org-open-responsibilities', { count: 3 })
    busy.delete(data.personId)
  } })],
})

let product: TestProduct
const people = new Map<string, { accountId: string; unitId: string | null }>(), units = new Map<string, string>()
const call = async (as: string, method: 'GET' | 'POST' | 'PATCH' | 'PUT', path: string, body?: object, headers: Record<string, string> = {}) => {
  const reply = await product.http!.inject({ method, url: `/api/v1${path}`, headers: { authorization: `Bearer acceptance-${as}`, ...headers }, payload: body })
  return { status: reply.statusCode, headers: reply.headers, body: reply.json() }
}
const inSystem = <T>(run: (ctx: Ctx) => Promise<T>): Promise<T> => product.host.transaction(SYSTEM, run)
const travel = (to: string) => travelTo(product.host, product.host.clock as TestClock, new Date(to), product.services)

beforeAll(async () => {
  product = await startTestProduct({ modules: [accessModule, settings, files, mail, org, work], http: { authenticate } })
  for (const p of (await call('m1', 'GET', '/test/people')).body.items) people.set(p.id, p)
  for (const u of (await call('m1', 'GET', '/org/units')).body.items) units.set(u.code, u.id)
})
afterAll(() => product?.stop())

describe('the fixture', () => {
  test('names everybody with unit and roles', async () => {
    const { body } = await call('m1', 'GET', '/test/people')
    expect(body.items.map((p: { id: string }) => p.id)).toEqual(['A1', 'A2', 'D1', 'E1', 'H1', 'K1', 'L1', 'M1', 'P1', 'Q1', 'R1', 'R2', 'S1', 'S2', 'T1', 'U1', 'U9', 'X1'])
    expect(body.items.find((p: { id: string }) => p.id === 'A1')).toMatchObject({ email: 'a1@acceptance.test', unit: 'F1', roles: ['agent'] })
  })
  test('R1.1-1 R2.1-1 the chart shows four layers and four functions, parents before children', async () => {
    const { body } = await call('a1', 'GET', '/org/units')
    const of = (field: string) => new Set(body.items.map((u: Record<string, string>) => u[field]).filter(Boolean))
    expect(of('layer')).toEqual(new Set(['strategic', 'management', 'execution', 'operation']))
    expect(of('function')).toEqual(new Set(['technical-support', 'customer-service', 'quality-assurance', 'process-management']))
    expect(body.items.map((u: { code: string; depth: number }) => `${u.depth}${u.code}`)).toEqual(['0HQ', '1East', '2CS', '2F1', '1PM', '1QA', '1West', '2F2'])
    expect((await call('a1', 'GET', '/org/units?function=customer-service')).body.items).toHaveLength(1)
    const first = await call('a1', 'GET', '/org/units?limit=3')
    const rest = await call('a1', 'GET', `/org/units?limit=100&cursor=${first.body.nextCursor}`)
    expect([...first.body.items, ...rest.body.items]).toHaveLength(8)
  })
  test('rights are those of the persona', async () => {
    const a1 = await inSystem((ctx) => actorOf(ctx, people.get('A1')!.accountId)), r1 = await inSystem((ctx) => actorOf(ctx, people.get('R1')!.accountId))
    expect([...a1.grants.get('cases.read')!.units].sort()).toEqual([units.get('F1')!, units.get('CS')!].sort())
    expect([...r1.grants.get('cases.read')!.units].sort()).toEqual(['East', 'F1', 'CS'].map((c) => units.get(c)!).sort())
    expect(a1.unitId).toBe(units.get('F1'))
    expect((await inSystem((ctx) => actorOf(ctx, people.get('U1')!.accountId))).grants.get('cases.read')).toMatchObject({ all: false, own: true })
  })
})

describe('S-115 least privilege', () => {
  test('a person without roles sees empty lists and may write nothing', async () => {
    await inSystem(async (ctx) => { const { id } = await createAccount(ctx, { kind: 'staff', email: 'nobody@acceptance.test', name: 'N' }); await createApiToken(ctx, { accountId: id, name: 't', token: 'acceptance-nobody' }) })
    for (const path of ['/org/units', '/org/people', '/org/posts', '/org/roles', '/org/routing-rules']) expect(await call('nobody', 'GET', path)).toMatchObject({ status: 200, body: { items: [] } })
    expect((await call('nobody', 'GET', `/org/units/${units.get('HQ')}`)).status).toBe(404)
    expect((await call('nobody', 'POST', '/org/units', { nameZh: 'x', tier: 'frontline' })).status).toBe(403)
    expect((await call('nobody', 'POST', `/org/people/${people.get('A1')!.accountId}/deputies`, { deputyId: people.get('A2')!.accountId })).status).toBe(403)
    for (const who of ['a1', 'r1', 'q1', 'u9', 'u1']) expect((await call(who, 'PATCH', `/org/units/${units.get('F1')}`, { nameZh: 'x' })).status).toBe(403)
  })
})

describe('units', () => {
  test('R1.1-6 a frontline team under nothing is refused with the clause', async () => {
    const refused = await call('m1', 'POST', '/org/units', { nameZh: '孤队', tier: 'frontline' })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/parentId', code: 'org.parent-missing', clause: '§1.1' }] } })
    expect(refused.body.errors[0].detail).toContain('上级')
    expect((await call('m1', 'POST', '/org/units', { nameZh: '错队', tier: 'frontline', parentId: units.get('HQ') })).body.errors[0].code).toBe('org.parent-tier')
    expect((await call('m1', 'POST', '/org/units', { nameZh: '重复', tier: 'frontline', parentId: units.get('East'), code: 'f1' })).status).toBe(409)
  })
  test('R1.1-12 a split announced for tomorrow: the old structure today, the new one tomorrow, and history', async () => {
    const made = await call('m1', 'POST', '/org/units', { nameZh: 'F1 二组', tier: 'frontline', parentId: units.get('East'), code: 'F1B', effectiveFrom: '2025-03-04T00:00:00+08:00' })
    expect(made.status).toBe(201)
    const renamed = await call('m1', 'PATCH', `/org/units/${units.get('F1')}`, { nameZh: 'F1 一组', effectiveFrom: '2025-03-04T00:00:00+08:00', reason: '拆分' })
    expect(renamed.body).toMatchObject({ nameZh: '技术支持部 F1 组', version: 2, validTo: '2025-03-03T16:00:00.000Z' })
    const names = async (asOf: string) => (await call('a1', 'GET', `/org/units?parentId=${units.get('East')}&asOf=${encodeURIComponent(asOf)}`)).body.items.map((u: { nameZh: string }) => u.nameZh)
    expect(await names('2025-03-03T12:00:00+08:00')).toEqual(['客户服务部', '技术支持部 F1 组'])
    expect(await names('2025-03-04T12:00:00+08:00')).toEqual(['客户服务部', 'F1 一组', 'F1 二组'])
    expect((await call('m1', 'GET', `/org/units/${units.get('F1')}/history`)).body.items).toHaveLength(2)
    expect(await inSystem((ctx) => expandUnits(ctx, [units.get('East')!]))).not.toContain(made.body.id)
    await travel('2025-03-04T08:00:00+08:00')
    expect(await names('2025-03-04T12:00:00+08:00')).toEqual(['客户服务部', 'F1 一组', 'F1 二组'])
    expect(await inSystem((ctx) => expandUnits(ctx, [units.get('East')!]))).toContain(made.body.id)
    expect((await inSystem((ctx) => actorOf(ctx, people.get('R1')!.accountId))).grants.get('cases.read')!.units.has(made.body.id)).toBe(true)
  })
  test('two who edit the same unit: the second is told', async () => {
    const path = `/org/units/${units.get('F2')}`, { headers } = await call('m1', 'GET', path)
    expect(headers.etag).toBe('"1"')
    expect((await call('m1', 'PATCH', path, { serviceArea: '西南' }, { 'if-match': '"1"' })).status).toBe(200)
    expect((await call('h1', 'PATCH', path, { serviceArea: '西北' }, { 'if-match': '"1"' })).status).toBe(412)
  })
  test('a unit is closed only when nobody stands there any more', async () => {
    const blocked = await call('m1', 'POST', `/org/units/${units.get('East')}/closings`, { reason: '合并' })
    expect(blocked).toMatchObject({ status: 409, body: { code: 'org-unit-in-use' } })
    expect(blocked.body.errors.map((e: { code: string }) => e.code)).toEqual(['org.has-units', 'org.has-posts'])
    const made = await call('m1', 'POST', '/org/units', { nameZh: '临时组', tier: 'frontline', parentId: units.get('West') })
    const closing = await call('m1', 'POST', `/org/units/${made.body.id}/closings`, { reason: '撤销', successorId: units.get('F2'), effectiveFrom: '2025-03-05T00:00:00+08:00' })
    expect(closing.body.state).toBe('closing')
    await travel('2025-03-05T01:00:00+08:00')
    expect((await call('m1', 'GET', `/org/units/${made.body.id}`)).body.state).toBe('closed')
    expect(await call('m1', 'PATCH', `/org/units/${made.body.id}`, { nameZh: 'x' })).toMatchObject({ status: 409, body: { code: 'org-unit-closed' } })
  })
  test('wrong input is answered with what to do, in both languages', async () => {
    const zh = await call('m1', 'POST', '/org/units', { nameZh: '', tier: 'village', colour: 'red' })
    expect(zh.status).toBe(400)
    expect(zh.body.errors.map((e: { pointer: string }) => e.pointer).sort()).toEqual(['/colour', '/nameZh', '/tier'])
    const en = await call('m1', 'POST', '/org/units', { nameZh: 'a', tier: 'frontline', parentId: units.get('East'), effectiveFrom: '2020-01-01T00:00:00Z' }, { 'accept-language': 'en' })
    expect(en.body.errors[0].detail).toMatch(/passed/)
    expect((await call('m1', 'GET', '/org/units?asOf=yesterday')).status).toBe(400)
    expect((await call('m1', 'GET', '/org/units?cursor=%F0%9F%98%80')).status).toBe(400)
  })
})

describe('people', () => {
  test('S-143 lending an engineer gives the rights there for these days only', async () => {
    const a2 = people.get('A2')!.accountId
    const given = await call('m1', 'POST', '/org/posts', { personId: a2, unitId: units.get('F2'), role: 'agent', validFrom: '2025-03-10T00:00:00+08:00', validTo: '2025-03-15T00:00:00+08:00' })
    expect(given).toMatchObject({ status: 201, body: { main: false, role: 'agent' } })
    const reach = async () => (await inSystem((ctx) => actorOf(ctx, a2))).grants.get('cases.read')!.units.has(units.get('F2')!)
    expect(await reach()).toBe(false)
    await travel('2025-03-10T09:00:00+08:00')
    expect(await reach()).toBe(true)
    expect((await call('r2', 'GET', `/org/people?unitId=${units.get('West')}`)).body.items.map((p: { id: string }) => p.id)).toContain(a2)
    await travel('2025-03-15T09:00:00+08:00')
    expect(await reach()).toBe(false)
    expect(await inSystem((ctx) => unitOf(ctx, a2))).toMatchObject({ code: 'F1' })
  })
  test('S-128 who is still responsible for something is not disabled until it is handed over', async () => {
    const a1 = people.get('A1')!.accountId, path = `/org/people/${a1}/disablings`
    busy.add(a1)
    expect(await call('m1', 'POST', path, { reason: '离职' })).toMatchObject({ status: 409, body: { code: 'org-open-responsibilities', detail: expect.stringContaining('3') } })
    expect((await call('m1', 'GET', `/org/people/${a1}`)).body.state).toBe('active')
    expect(await call('m1', 'POST', path, { reason: '离职', reassignTo: people.get('A2')!.accountId })).toMatchObject({ status: 200, body: { state: 'disabled' } })
    expect((await call('a1', 'GET', '/org/units')).status).toBe(401)
    expect((await inSystem((ctx) => listStaff(ctx, { unitId: units.get('F1') }))).map((p) => p.id)).not.toContain(a1)
    expect((await call('m1', 'POST', `/org/people/${a1}/enablings`)).body.state).toBe('active')
    expect((await call('m1', 'POST', `/org/people/${people.get('M1')!.accountId}/disablings`, { reason: 'x' })).body.code).toBe('org-disable-self')
  })
  test('a person is invited with a post, and changed; the account follows', async () => {
    const made = await call('m1', 'POST', '/org/people', { name: '新人', email: 'New@acceptance.test', languages: ['zh', 'en'], post: { unitId: units.get('F2'), role: 'agent', title: '工程师' } })
    expect(made).toMatchObject({ status: 201, body: { email: 'new@acceptance.test', unit: { id: units.get('F2') }, roles: ['agent'], languages: ['zh', 'en'], version: 1 } })
    const letters = await sql<{ text: string }>`select text_body as text from mail_outbox where recipients = array['new@acceptance.test']`.execute(product.host.db)
    expect(letters.rows.map((letter) => letter.text)).toEqual([expect.stringMatching(/\/invitation#\S{20,}/)])
    expect((await call('m1', 'POST', '/org/people', { name: '同址', email: 'new@acceptance.test' })).status).toBe(409)
    const changed = await call('m1', 'PATCH', `/org/people/${made.body.id}`, { name: '新名', phone: '+86 21 5555 0100' }, { 'if-match': '"1"' })
    expect(changed.body).toMatchObject({ name: '新名', phone: '+86 21 5555 0100', version: 2 })
    expect((await inSystem((ctx) => actorOf(ctx, made.body.id))).name).toBe('新名')
    expect((await call('m1', 'PATCH', `/org/people/${made.body.id}`, { name: '旧' }, { 'if-match': '"1"' })).status).toBe(412)
  })
  test('nobody hands out more than the own reach', async () => {
    const post = { personId: people.get('A2')!.accountId, unitId: units.get('HQ'), role: 'admin' }
    expect(await call('h1', 'POST', '/org/posts', post)).toMatchObject({ status: 403, body: { code: 'org-role-above' } })
    expect((await call('m1', 'POST', '/org/posts', { ...post, role: 'wizard' })).body.code).toBe('org-role-unknown')
  })
  test('a deputy stands in from the moment named', async () => {
    const [l1, a2] = [people.get('L1')!.accountId, people.get('A2')!.accountId]
    expect((await call('l1', 'POST', `/org/people/${l1}/deputies`, { deputyId: a2, validFrom: '2025-03-20T00:00:00+08:00', validTo: '2025-03-21T00:00:00+08:00' })).status).toBe(201)
    expect(await inSystem((ctx) => deputyOf(ctx, l1))).toBeNull()
    await travel('2025-03-20T12:00:00+08:00')
    expect(await inSystem((ctx) => deputyOf(ctx, l1))).toBe(a2)
    expect((await call('l1', 'GET', `/org/people/${l1}`)).body.deputy.id).toBe(a2)
    expect((await call('a2', 'POST', `/org/people/${l1}/deputies`, { deputyId: a2 })).status).toBe(403)
    expect((await call('l1', 'POST', `/org/people/${l1}/deputies`, { deputyId: l1 })).body.errors[0].code).toBe('org.deputy-unfit')
  })
  test('search by name, and pages', async () => {
    expect((await call('a1', 'GET', `/org/people?q=${encodeURIComponent('周')}`)).body.items.map((p: { name: string }) => p.name)).toEqual(['周立'])
    const first = await call('a1', 'GET', '/org/people?limit=5'), second = await call('a1', 'GET', `/org/people?limit=100&cursor=${first.body.nextCursor}`)
    expect(new Set([...first.body.items, ...second.body.items].map((p: { id: string }) => p.id)).size).toBe(first.body.items.length + second.body.items.length)
  })
})

describe('what others ask', () => {
  test('R1.1-6 escalation follows the tree, and leads are found by tier', async () => {
    await inSystem(async (ctx) => {
      expect(await escalationUnit(ctx, units.get('F1')!)).toBe(units.get('East'))
      expect(await escalationUnit(ctx, units.get('HQ')!)).toBeNull()
      for (const [unit, lead] of [['F1', 'L1'], ['East', 'R1'], ['HQ', 'H1']] as const) expect(await leadsOf(ctx, units.get(unit)!)).toEqual([people.get(lead)!.accountId])
      expect(await unitName(ctx, units.get('HQ')!)).toBe('总部技术支持中心')
      expect(await findUnitByCode(ctx, 'east')).toBe(units.get('East'))
    })
  })
  test('S-164 enquiries land in customer service, faults in technical support; rules can be replaced', async () => {
    const lands = (work: Parameters<typeof routeUnit>[1]) => inSystem((ctx) => routeUnit(ctx, work))
    expect(await lands({ serviceLine: 'enquiry' })).toBe(units.get('CS'))
    expect(await lands({ serviceLine: 'technical-support', requesterType: 'internal' })).toBe(units.get('F1'))
    expect(await lands({ serviceLine: 'technical-support', regionId: units.get('West') })).toBe(units.get('F2'))
    expect(await lands({ serviceLine: 'technical-support', regionId: units.get('East') })).toBe(units.get('F1'))
    expect((await call('r1', 'PUT', '/org/routing-rules', { rules: [] })).status).toBe(403)
    expect((await call('m1', 'PUT', '/org/routing-rules', { rules: [{ unitId: people.get('A1')!.accountId }] })).body.errors[0].pointer).toBe('/rules/0/unitId')
    expect((await call('m1', 'PUT', '/org/routing-rules', { rules: [{ problemClass: 'data-security', unitId: units.get('HQ') }, { unitId: units.get('F2') }] })).body.items).toHaveLength(2)
    expect(await lands({ problemClass: 'data-security' })).toBe(units.get('HQ'))
    expect(await lands({})).toBe(units.get('F2'))
  })
  test('26 roles, each with a layer', async () => {
    const { body } = await call('a1', 'GET', '/org/roles')
    expect(body.items).toHaveLength(26)
    expect(body.items.every((r: { layer: string }) => ['strategic', 'management', 'execution', 'operation'].includes(r.layer))).toBe(true)
    expect(body.items.filter((r: { privileged: boolean }) => r.privileged).map((r: { code: string }) => r.code)).toEqual(['admin', 'auditor', 'hq-manager', 'security', 'sysadmin'])
    expect((await call('a1', 'GET', '/org/roles?layer=strategic', undefined, { 'accept-language': 'en' })).body.items.map((r: { name: string }) => r.name)).toEqual(['Executive'])
  })
})
