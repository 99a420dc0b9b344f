// What other systems push: instant messages and alerts become cases, once, and go on in the right one (S-035, R3.2-2, R7.1-5).
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dingtalkSign } from '../../../../platform/server/webhooks/sending/signature.ts'
import { webhooks } from '../../../../platform/server/webhooks/module.ts'
import { startDesk, type Desk } from '../../testing.ts'

let desk: Desk
beforeAll(async () => { desk = await startDesk([webhooks]) })
afterAll(() => desk.stop())

async function push(hook: string, body: unknown, headers: Record<string, string> = { authorization: 'Bearer acceptance-hook' }, query = '') {
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  const reply = await desk.http!.inject({ method: 'POST', url: `/api/v1/intake/hooks/${hook}${query}`, headers: { 'content-type': 'application/json', ...headers }, payload })
  await desk.quiet()
  const answer = reply.json<{ id: string; repeated: boolean; code?: string }>()
  return { status: reply.statusCode, ...answer, row: reply.statusCode === 202 ? (await desk.send('m1', 'GET', `/intake/messages/${answer.id}`)).body : null, retryAfter: reply.headers['retry-after'] }
}
const say = (id: string, content: string, more: object = {}) => ({ msgtype: 'text', text: { content }, msgId: id, conversationId: 'cid1', conversationType: '1', senderId: '$:LWCP_v1:$abc', senderStaffId: 'staff7', senderNick: '王伟', createAt: 1740963600000, ...more })
const caseOf = async (id: string) => (await desk.send('m1', 'GET', `/cases/${id}`)).body
const messages = async (id: string) => (await desk.send('m1', 'GET', `/cases/${id}/messages`)).body.items as any[]

describe('instant messages', () => {
  test('S-035 RX-9 a signed DingTalk message opens one case of the channel IM; the same id again opens none', async () => {
    const timestamp = String(desk.host.clock.now().getTime()), headers = { timestamp, sign: dingtalkSign('acceptance-hook', timestamp) }
    const first = await push('dingtalk', say('m1', '打印机无法连接，急'), headers)
    expect(first).toMatchObject({ status: 202, repeated: false, row: { outcome: 'cased', source: 'hook', mailbox: 'hook:dingtalk', messageId: '<m1>' } })
    expect(await caseOf(first.row.caseId)).toMatchObject({ channel: 'im', title: '打印机无法连接，急', requester: { name: '王伟' } })
    const again = await push('dingtalk', say('m1', '打印机无法连接，急'), headers), reworded = await push('dingtalk', say('m1', '打印机无法连接，急', { retry: 1 }), headers)
    for (const r of [again, reworded]) expect(r.row).toMatchObject({ outcome: 'joined', reason: 'duplicate', caseId: first.row.caseId })
    expect((await messages(first.row.caseId)).filter((m) => m.direction === 'in')).toHaveLength(1)
    expect((await push('dingtalk', say('mx', 'x'), { timestamp, sign: dingtalkSign('other', timestamp) })).status).toBe(401)
  })
  test('the next message of the same person in the same conversation joins; another person gets an own case', async () => {
    const first = await push('dingtalk', say('t1', '第一句', { conversationId: 'cid2' })), second = await push('dingtalk', say('t2', '补充：错误 E-1042', { conversationId: 'cid2' }))
    expect(second.row).toMatchObject({ outcome: 'joined', reason: 'thread', caseId: first.row.caseId })
    expect((await messages(first.row.caseId)).map((m) => [m.channel, m.text, m.joinedBy])).toEqual([['im', '第一句', 'opened'], ['im', '补充：错误 E-1042', 'thread']])
    const other = await push('dingtalk', say('t3', '我也是', { conversationId: 'cid2', senderStaffId: 'staff8', senderNick: '李敏' }))
    expect(other.row).toMatchObject({ outcome: 'cased' })
    expect(other.row.caseId).not.toBe(first.row.caseId)
  })
  test('a person with a known address is that person', async () => {
    const known = await push('dingtalk', say('k1', '我是 C1', { senderEmail: 'C1@acceptance.test', conversationId: 'cid3' }))
    expect(await caseOf(known.row.caseId)).toMatchObject({ requester: { id: desk.people.get('c1') }, customer: { number: 'KH-0001' } })
  })
  test('two deliveries at the same moment with one webhook-id are one', async () => {
    const send = () => desk.http!.inject({ method: 'POST', url: '/api/v1/intake/hooks/dingtalk', headers: { 'content-type': 'application/json', 'x-hook-token': 'acceptance-hook', 'webhook-id': 'wh-1' }, payload: JSON.stringify(say('c1', '同时', { conversationId: 'cid4' })) })
    const replies = await Promise.all([send(), send(), send()])
    await desk.quiet()
    expect(new Set(replies.map((r) => r.json<{ id: string }>().id)).size).toBe(1)
    expect(replies.map((r) => r.statusCode)).toEqual([202, 202, 202])
  })
  test('different messages of one thread at the same moment open one case', async () => {
    await Promise.all(Array.from({ length: 6 }, (_, i) => desk.http!.inject({ method: 'POST', url: '/api/v1/intake/hooks/dingtalk?token=acceptance-hook', headers: { 'content-type': 'application/json' }, payload: JSON.stringify(say(`p${i}`, `第 ${i} 句`, { conversationId: 'cid5', senderStaffId: 'staff9' })) })))
    await desk.quiet()
    const rows = (await desk.send('m1', 'GET', '/intake/messages?source=hook&limit=6')).body.items
    expect(rows.map((r: any) => r.outcome).sort()).toEqual(['cased', 'joined', 'joined', 'joined', 'joined', 'joined'])
    expect(new Set(rows.map((r: any) => r.caseId)).size).toBe(1)
  })
})

