// Cases over HTTP, as the people of the fixture meet them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCase, caseIn, RESULT, startCaseProduct, type CaseProduct } from '../testing.ts'

let product: CaseProduct
beforeAll(async () => { product = await startCaseProduct() })
afterAll(() => product.stop())

const move = (who: string, id: string, body: object, headers?: Record<string, string>) => product.send(who, 'POST', `/cases/${id}/transitions`, body, headers)
const get = (who: string, id: string) => product.send(who, 'GET', `/cases/${id}`)
const codes = (answer: { body: any }) => answer.body.errors.map((e: { code: string }) => e.code)
const events = async (id: string, who = 'a1') => (await product.send(who, 'GET', `/cases/${id}/timeline?limit=200`)).body.items as { name: string; changes: { field: string; from: unknown; to: unknown }[]; reason: string | null; title: string; by: { name: string } }[]

describe('opening', () => {
  test('a case gets its number by day, its line, its unit and its customer', async () => {
    const opened = await product.send('c1', 'POST', '/cases', { title: '登录失败', description: '提示密码错误', channel: 'portal' })
    expect(opened.status).toBe(201)
    expect(opened.body.number).toMatch(/^HY-250303-\d{4,}$/)
    expect(opened.body).toMatchObject({ state: 'new', serviceLine: 'technical-support', requesterType: 'customer', unread: true, version: 1, firstOwner: null, handler: null })
    expect(opened.body.customer).toMatchObject({ number: 'KH-0001', tier: 'normal' })
    expect([...product.units.values()]).toContain(opened.body.unit.id)
    expect(opened.headers.etag).toBe('"1"')
  })

  test('class and three factors classify a new case by themselves', async () => {
    expect((await product.send('c1', 'POST', '/cases', aCase())).body.state).toBe('classified')
    expect((await product.send('c1', 'POST', '/cases', aCase({ impact: undefined }))).body.state).toBe('new')
    expect((await product.send('c1', 'POST', '/cases', aCase({ serviceLine: 'after-sales', urgency: undefined, impact: undefined, complexity: undefined }))).body.state).toBe('classified')
    expect((await product.send('c1', 'POST', '/cases', aCase({ serviceLine: 'enquiry', problemClass: undefined, urgency: undefined, impact: undefined, complexity: undefined }))).body.state, 'nobody said of what class it is').toBe('new')
  })

  test('S-034 an internal report without symptom is refused; without version it is saved and the version is asked for', async () => {
    const refused = await product.send('u1', 'POST', '/cases', { title: '打印失败', expectedResult: '能打印' })
    expect(refused.status).toBe(400)
    expect(refused.body.errors).toContainEqual(expect.objectContaining({ pointer: '/description' }))
    const saved = await product.send('u1', 'POST', '/cases', { title: '打印失败', description: '点打印没有反应', occurredAt: '2025-03-03T08:30:00+08:00', expectedResult: '能打印' })
    expect(saved.status).toBe(201)
    expect(saved.body).toMatchObject({ requesterType: 'internal', missingFacts: ['attachments', 'systemVersion'], flags: ['needs-facts'] })
    const given = await product.send('u1', 'PATCH', `/cases/${saved.body.id}`, { systemVersion: 'V2.3.1' })
    expect(given.body.missingFacts).toEqual(['attachments'])
  })

  test('requesters ask for themselves, staff for a contact, and the type must fit', async () => {
    const c1 = product.people.get('c1')!
    expect((await product.send('c1', 'POST', '/cases', aCase({ requesterId: product.people.get('v1') }))).status).toBe(400)
    expect((await product.send('c1', 'POST', '/cases', aCase({ requesterType: 'internal' }))).status).toBe(400)
    expect((await product.send('a1', 'POST', '/cases', aCase({ requesterType: 'customer' }))).body.errors[0]).toMatchObject({ pointer: '/requesterId', code: 'case.requester-needed' })
    const behalf = await product.send('a1', 'POST', '/cases', aCase({ requesterId: c1, channel: 'phone' }))
    expect(behalf.body).toMatchObject({ requester: { id: c1 }, requesterType: 'customer', firstOwner: { id: product.people.get('a1') } })
    const unknown = await product.send('a1', 'POST', '/cases', aCase({ requester: { name: '新客户', email: 'somebody@new.example' } }))
    expect(unknown.body).toMatchObject({ requester: { name: '新客户' }, requesterType: 'customer', customer: null })
    const again = await product.send('a1', 'POST', '/cases', aCase({ requester: { name: '新客户', email: 'Somebody@New.example' } }))
    expect(again.body.requester.id).toBe(unknown.body.requester.id)
    expect((await product.send('a1', 'POST', '/cases', aCase({ requester: { name: '无地址' } }))).status).toBe(400)
  })

  test('nonsense is refused field by field, never with a 500', async () => {
    const bad = await product.send('c1', 'POST', '/cases', { ...aCase(), urgency: 'extreme', occurredAt: 'yesterday', nosuch: 1, title: '' })
    expect(bad.status).toBe(400)
    expect(bad.body.errors.map((e: { pointer: string }) => e.pointer).sort()).toEqual(['/nosuch', '/occurredAt', '/title', '/urgency'])
    expect((await product.send('c1', 'POST', '/cases', aCase({ occurredAt: '2026-01-01T00:00:00Z' }))).status).toBe(400)
    expect((await product.send('c1', 'POST', '/cases', aCase({ attachments: ['01900000-0000-7000-8000-00000000dead'] }))).status).toBe(400)
    for (const [field, value] of [['followsCaseId', '01900000-0000-7000-8000-00000000dead'], ['customerId', '01900000-0000-7000-8000-00000000dead'], ['requesterType', 'internal']]) {
      const refused = await product.send('c1', 'POST', '/cases', aCase({ [field!]: value }))
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, `/${field}`])
    }
  })
})

