// The way of a draft at headquarters: drafted, its warnings accepted one by one, compared, previewed, tested, approved, published (RX-1, RX-3).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCaseProduct, type CaseProduct } from '../../../cases/testing.ts'
import { conversations } from '../../../conversations/module.ts'
import { sla } from '../../module.ts'

let product: CaseProduct
beforeAll(async () => { product = await startCaseProduct([conversations, sla]) })
afterAll(async () => { await product.stop() })

const V = '/sla/policies/POL-1.2/versions'
const send = (who: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => product.send(who, method as 'POST', path, body)
const draft = (body: object, code = 'POL-1.2') => send('h1', 'POST', `/sla/policies/${code}/versions`, { effectiveFrom: '2025-03-10T00:00:00+08:00', draft: true, ...body })
const errors = (r: { body: any }): [string, string][] => r.body.errors.map((e: any) => [e.pointer, e.code])
const urgentOneHour = { limits: [{ kind: 'response', level: 'URGENT', target: 'PT1H' }] }

describe('drafts', () => {
  it('S-031 RX-1 draft, changes, warnings one by one, approval, publication; regional managers are refused everywhere', async () => {
    const saved = await draft(urgentOneHour)
    expect(saved.body).toMatchObject({ state: 'draft', version: 2, approved: null, edit: 1 })
    for (const [method, path, body] of [['PUT', `${V}/2`, { effectiveFrom: '2025-03-10T00:00:00+08:00' }], ['DELETE', `${V}/2`, undefined], ['POST', `${V}/2/approvals`, {}], ['POST', `${V}/2/publications`, {}], ['POST', `${V}/2/acknowledgements`, { lint: 'x' }], ['POST', '/sla/conformance', {}]] as const) expect((await send('r1', method, path, body)).status, path).toBe(403)
    expect((await send('h1', 'POST', `${V}/2/publications`, {})).body.code).toBe('sla.not-approved')
    const changes = (await send('h1', 'GET', `${V}/2/changes`)).body
    expect(changes).toMatchObject({ against: 1 })
    expect(changes.items.filter((c: any) => c.kind)).toEqual([expect.objectContaining({ what: 'limit-changed', kind: 'response', level: 'URGENT', clause: '§1.2', from: 'PT2H', to: 'PT1H', direction: 'stricter' })])
    const lint: string[] = saved.body.lint.map((l: any) => l.id)
    expect(lint).toEqual(['looser-than-lower-rank/POL-1.2/COMPLEX/response'])
    expect((await send('h1', 'POST', `${V}/2/approvals`, {})).body.code).toBe('sla.lint-open')
    expect(errors(await send('h1', 'POST', `${V}/2/acknowledgements`, { lint: 'nothing/of/this/kind' }))).toEqual([['/lint', 'sla.lint-unknown']])
    const noted = await send('h1', 'POST', `${V}/2/acknowledgements`, { lint: lint[0], note: '第 B-24 条已裁定' })
    expect(noted.body.lint[0].acknowledged).toMatchObject({ note: '第 B-24 条已裁定' })
    expect((await send('h1', 'POST', `${V}/2/approvals`, { note: '同意' })).body).toMatchObject({ state: 'approved', approved: { note: '同意' } })
    // A change takes the approval back and keeps what was accepted.
    expect((await send('h1', 'PUT', `${V}/2`, { effectiveFrom: '2025-03-11T00:00:00+08:00', limits: [{ kind: 'response', level: 'URGENT', target: 'PT90M' }] })).body).toMatchObject({ state: 'draft', approved: null, lint: [{ acknowledged: { note: '第 B-24 条已裁定' } }] })
    await send('h1', 'POST', `${V}/2/approvals`, {})
    expect((await send('h1', 'POST', `${V}/2/publications`, { effectiveFrom: '2025-03-12T00:00:00+08:00', reason: '提速' })).body).toMatchObject({ state: 'scheduled', effectiveFrom: '2025-03-11T16:00:00.000Z' })
    expect((await send('h1', 'PUT', `${V}/2`, { effectiveFrom: '2025-03-13T00:00:00+08:00' })).body.code).toBe('sla.version-published')
    const told = await product.host.pool.query("select name from event_log where subject = 'sla-policy:POL-1.2' order by seq")
    expect(told.rows.map((r) => r.name)).toEqual(['sla.policy-drafted@1', 'sla.lint-acknowledged@1', 'sla.policy-approved@1', 'sla.policy-drafted@1', 'sla.policy-approved@1', 'sla.policy-published@1'])
  })

  it('S-031 with two people, the one who drafted does not approve, and nobody publishes in one step', async () => {
    await draft({ limits: [{ kind: 'feedback-forward', target: 'PT12H' }] }, 'POL-5.3')
    await product.send('m1', 'PUT', '/settings/sla.two-person', { value: true })
    expect((await send('h1', 'POST', '/sla/policies/POL-5.3/versions/2/approvals', {})).body.code).toBe('sla.second-person')
    expect((await send('h1', 'POST', '/sla/policies/POL-5.3/versions', { effectiveFrom: '2025-03-10T00:00:00+08:00' })).body.code).toBe('sla.second-person')
    await product.send('m1', 'PUT', '/settings/sla.two-person', { value: false })
    expect((await send('h1', 'DELETE', '/sla/policies/POL-5.3/versions/2')).status).toBe(200)
    expect((await send('h1', 'GET', '/sla/policies/POL-5.3/versions/2')).status).toBe(404)
  })

  it('RX-1 a changed condition and a target in days are said in words, customers by name', async () => {
    const customer = (await send('h1', 'GET', '/customers?limit=1')).body.items[0], contract = (body: object) => send('h1', 'POST', '/sla/policies/POL-CONTRACT-W/versions', { effectiveFrom: '2025-03-05T00:00:00+08:00', nameZh: '合同', nameEn: 'Contract', draft: true, limits: [{ kind: 'response', target: 'PT30M', clause: '§5.4-3' }], condition: [{ field: 'customerId', is: [customer.id] }], ...body })
    expect((await contract({})).status).toBe(201)
    expect((await contract({ condition: [{ field: 'customerId', is: [customer.id] }, { field: 'urgency', is: ['high'] }], limits: [{ kind: 'response', target: null, days: { count: 2, of: 'working' }, clause: '§5.4-3' }], calendar: 'cn-office' })).status).toBe(201)
    const items = (await product.send('h1', 'GET', '/sla/policies/POL-CONTRACT-W/versions/2/changes?against=1', undefined, { 'accept-language': 'en' })).body.items, text = JSON.stringify(items)
    expect(text).not.toContain(customer.id)
    expect(text).not.toMatch(/sla\.|\{\{|undefined/)
    expect(items.find((c: any) => c.what === 'condition')).toMatchObject({ from: `customer is ${customer.number} ${customer.name}`, to: `customer is ${customer.number} ${customer.name} and urgency is high` })
    expect(items.find((c: any) => c.kind === 'response').text).toContain('end of working day 2')
  })

  it('RX-4 whoever reads policies reads when people are told; headquarters too, without the right to settings', async () => {
    expect((await send('h1', 'GET', '/settings/sla.escalate-after')).status).toBe(403)
    expect((await send('h1', 'GET', '/sla/timing')).body).toEqual({ combine: 'governing', warnAt: [75], escalateAfter: ['PT0S', 'PT2H'], repeat: { every: 'PT4H', times: 0 }, waitForShift: 'PT12H', twoPerson: false })
    expect((await send('l1', 'GET', '/sla/timing')).status).toBe(200)
    expect((await send('a1', 'GET', '/sla/timing')).status).toBe(403)
  })

  it.each([
    ['a date in the past', 'POL-2.2', { effectiveFrom: '2025-03-01T00:00:00+08:00' }, [['/effectiveFrom', 'sla.past']]],
    ['a target of nothing', 'POL-2.2', { limits: [{ kind: 'response', target: 'PT0S' }] }, [['/limits/0/target', 'sla.target-range']]],
    ['a hundred years', 'POL-2.2', { limits: [{ kind: 'response', target: 'P36500D' }] }, [['/limits/0/target', 'sla.target-range']]],
    ['a clause that the handbook does not have', 'POL-1.2', { limits: [{ kind: 'response', level: 'URGENT', target: 'PT1H', clause: '§1.4-77' }] }, [['/limits/0/clause', 'sla.clause-unknown']]],
    ['a calendar that is not there', 'POL-2.2', { calendar: 'mars' }, [['/calendar', 'sla.calendar-unknown']]],
    ['a level of another scale', 'POL-1.2', { limits: [{ kind: 'response', level: 'A', target: 'PT1H' }] }, [['/limits/0/level', 'not-allowed']]],
    ['the same level twice', 'POL-1.2', { limits: [{ kind: 'response', level: 'URGENT', target: 'PT1H' }, { kind: 'response', level: 'URGENT', target: 'PT2H' }] }, [['/limits/1', 'sla.limit-twice']]],
    ['a level without any limit', 'POL-1.2', { complete: true, limits: [{ kind: 'response', level: 'URGENT', target: 'PT1H' }, { kind: 'response', level: 'GENERAL', target: 'PT2H' }] }, [['/limits', 'sla.level-empty']]],
    ['a row that is never reached', 'POL-2.2', { complete: true, limits: [{ kind: 'response', target: 'PT24H' }, { kind: 'response', when: [{ field: 'severity', is: ['major'] }], target: 'PT2H' }] }, [['/limits/1', 'sla.limit-unreachable']]],
    ['conditions that contradict each other', 'POL-2.2', { limits: [{ kind: 'response', when: [{ field: 'requesterType', is: ['internal'] }], target: 'PT2H' }] }, [['/limits/0/when', 'sla.contradiction']]],
    ['an end before the start', 'POL-2.2', { effectiveTo: '2025-03-09T00:00:00+08:00' }, [['/effectiveTo', 'sla.end-before-start']]],
  ])('refuses %s with field, value and reason', async (_what, code, body, expected) => {
    const refused = await draft(body, code)
    expect(refused.status).toBe(400)
    expect(errors(refused).filter(([, c]) => expected.some(([, e]) => e === c))).toEqual(expected)
    for (const e of refused.body.errors) { expect(e.detail).not.toContain('{{'); expect(e.clause, e.code).toMatch(/^§/) }
  })

  it('a cycle in escalation is refused: a unit below itself, a ladder that goes back', async () => {
    const units = (await send('m1', 'GET', '/org/units')).body.items as { id: string; code: string }[], id = (code: string) => units.find((u) => u.code === code)!.id
    const move = (unit: string, under: string) => send('m1', 'POST', `/org/units/${id(unit)}/moves`, { parentId: id(under), reason: '试' })
    for (const [unit, under] of [['East', 'F1'], ['HQ', 'East'], ['East', 'East'], ['HQ', 'HQ']] as const) {
      const refused = await move(unit, under)
      expect(refused.status, `${unit} under ${under}`).toBe(400)
      expect(refused.body.errors[0]).toMatchObject({ pointer: '/parentId', clause: '§1.1' })
    }
    for (const value of [['PT2H', 'PT1H'], ['PT1H', 'PT1H'], ['PT0S', 'PT1H', 'PT2H', 'PT3H', 'PT4H'], ['now']]) expect((await send('m1', 'PUT', '/settings/sla.escalate-after', { value })).status, JSON.stringify(value)).toBe(400)
    expect((await send('m1', 'PUT', '/settings/sla.warn-at', { value: [90, 75] })).status).toBe(400)
    for (const [key, value] of [['sla.repeat-after-breach', { every: 'soon', times: 2 }], ['sla.repeat-after-breach', { every: 'PT1M', times: 2 }], ['sla.wait-for-shift', 'P8D'], ['sla.wait-for-shift', 'x']] as const) expect((await send('m1', 'PUT', `/settings/${key}`, { value })).status, `${key} ${JSON.stringify(value)}`).toBe(400)
  })

  it('a calendar without any working time is refused, alone and with a policy on it', async () => {
    expect(errors(await send('h1', 'POST', '/calendars', { code: 'never', nameZh: '从不', nameEn: 'Never', zone: 'UTC', week: {} }))).toEqual([['/week', 'sla.plan.never-open']])
    await send('h1', 'POST', '/calendars', { code: 'once', nameZh: '一天', nameEn: 'Once', zone: 'UTC', week: {}, exceptions: [{ date: '2025-03-20', kind: 'special', hours: [['09:00', '10:00']] }] })
    expect(errors(await draft({ calendar: 'once' }, 'POL-2.2'))).toEqual([['/calendar', 'sla.calendar-never-open']])
  })
})

describe('targets in days', () => {
  it('B-20 the end of the n-th working day, or n x 24 h, said out loud', async () => {
    const simulate = async () => (await send('a1', 'POST', '/sla/simulations', { record: { kind: 'case', createdAt: '2025-09-26T15:00:00+08:00', requesterType: 'customer', serviceLine: 'after-sales' } })).body.clocks.filter((c: any) => !c.reference)
    const published = await send('h1', 'POST', '/sla/policies/POL-2.2/versions', { effectiveFrom: '2025-03-10T00:00:00+08:00', calendar: 'cn-office@*', limits: [{ kind: 'response', target: null, days: { count: 1, of: 'working' } }, { kind: 'resolution', target: null, days: { count: 2, of: 'working' } }], acknowledged: ['looser-than-lower-rank/POL-2.2/-/resolution'] })
    expect(published).toMatchObject({ status: 201, body: { calendar: 'cn-office@*' } })
    expect(published.body.limits.find((l: any) => l.kind === 'response').days).toEqual({ count: 1, of: 'working' })
    expect((await simulate())[0].why).toContain('working day 1 after the day of the start')
    // Friday 26 September 2025: Sunday the 28th is a make-up working day.
    expect((await simulate()).map((c: any) => [c.kind, c.dueAt, c.calendar])).toEqual([['response', '2025-09-28T10:00:00.000Z', 'cn-office@1'], ['resolution', '2025-09-29T10:00:00.000Z', 'cn-office@1']])
  })
  it('a calendar version holds from its date on for policies that name it as code@*', async () => {
    const days = { exceptions: [{ date: '2025-09-28', kind: 'closed', name: '公司日' }], replace: true, effectiveFrom: '2025-06-01T00:00:00+08:00' }
    expect((await send('h1', 'POST', '/calendars/cn-office/days', days)).body).toMatchObject({ id: 'cn-office@2', effectiveFrom: '2025-05-31T16:00:00.000Z' })
    const due = async (createdAt: string) => (await send('a1', 'POST', '/sla/simulations', { record: { kind: 'case', createdAt, requesterType: 'customer', serviceLine: 'after-sales' } })).body.clocks.find((c: any) => c.kind === 'response' && !c.reference)
    expect(await due('2025-09-26T15:00:00+08:00')).toMatchObject({ calendar: 'cn-office@2', dueAt: '2025-09-29T10:00:00.000Z' })
    expect(await due('2025-05-30T15:00:00+08:00')).toMatchObject({ calendar: 'cn-office@1' })
    expect((await send('a1', 'GET', '/calendars/cn-office/versions')).body.items.map((c: any) => c.id)).toEqual(['cn-office@2', 'cn-office@1'])
  })
})

const upload = (who: string, text: string) => {
  const edge = 'xxEDGExx', payload = Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n--${edge}--\r\n`)
  return product.http!.inject({ method: 'POST', url: '/api/v1/sla/conformance-imports', headers: { authorization: `Bearer acceptance-${who}`, 'accept-language': 'en', 'content-type': `multipart/form-data; boundary=${edge}` }, payload })
}

describe('conformance table', () => {
  it('goes out as CSV and comes back; good lines are kept, bad ones named with field and value', async () => {
    const head = 'name,kind,createdAt,attributes,events,at,mode,clock,reference,dueAt,clause,policy,level,state'
    const lines = [head, 'A 类响应,case,2025-03-03T09:00:00+08:00,requesterType=internal; effects=data-loss|permission-problem,,,,response,false,2025-03-03T10:00:00+08:00,§3.3-1,POL-3.3,A,running',
      '=SUM(A1),incident,2025-03-03T09:00:00+08:00,,2025-03-03T09:20:00+08:00 graded level=2,,,removal,false,2025-03-03T17:00:00+08:00,,,2,', '错,case,not-a-date,,,,,response,false,,,,,', '错二,case,2025-03-03T09:00:00+08:00,,2025-03-03T10:00:00+08:00 restored,,,response,false,,,,,']
    const first = (await upload('h1', lines.join('\n'))).json()
    expect(first).toMatchObject({ added: 2, changed: 0, same: 0 })
    expect(first.refused.map((r: any) => [r.line, r.field, r.value])).toEqual([[4, 'createdAt', 'not-a-date'], [5, '/events/0/type', '错二']])
    const table = (await send('h1', 'GET', '/sla/conformance')).body
    expect(table.items.map((i: any) => [i.case.name, i.result.green])).toEqual([['A 类响应', true], ['=SUM(A1)', true]])
    const csv = (await product.http!.inject({ method: 'GET', url: '/api/v1/sla/conformance-export', headers: { authorization: 'Bearer acceptance-h1' } })).body
    expect(csv).toContain("'=SUM(A1)")
    expect((await upload('h1', csv)).json()).toMatchObject({ added: 0, changed: 0, same: 2, refused: [] })
    expect((await upload('h1', csv.replace('10:00:00+08:00', '10:30:00+08:00'))).json()).toMatchObject({ changed: 1, same: 1 })
    expect((await send('h1', 'GET', '/sla/conformance')).body).toMatchObject({ green: 1, red: 1 })
    expect((await upload('h1', 'a,b\n1,2')).statusCode).toBe(400)
    expect((await upload('l1', csv)).statusCode).toBe(403)
    for (const i of table.items) expect((await send('h1', 'DELETE', `/sla/conformance/${i.id}`)).status).toBe(200)
  })
  const row = (name: string, dueAt: string) => ({ name, record: { kind: 'case', createdAt: '2025-04-01T09:00:00+08:00', requesterType: 'customer', serviceLine: 'technical-support', urgency: 'low', complexity: 'low', impact: 'one-person' }, then: { kind: 'response', dueAt, clause: '§1.2', policy: 'POL-1.2' } })
  it('is run on every change: a red row blocks the publication unless somebody says why', async () => {
    const added = await send('h1', 'POST', '/sla/conformance', row('一般问题 24 小时', '2025-04-02T09:00:00+08:00'))
    expect(added.body.result).toMatchObject({ green: true })
    expect((await send('h1', 'POST', '/sla/conformance', row('一般问题 24 小时', '2025-04-02T09:00:00+08:00'))).body.code).toBe('sla.conformance-name')
    const saved = (await draft({ effectiveFrom: '2025-03-20T00:00:00+08:00', limits: [{ kind: 'response', level: 'GENERAL', target: 'PT20H' }] })).body
    expect((await send('h1', 'GET', `/sla/conformance?policy=POL-1.2&version=${saved.version}`)).body).toMatchObject({ green: 0, red: 1, items: [{ result: { differs: [{ field: 'dueAt', expected: '2025-04-02T01:00:00.000Z', got: '2025-04-01T21:00:00.000Z' }] } }] })
    for (const l of saved.lint) await send('h1', 'POST', `${V}/${saved.version}/acknowledgements`, { lint: l.id })
    await send('h1', 'POST', `${V}/${saved.version}/approvals`, {})
    const refused = await send('h1', 'POST', `${V}/${saved.version}/publications`, {})
    expect(refused).toMatchObject({ status: 409, body: { code: 'sla.conformance-red', errors: [{ clause: '§1.2', code: 'sla.conformance-differs' }] } })
    expect((await send('h1', 'POST', `${V}/${saved.version}/publications`, { overrideReason: '合同要求' })).body).toMatchObject({ state: 'scheduled', overrideReason: '合同要求' })
    expect((await product.host.pool.query("select reason, data from event_log where name = 'sla.conformance-overridden@1'")).rows).toEqual([{ reason: '合同要求', data: expect.objectContaining({ red: ['一般问题 24 小时'] }) }])
    expect((await send('h1', 'DELETE', `/sla/conformance/${added.body.id}`)).status).toBe(200)
  })
})