describe('alerts', () => {
  const group = (status: string, startsAt = '2025-03-03T01:00:00Z') => ({ version: '4', groupKey: '{}:{alertname="DiskFull"}', status, receiver: 'desk', groupLabels: { alertname: 'DiskFull' }, commonLabels: { alertname: 'DiskFull', instance: 'db1:9100' }, commonAnnotations: { summary: '磁盘将满' }, externalURL: 'http://am', alerts: [{ status, labels: { alertname: 'DiskFull', instance: 'db1:9100' }, annotations: { summary: '磁盘将满', description: '剩余 5%' }, startsAt, endsAt: '0001-01-01T00:00:00Z', fingerprint: 'f1' }] })
  test('Alertmanager: an alarm opens one case of the channel monitor, repetitions and the end join it', async () => {
    const first = await push('alertmanager', group('firing')), same = await push('alertmanager', group('firing')), again = await push('alertmanager', group('firing', '2025-03-03T01:30:00Z')), over = await push('alertmanager', group('resolved', '2025-03-03T01:30:00Z'))
    expect(first.row.outcome).toBe('cased')
    expect(await caseOf(first.row.caseId)).toMatchObject({ channel: 'monitor', title: 'DiskFull · db1:9100', requester: { id: desk.people.get('m1') } })
    expect([same, again, over].map((r) => [r.row.outcome, r.row.reason, r.row.caseId])).toEqual([['joined', 'duplicate', first.row.caseId], ['joined', 'thread', first.row.caseId], ['joined', 'thread', first.row.caseId]])
    expect((await messages(first.row.caseId)).at(-1).text).toContain('[resolved] 磁盘将满')
    expect((await push('alertmanager', { ...group('resolved'), groupKey: 'unknown' })).row).toMatchObject({ outcome: 'automatic', reason: 'resolved' })
  })
  test('Zabbix and Nagios', async () => {
    const z = (value: string, event: string) => ({ event_id: event, trigger_id: '77', host: 'web1', subject: 'Problem: CPU 高', message: 'CPU > 90%', severity: 'High', event_value: value })
    const zabbix = await push('zabbix', z('1', '100'), { 'x-hook-token': 'acceptance-hook' }), over = await push('zabbix', z('0', '100'), { 'x-hook-token': 'acceptance-hook' })
    expect([zabbix.row.outcome, over.row.outcome, over.row.caseId]).toEqual(['cased', 'joined', zabbix.row.caseId])
    const n = (state: string, type: string, at: string) => ({ HOSTNAME: 'web1', SERVICEDESC: 'HTTP', SERVICESTATE: state, NOTIFICATIONTYPE: type, SERVICEOUTPUT: 'connection refused', TIMET: at })
    const basic = { authorization: `Basic ${Buffer.from('nagios:acceptance-hook').toString('base64')}` }
    const nagios = await push('nagios', n('CRITICAL', 'PROBLEM', '1740963600'), basic), recovered = await push('nagios', n('OK', 'RECOVERY', '1740963900'), basic)
    expect(await caseOf(nagios.row.caseId)).toMatchObject({ channel: 'monitor', title: 'web1 · HTTP · CRITICAL' })
    expect(recovered.row).toMatchObject({ outcome: 'joined', caseId: nagios.row.caseId })
  })
})