describe('seeing', () => {
  test('S-040 the requester sees the own case without what stays inside; another customer does not find it', async () => {
    const done = await caseIn(product, 'verifying')
    const own = (await get('c1', done.id)).body
    expect(own).toMatchObject({ state: 'verifying', cause: null, evidence: null, review: null })
    expect((await get('a1', done.id)).body.cause).toBe('索引损坏')
    expect(own.firstOwner.name).toBe('陈安')
    expect((await get('v1', done.id)).status).toBe(404)
    expect((await product.send('v1', 'GET', `/cases/${done.id}/timeline`)).status).toBe(404)
    const seen = await events(done.id, 'c1')
    expect(seen.map((e) => e.name)).not.toContain('cases.transfer-offered@1')
    expect(seen.every((e) => e.changes.length === 0)).toBe(true)
    expect((await product.send('c1', 'GET', `/cases/by-number/${done.number.toLowerCase()}`)).body.id).toBe(done.id)
  })

  test('S-044 who is not cleared sees of a data-security case the number and the state only', async () => {
    const opened = await product.send('c1', 'POST', '/cases', aCase({ title: '客户资料泄露', problemClass: 'data-security' }))
    const { id, number } = opened.body
    expect(opened.body.title).toBe('客户资料泄露')
    const blind = (await get('a1', id)).body
    expect(blind).toMatchObject({ number, state: 'classified', restricted: true, title: '', description: '', requester: { name: '' }, allowed: [] })
    const listed = (await product.send('a1', 'GET', '/cases?view=open&limit=200')).body.items.find((c: { id: string }) => c.id === id)
    expect(listed).toMatchObject({ restricted: true, title: '' })
    expect((await product.send('a1', 'GET', `/cases?q=${encodeURIComponent('泄露')}`)).body.items).toEqual([])
    for (const path of ['timeline', 'transfers', 'vendor-contacts', 'record']) expect((await product.send('a1', 'GET', `/cases/${id}/${path}`)).status, path).toBe(403)
    expect((await move('a1', id, { to: 'assigned' })).body.code).toBe('case-restricted')
    expect((await get('x1', id)).body).toMatchObject({ restricted: false, title: '客户资料泄露' })
    const taken = await move('x1', id, { to: 'assigned' })
    expect(taken.body).toMatchObject({ state: 'assigned', handler: { id: product.people.get('x1') } })
    const walk = [{ to: 'responded', reply: '收到', owner: '许安', nextStep: '查日志', expectedAt: '2025-03-03T12:00:00+08:00' }, { to: 'diagnosing' }, { to: 'solving', nature: 'software', cause: '权限' }, { to: 'verifying', planExecuted: true, solution: '收回权限' }, { to: 'resolved', retest: 'pass', stability: 'pass' }]
    for (const step of walk) expect((await move('x1', id, step)).status, step.to).toBe(200)
    const refused = await move('x1', id, { to: 'awaiting-confirmation', result: RESULT })
    expect(refused.status).toBe(409)
    expect(codes(refused)).toEqual(['case.guard.compliance'])
    await product.send('x1', 'PATCH', `/cases/${id}`, { compliance: { affectedData: '姓名、电话', persons: '3 人', legalDuty: '通知监管', noticeNeeded: true, evidence: '日志' } })
    expect((await move('x1', id, { to: 'awaiting-confirmation', result: RESULT })).status).toBe(200)
  })

  test('a case that turns out to be about data security leaves uncleared hands', async () => {
    const open = await caseIn(product, 'diagnosing')
    const changed = await product.send('a1', 'PATCH', `/cases/${open.id}`, { problemClass: 'data-security', reason: '发现资料外泄' })
    expect(changed.body).toMatchObject({ restricted: true, title: '' })
    expect((await get('x1', open.id)).body).toMatchObject({ handler: null, problemClass: 'data-security', firstOwner: { name: '陈安' } })
    expect((await move('x1', open.id, { to: 'assigned' })).body).toMatchObject({ state: 'diagnosing', handler: { id: product.people.get('x1') } })
  })
})

describe('moving', () => {
  test('S-041 stages cannot be skipped: archiving a new case names every missing stage', async () => {
    const opened = (await product.send('c1', 'POST', '/cases', aCase())).body
    const refused = await move('k1', opened.id, { to: 'archived' })
    expect(refused.status).toBe(409)
    expect(refused.body.code).toBe('case-guard')
    expect(codes(refused)).toEqual(['assigned', 'responded', 'diagnosing', 'solving', 'verifying', 'resolved', 'awaiting-confirmation', 'confirmed'].map((s) => `case.stage.${s}`))
    expect(refused.body.errors[0].detail).toBe('The stage “Assigned” is missing.')
    expect(refused.body.errors[0].clause).toBe('§1.2')
  })

  test('classification needs class and three factors, and names each that is missing', async () => {
    const opened = (await product.send('c1', 'POST', '/cases', { title: '慢', description: '很慢' })).body
    const refused = await move('a1', opened.id, { to: 'classified', urgency: 'low' })
    expect(refused.status).toBe(409)
    expect(refused.body.errors.map((e: { pointer: string }) => e.pointer)).toEqual(['/problemClass', '/complexity', '/impact'])
    const done = await move('a1', opened.id, { to: 'classified', problemClass: 'user-operation', urgency: 'low', complexity: 'low', impact: 'one-person' })
    expect(done.body).toMatchObject({ state: 'classified', problemClass: 'user-operation' })
    expect((await move('c1', opened.id, { to: 'classified' })).status).toBe(403)
  })

  test('assigning: a lead names one fit handler, an agent takes a free case for themselves', async () => {
    const a = (await product.send('c1', 'POST', '/cases', aCase())).body, b = (await product.send('c1', 'POST', '/cases', aCase())).body
    expect(codes(await move('l1', a.id, { to: 'assigned' }))).toEqual(['case.guard.handler'])
    expect(codes(await move('l1', a.id, { to: 'assigned', handlerId: product.people.get('c1') }))).toEqual(['case.guard.handler-unfit'])
    const direct = await move('l1', a.id, { to: 'assigned', handlerId: product.people.get('a1') })
    expect(direct.body).toMatchObject({ state: 'assigned', handler: { name: '陈安' }, firstOwner: null })
    expect((await move('a1', b.id, { to: 'assigned', handlerId: product.people.get('a2') })).status).toBe(403)
    const taken = await move('a1', b.id, { to: 'assigned' })
    expect(taken.body).toMatchObject({ handler: { name: '陈安' }, firstOwner: { name: '陈安' } })
    expect((await move('a2', b.id, { to: 'responded' })).body.code).toBe('case-role')
    const other = await move('l1', b.id, { to: 'assigned', handlerId: product.people.get('a2'), reason: '换班' })
    expect(other.body).toMatchObject({ state: 'assigned', handler: { name: '李岚' }, firstOwner: { name: '陈安' } })
  })

  test('a response needs owner, next step and expected time, and a severity for after-sales', async () => {
    const tech = await caseIn(product, 'assigned'), sales = await caseIn(product, 'assigned', 'c1', { serviceLine: 'after-sales' })
    expect((await move('a1', tech.id, { to: 'responded', reply: '收到' })).body.errors.map((e: { pointer: string }) => e.pointer)).toEqual(['/owner', '/nextStep', '/expectedAt'])
    const full = { to: 'responded', reply: '收到', owner: '陈安', nextStep: '检查', expectedAt: '2025-03-03T10:00:00+08:00' }
    expect(codes(await move('a1', sales.id, full))).toEqual(['case.guard.severity'])
    expect((await move('a1', sales.id, { ...full, severity: 'major' })).body).toMatchObject({ state: 'responded', severity: 'major', firstOwner: { name: '陈安' }, response: { owner: '陈安', nextStep: '检查' } })
  })

  test('S-148 solving does not start without a nature', async () => {
    const open = await caseIn(product, 'diagnosing')
    const refused = await move('a1', open.id, { to: 'solving', cause: '索引' })
    expect(refused.status).toBe(409)
    expect(codes(refused)).toEqual(['case.guard.nature'])
  })

  test('S-043 a configuration change without the security check cannot be resolved', async () => {
    const open = await caseIn(product, 'solving', 'c1', { problemClass: 'application-configuration' })
    const plan = { to: 'verifying', solution: '改回配置', planExecuted: true, configurationChecks: { stability: 'pass', security: 'fail' } }
    const refused = await move('a1', open.id, plan)
    expect(codes(refused)).toEqual(['case.guard.configuration-checks'])
    expect(refused.body.errors[0]).toMatchObject({ pointer: '/configurationChecks/security', clause: '§3.1-2' })
    await move('a1', open.id, { ...plan, configurationChecks: { stability: 'pass', security: 'pass' } })
    expect((await move('a1', open.id, { to: 'resolved', retest: 'pass', stability: 'pass', configurationChecks: { stability: 'pass', security: 'fail' } })).status).toBe(409)
    expect((await move('a1', open.id, { to: 'resolved', retest: 'pass', stability: 'pass' })).status).toBe(200)
  })

  test('resolved needs retest and stability; each that failed is named', async () => {
    const open = await caseIn(product, 'verifying')
    expect(codes(await move('a1', open.id, { to: 'resolved' }))).toEqual(['case.guard.retest', 'case.guard.stability'])
    expect(codes(await move('a1', open.id, { to: 'resolved', retest: 'pass', stability: 'fail' }))).toEqual(['case.guard.stability'])
    expect((await move('a1', open.id, { to: 'solving' })).body.state).toBe('solving')
  })

  test('waiting states come back to what they interrupted, and on from there', async () => {
    const early = await caseIn(product, 'assigned')
    expect(codes(await move('a1', early.id, { to: 'waiting-requester', reason: '版本号' }))).toEqual(['case.stage.responded'])
    const open = await caseIn(product, 'diagnosing')
    expect((await move('a1', open.id, { to: 'waiting-requester', reason: '日志' })).body).toMatchObject({ state: 'waiting-requester', waiting: { reason: '日志' } })
    expect((await move('a1', open.id, { to: 'waiting-vendor', vendor: '云厂商' })).body).toMatchObject({ state: 'waiting-vendor', outsideService: true })
    expect((await move('a1', open.id, { to: 'resolved', retest: 'pass', stability: 'pass' })).status).toBe(409)
    expect((await move('a1', open.id, { to: 'diagnosing' })).body).toMatchObject({ state: 'diagnosing', waiting: null })
    expect(codes(await move('a1', open.id, { to: 'on-site-scheduled' }))).toEqual(['case.guard.visit'])
    await move('a1', open.id, { to: 'on-site-scheduled', scheduledAt: '2025-03-04T10:00:00+08:00', address: '上海市世纪大道 1 号' })
    expect((await move('a1', open.id, { to: 'solving', nature: 'hardware', cause: '硬盘' })).body.state).toBe('solving')
  })

  test('merging and cancelling need a reason and end the case', async () => {
    const a = await caseIn(product, 'assigned'), b = (await product.send('c1', 'POST', '/cases', aCase())).body, foreign = (await product.send('v1', 'POST', '/cases', aCase())).body
    expect(codes(await move('l1', a.id, { to: 'merged', into: foreign.id, reason: '同一问题' }))).toEqual(['case.guard.merge-party'])
    expect(codes(await move('l1', a.id, { to: 'merged', into: a.id }))).toEqual(['case.guard.merge-target'])
    const merged = await move('l1', a.id, { to: 'merged', into: b.id, reason: '同一问题' })
    expect(merged.body).toMatchObject({ state: 'merged', mergedInto: b.id, links: expect.arrayContaining([expect.objectContaining({ id: b.id, kind: 'merged' })]) })
    expect(codes(await move('c1', b.id, { to: 'cancelled' }))).toEqual(['case.guard.reason'])
    expect((await move('c1', b.id, { to: 'cancelled', reason: '自己修好了' })).body).toMatchObject({ state: 'cancelled', cancelReason: '自己修好了' })
    expect((await product.send('a1', 'PATCH', `/cases/${b.id}`, { title: '改' })).body.code).toBe('case-archived')
  })

  test('two people cannot move the same version', async () => {
    const open = await caseIn(product, 'responded')
    expect((await move('a1', open.id, { to: 'diagnosing' }, { 'if-match': `"${open.version}"` })).status).toBe(200)
    expect((await move('a1', open.id, { to: 'solving', nature: 'software', cause: 'x' }, { 'if-match': `"${open.version}"` })).status).toBe(412)
  })

  test('what is allowed is what the transitions accept, with the reason where not', async () => {
    const open = await caseIn(product, 'diagnosing')
    const forHandler = (await get('a1', open.id)).body.allowed as { action: string; ok: boolean; needs: string[]; reasons: { code: string }[] }[]
    expect(forHandler.find((a) => a.action === 'solving')).toMatchObject({ ok: true, needs: ['nature', 'cause'], reasons: [] })
    const forOther = (await get('a2', open.id)).body.allowed as typeof forHandler
    expect(forOther.find((a) => a.action === 'solving')).toMatchObject({ ok: false, reasons: [{ code: 'case.role.handler', clause: '§1.2' }] })
    expect((await get('c1', open.id)).body.allowed).toEqual([])
    expect((await get('q1', open.id)).body.allowed.every((a: { ok: boolean }) => !a.ok)).toBe(true)
  })
})