describe('whatever comes', () => {
  test('RX-9 the bytes are stored before anyone reads them: no JSON at all is taken, set aside, and given back byte by byte', async () => {
    for (const body of ['', 'not json', '[1,2]', '"x"', '{"text":', Buffer.from([0xff, 0x00, 0xfe]), '{"__proto__":{"a":1},"text":"ok","id":"p"}', `{"text":"${'x'.repeat(300_000)}"}`, '{"a":'.repeat(5000), JSON.stringify({ text: 'nul \0 und \ud800 halb' })]) {
      const got = await push('generic', body)
      expect(got.status).toBe(202)
      const raw = await desk.send('m1', 'GET', `/intake/messages/${got.id}/raw`), bytes = Buffer.isBuffer(body) ? body : Buffer.from(body)
      expect(raw.raw.equals(bytes)).toBe(true)
      expect(got.row.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
      expect(['cased', 'joined', 'quarantined']).toContain(got.row.outcome)
    }
  })
  test('a stranger hears 401 whether the hook exists or not; a closed hook takes nothing', async () => {
    expect((await push('generic', {}, {})).status).toBe(401)
    expect((await push('no-such-hook', {})).status).toBe(401)
    const made = (await desk.send('m1', 'POST', '/intake/hooks', { name: 'mine', title: 'Mine', format: 'generic' })).body
    expect((await push('mine', { id: '1', subject: 'x', text: 'y', from: { name: 'N', email: 'n@outside.example' } }, { authorization: `Bearer ${made.token}` })).row.outcome).toBe('cased')
    expect((await desk.send('m1', 'PATCH', `/intake/hooks/${made.id}`, { active: false })).body.active).toBe(false)
    expect((await push('mine', {}, { authorization: `Bearer ${made.token}` })).status).toBe(401)
    expect((await desk.send('a1', 'GET', '/intake/hooks')).status).toBe(403)
    expect((await desk.send('m1', 'POST', '/intake/hooks', { name: 'mine', title: 'Mine', format: 'generic' })).body.code).toBe('hook-exists')
  })
  test('RX-9 full means 503 with Retry-After, never a 4xx; what was refused leaves no row', async () => {
    await sql`insert into settings (key, is_set, value, version, updated_at, updated_by, updated_by_name) values ('webhooks.hook-backlog', true, '1', 1, now(), ${desk.people.get('m1')!}, 'M1') on conflict (key) do update set is_set = true, value = '1'`.execute(desk.host.db)
    desk.host.signals.raise('settings')
    await sql`update mail_received set state = 'received', lease_until = now() + interval '1 hour' where id in (select id from mail_received where source = 'hook' order by id desc limit 1)`.execute(desk.host.db)
    const count = async () => (await sql<{ n: number }>`select count(*)::int as n from mail_received`.execute(desk.host.db)).rows[0]!.n, before = await count()
    const reply = await desk.http!.inject({ method: 'POST', url: '/api/v1/intake/hooks/generic', headers: { 'content-type': 'application/json', authorization: 'Bearer acceptance-hook' }, payload: '{"text":"x"}' })
    expect([reply.statusCode, reply.json<{ code: string }>().code, reply.headers['retry-after'] !== undefined]).toEqual([503, 'intake-full', true])
    expect(await count()).toBe(before)
    await sql`update mail_received set state = 'done', lease_until = null where state = 'received'`.execute(desk.host.db)
  })
})