describe('editing', () => {
  test('S-026 reclassifying needs a reason; the audit trail shows old and new values', async () => {
    const opened = (await product.send('u1', 'POST', '/cases', { title: '字体偏小', description: '显示异常', effects: ['display-problem'] })).body
    const refused = await product.send('a1', 'PATCH', `/cases/${opened.id}`, { effects: ['business-interrupted'] })
    expect(refused.status).toBe(400)
    expect(refused.body.errors).toEqual([expect.objectContaining({ pointer: '/reason', code: 'case.guard.reason', clause: '§1.2' })])
    const changed = await product.send('a1', 'PATCH', `/cases/${opened.id}`, { effects: ['business-interrupted'], reason: '实际业务中断' })
    expect(changed.status).toBe(200)
    const entry = (await events(opened.id)).find((e) => e.name === 'cases.case-reclassified@1')!
    expect(entry).toMatchObject({ reason: '实际业务中断', changes: [{ field: 'effects', from: ['Display problem'], to: ['Business interrupted'] }] })
    expect((await move('a1', opened.id, { to: 'classified', problemClass: 'system-fault', urgency: 'high', complexity: 'low', impact: 'several-users' })).body.state).toBe('classified')
    expect((await move('a1', opened.id, { to: 'classified', urgency: 'low' })).status).toBe(400)
    expect((await move('a1', opened.id, { to: 'classified', urgency: 'low', reason: '可以等' })).body).toMatchObject({ state: 'classified', urgency: 'low' })
  })

  test('a level set by hand needs a reason and the scale of the case (CL-14)', async () => {
    const opened = (await product.send('c1', 'POST', '/cases', aCase())).body
    expect((await product.send('a1', 'PATCH', `/cases/${opened.id}`, { level: 'A', reason: '急' })).body.errors[0]).toMatchObject({ pointer: '/level', code: 'case.guard.level-scale' })
    expect((await product.send('a1', 'PATCH', `/cases/${opened.id}`, { level: 'URGENT' })).status).toBe(400)
    expect((await product.send('a1', 'PATCH', `/cases/${opened.id}`, { level: 'URGENT', reason: '客户董事会在用' })).body).toMatchObject({ level: 'URGENT', levelByHand: true })
    expect((await product.send('c1', 'PATCH', `/cases/${opened.id}`, { urgency: 'high' })).status).toBe(403)
    expect((await product.send('c1', 'PATCH', `/cases/${opened.id}`, { systemVersion: 'V3' })).body.systemVersion).toBe('V3')
  })

  test('the outside mark is set by class, cleared with a reason, and stays once the vendor was contacted (CL-06)', async () => {
    const opened = (await product.send('u1', 'POST', '/cases', aCase({ problemClass: 'third-party-service' }))).body
    expect(opened.outsideService).toBe(true)
    expect((await product.send('a1', 'PATCH', `/cases/${opened.id}`, { outsideService: false })).status).toBe(400)
    expect((await product.send('a1', 'PATCH', `/cases/${opened.id}`, { outsideService: false, reason: '内部原因' })).body.outsideService).toBe(false)
    const contact = await product.send('a1', 'POST', `/cases/${opened.id}/vendor-contacts`, { vendor: '云厂商', result: '已报障', ticket: 'T-1' })
    expect(contact.status).toBe(201)
    const kept = await product.send('a1', 'PATCH', `/cases/${opened.id}`, { outsideService: false, reason: '内部原因' })
    expect(kept.body.errors[0].code).toBe('case.outside-contacted')
    expect((await product.send('a1', 'GET', `/cases/${opened.id}/vendor-contacts`)).body.items).toHaveLength(1)
    expect((await product.send('a1', 'POST', `/cases/${opened.id}/vendor-contacts`, { vendor: 'x', result: 'y', contactedAt: '2030-01-01T00:00:00Z' })).status).toBe(400)
    expect((await events(opened.id)).map((e) => e.name)).toEqual(expect.arrayContaining(['cases.outside-mark-cleared@1', 'cases.outside-mark-set@1', 'cases.vendor-contacted@1']))
  })

  test('S-163 a region moves a case between its own units and to no other', async () => {
    const opened = (await product.send('c1', 'POST', '/cases', aCase())).body
    expect((await product.send('r1', 'PATCH', `/cases/${opened.id}`, { unitId: product.units.get('CS') })).body.unit.id).toBe(product.units.get('CS'))
    const refused = await product.send('r1', 'PATCH', `/cases/${opened.id}`, { unitId: product.units.get('F2') })
    expect(refused.status).toBe(403)
    expect(refused.body.code).toBe('case-unit-outside')
    expect((await get('r2', opened.id)).status).toBe(404)
  })

  test('the unread mark is for who works on the case', async () => {
    const opened = (await product.send('c1', 'POST', '/cases', aCase())).body
    expect((await product.send('a1', 'PUT', `/cases/${opened.id}/unread`, { unread: false })).body).toMatchObject({ unread: false, version: 1 })
    expect((await product.send('q1', 'PUT', `/cases/${opened.id}/unread`, { unread: true })).status).toBe(403)
    expect((await product.send('v1', 'PUT', `/cases/${opened.id}/unread`, { unread: true })).status).toBe(403)
  })

  test('containment is marked once', async () => {
    const open = await caseIn(product, 'diagnosing')
    const contained = (await product.send('a1', 'POST', `/cases/${open.id}/containment`, { description: '先切到备机' })).body
    expect(contained.containmentAt).toBe('2025-03-03T01:00:00.000Z')
    const again = (await product.send('a1', 'POST', `/cases/${open.id}/containment`, { description: '再来' })).body
    expect(again.version).toBe(contained.version)
  })
})
