// Least privilege and data scope (§7.4, RX-8, S-115): what is out of reach does not exist, in lists, counts, search, notices, files and live updates alike.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Browser, GOOD_PASSWORD } from '../../platform/server/access/testing.ts'
import { addressOf } from '../bad-inputs.ts'
import { modules } from '../modules.ts'
import { startAcceptance, type AcceptanceProduct } from './product.ts'

let p: AcceptanceProduct, east: any, west: any, socketAddress = ''
const FACTS = { serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'high', impact: 'one-person', complexity: 'low' }

beforeAll(async () => {
  p = await startAcceptance()
  socketAddress = (await p.product.http!.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
  const region = (await p.must('H1', 'GET', '/org/units')).items.find((u: { code: string }) => u.code === 'West').id
  const customer = await p.must('H1', 'POST', '/customers', { name: '西域矿业', regionId: region, mailDomains: ['xiyu.example'] })
  const contact = await p.must('H1', 'POST', '/contacts', { name: '罗西', email: 'luo@xiyu.example', customerId: customer.id })
  west = await p.must('H1', 'POST', '/cases', { title: '西区工单 WQX', description: '西区描述 WQX', channel: 'phone', requesterId: contact.id, ...FACTS })
  east = await p.open('V1', { ...FACTS, title: '东区工单 EQX', description: '东区描述 EQX' })
  await p.must('A1', 'POST', `/cases/${east.id}/messages`, { visibility: 'internal', body: '备注 EQX' })
  await p.advance('PT1M')
})
afterAll(() => p?.stop())

const SUB = ['', '/messages', '/timeline', '/clocks', '/record', '/attachments', '/transfers', '/vendor-contacts']
const WRITES: [string, string, object][] = [
  ['PATCH', '', { title: '改' }], ['POST', '/transitions', { to: 'cancelled', reason: '改' }], ['POST', '/messages', { body: '改' }], ['POST', '/messages', { visibility: 'internal', body: '改' }],
  ['POST', '/answer', { solved: true }], ['POST', '/rating', { score: 1 }], ['POST', '/vendor-contacts', { vendor: '甲', result: '乙' }], ['POST', '/containment', { description: '改' }], ['PUT', '/unread', { unread: false }],
]

/** Everywhere a case could show: null when it does not, else where. */
async function tracesOf(who: string, c: { id: string; number: string }, word: string): Promise<string[]> {
  const found: string[] = []
  const look = async (what: string, path: string) => { const r = await p.send(who, 'GET', path); if (r.status < 300 && (JSON.stringify(r.body).includes(c.id) || JSON.stringify(r.body).includes(word))) found.push(what) }
  for (const view of ['open', 'all', 'requested', 'unassigned', 'breached']) await look(`list ${view}`, `/cases?view=${view}&limit=100`)
  await look('by text', `/cases?view=all&q=${word}`)
  await look('by number', `/cases/by-number/${c.number}`)
  await look('search', `/search?q=${word}`)
  await look('search number', `/search?q=${c.number}`)
  await look('records', '/case-records?limit=100')
  await look('ledger', '/intake/messages?limit=100')
  await look('notices', '/notifications?limit=100')
  for (const sub of SUB) await look(`record${sub}`, `/cases/${c.id}${sub}`)
  return found
}

describe('cases out of reach', () => {
  test.each(['C1', 'U1', 'R2', 'S1', 'S2', 'D1', 'P1', 'T1'])('RX-8 S-040 %s finds no trace of a case of the east that is not theirs, and cannot touch it', async (who) => {
    expect(await tracesOf(who, east, 'EQX')).toEqual([])
    for (const sub of SUB) expect([403, 404], sub).toContain((await p.send(who, 'GET', `/cases/${east.id}${sub}`)).status)
    for (const [method, sub, body] of WRITES) expect([403, 404], `${method} ${sub}`).toContain((await p.send(who, method, `/cases/${east.id}${sub}`, body)).status)
  })

  test.each(['A1', 'A2', 'E1', 'L1', 'R1', 'C1', 'V1', 'U1'])('RX-8 %s of the east finds no trace of a case of the west', async (who) => {
    expect(await tracesOf(who, west, 'WQX')).toEqual([])
    for (const [method, sub, body] of WRITES) expect([403, 404], `${method} ${sub}`).toContain((await p.send(who, method, `/cases/${west.id}${sub}`, body)).status)
  })

  test('RX-8 counts speak of what is in reach only', async () => {
    const open = async (who: string) => (await p.must(who, 'GET', '/cases/counts')).views.open as number
    expect([await open('C1'), await open('V1'), await open('R2'), await open('L1'), await open('Q1')]).toEqual([0, 1, 1, 1, 2])
  })

  test('RX-8 breaches and escalations are told in the own region only', async () => {
    await p.advance('PT8H')
    const told = async (who: string) => JSON.stringify((await p.must(who, 'GET', '/notifications?limit=100')).items)
    expect([(await told('R1')).includes(east.id), (await told('R1')).includes(west.id)]).toEqual([true, false])
    expect([(await told('R2')).includes(east.id), (await told('R2')).includes(west.id)]).toEqual([false, true])
    for (const who of ['C1', 'U1', 'S1']) expect(await told(who), who).not.toMatch(new RegExp(`${east.id}|${west.id}`))
  })

  test('RX-8 the live socket tells people of their own cases only', async () => {
    const [owner, other, westerner, team] = await Promise.all(['V1', 'C1', 'R2', 'A2'].map((who) => listen(who, ['cases', `case:${east.id}`])))
    await p.must('A1', 'POST', `/cases/${east.id}/messages`, { visibility: 'public', body: '已处理一半' })
    await until(() => owner!.told(east.id) && team!.told(east.id))
    await p.must('A1', 'POST', `/cases/${east.id}/messages`, { visibility: 'internal', body: '仅内部' })
    await sleep(300)
    expect([other!.told(east.id), westerner!.told(east.id)]).toEqual([false, false])
    expect(owner!.heard.some((m) => m.name === 'conversations.note-added@1')).toBe(false)
    for (const s of [owner, other, westerner, team]) s!.close()
  })
})

describe('attachments (RX-20)', () => {
  test('S-244 the link of an attachment of another customer is refused with 403; its own requester opens it', async () => {
    const fileId = await upload('V1', 'EQX.txt', '合同编号 EQX')
    await p.must('V1', 'POST', `/cases/${east.id}/messages`, { body: '见附件', attachments: [fileId] })
    const mine = await p.send('V1', 'GET', `/attachments/${fileId}`)
    expect([mine.status, mine.body]).toEqual([200, '合同编号 EQX'])
    for (const who of ['C1', 'U1', 'R2', 'D1']) expect((await p.send(who, 'GET', `/attachments/${fileId}`)).status, who).toBe(403)
    expect((await p.send(null, 'GET', `/attachments/${fileId}`)).status).toBe(401)
    expect((await p.send('C1', 'GET', `/files/${fileId}`)).status).toBe(404)
    const note = await upload('A1', 'note.txt', '内部附件')
    await p.must('A1', 'POST', `/cases/${east.id}/messages`, { visibility: 'internal', body: '内部', attachments: [note] })
    expect((await p.send('V1', 'GET', `/attachments/${note}`)).status).toBe(403)
    expect(JSON.stringify((await p.must('V1', 'GET', `/cases/${east.id}/attachments`)).items)).not.toContain(note)
  })

  test('RX-20 an upload belongs to who made it until it is attached; nobody attaches the file of another', async () => {
    const fileId = await upload('V1', 'own.txt', '私有')
    expect((await p.send('C1', 'GET', `/files/${fileId}`)).status).toBe(404)
    expect((await p.send('C1', 'POST', '/cases', { title: '借用', description: '借用别人的附件', attachments: [fileId] })).status).toBe(400)
  })
})

describe('other records', () => {
  test('RX-8 customers, contacts, audit, settings, accounts: each persona only what its work needs', async () => {
    const allowed: [string, string[]][] = [
      ['/customers', ['A1', 'L1', 'R1', 'H1', 'Q1', 'X1', 'M1', 'U9']], ['/contacts', ['A1', 'L1', 'R1', 'H1', 'Q1', 'X1', 'M1', 'U9']], ['/audit', ['H1', 'X1', 'M1', 'U9']], ['/settings', ['M1']], ['/access/accounts', ['M1']],
      ['/console/schedules', ['S1', 'S2', 'M1']], ['/retention/classes', ['M1']], ['/sla/policies', ['L1', 'R1', 'R2', 'H1', 'Q1', 'X1', 'M1', 'U9']],
    ]
    for (const [path, who] of allowed) {
      const open: string[] = []
      for (const person of ['C1', 'V1', 'U1', 'A1', 'E1', 'L1', 'R1', 'R2', 'H1', 'Q1', 'S1', 'S2', 'D1', 'X1', 'P1', 'K1', 'T1', 'M1', 'U9']) {
        const reply = await p.send(person, 'GET', path)
        if (reply.status === 200 && reply.body.items.length > 0) open.push(person)
        else expect([200, 403], `${person} ${path}`).toContain(reply.status)
      }
      expect(open.sort(), path).toEqual(expect.arrayContaining(who))
      for (const outsider of ['C1', 'V1', 'U1', 'D1', 'T1', 'P1']) expect(open, path).not.toContain(outsider)
    }
  })

  test('RX-8 single records of others do not exist for customers and internal users, whatever kind they are', async () => {
    const { customerId } = await p.must('V1', 'GET', '/session'), article = await p.must('A1', 'POST', '/articles', { title: '内部文章', type: 'faq', body: '仅内部', audience: 'staff' })
    await p.must('K1', 'POST', `/articles/${article.id}/publish`, {})
    const unit = (await p.must('H1', 'GET', '/org/units')).items[0].id, mail = (await p.must('M1', 'GET', '/mail/outbox?limit=1')).items[0].id
    const ids: Record<string, string> = {
      '/customers': customerId, '/contacts': await p.idOf('V1'), '/articles': article.id, '/org/units': unit, '/org/people': await p.idOf('A1'), '/mail/outbox': mail, '/access/accounts': await p.idOf('A1'), '/cases': east.id,
      '/access/roles': 'admin', '/console/schedules': 'retention.purge', '/settings': 'sla.combine', '/sla/policies': 'POL-1.2',
    }
    const single = modules.flatMap((m) => [...(m.routes ?? [])]).map((r) => r.endpoint).filter((e) => e.method === 'GET' && /:(id|code|name|key)/.test(e.path) && Object.keys(ids).some((prefix) => e.path.startsWith(`${prefix}/:`)))
    expect(single.length).toBeGreaterThan(20)
    for (const { path } of single) {
      const prefix = Object.keys(ids).filter((k) => path.startsWith(`${k}/:`)).at(-1)!, url = path.replace(/:(id|code|name|key)/, ids[prefix]!).replaceAll(/:[A-Za-z]+/g, '01926f3a-7c4e-7b1a-9d2f-3a5c8e0b6d41')
      for (const who of ['C1', 'U1']) expect([400, 403, 404], `${who} ${url}`).toContain((await p.send(who, 'GET', url)).status)
    }
  })

  test('S-031 S-116 nobody but the named persona writes policies, settings, roles, retention', async () => {
    const forbidden: [string, string, string, object][] = [
      ['H1', 'PUT', '/settings/sla.combine', { value: 'strictest' }], ['M1', 'POST', '/sla/policies/POL-1.2/versions', { effectiveFrom: '2026-01-01T00:00:00+08:00' }], ['U9', 'PATCH', `/cases/${east.id}`, { title: '改' }],
      ['X1', 'PUT', '/access/roles/agent', {}], ['S1', 'PUT', '/retention/classes/conversations.messages', { days: 1, reason: '改' }], ['A1', 'POST', '/org/units', {}], ['L1', 'POST', '/org/people', {}],
    ]
    for (const [who, method, path, body] of forbidden) expect((await p.send(who, method, path, body)).status, `${who} ${method} ${path}`).toBe(403)
  })
})

describe('S-115 a new account without roles', () => {
  let nobody: Browser
  beforeAll(async () => {
    const added = await p.must('M1', 'POST', '/org/people', { name: '新人', email: 'new@acceptance.test' })
    const { url } = await p.must('M1', 'POST', `/access/accounts/${added.id}/password-reset`, {})
    nobody = new Browser(p.product)
    expect((await nobody.send('POST', '/password-reset/confirm', { token: url.split('#').at(-1), password: GOOD_PASSWORD })).status).toBeLessThan(300)
    expect((await nobody.signIn('new@acceptance.test')).status).toBe(200)
  })

  const declared = modules.flatMap((m) => [...(m.routes ?? [])]).map((r) => r.endpoint)
  /** Work is reading and writing records; the own session, profile and notices belong to everybody. */
  const OWN = /^\/(session|sessions|me|password-reset|setup|notifications|drafts|confirmations|consents|vendor-tasks|test)(\/|$)/

  test.each(declared.filter((e) => e.method === 'GET' && !e.path.includes(':') && !OWN.test(e.path)).map((e) => [e.path, e] as const))('reading %s shows nothing', async (_path, endpoint) => {
    const reply = await nobody.send('GET', addressOf(endpoint).replace('/api/v1', ''))
    if (reply.status === 200) expect(reply.body.items ?? []).toEqual([])
    else expect([403, 404]).toContain(reply.status)
  })

  test.each(declared.filter((e) => e.method !== 'GET' && !OWN.test(e.path)).map((e) => [`${e.method} ${e.path}`, e] as const))('%s is refused', async (_name, endpoint) => {
    const reply = await nobody.send(endpoint.method, addressOf(endpoint).replace('/api/v1', ''), endpoint.kind === 'upload' ? undefined : {})
    // Hooks know no accounts: without the signature of the other system nobody gets in.
    expect(reply.status).toBe(endpoint.permission === 'anyone' ? 401 : 403)
  })
})

test('RX-8 a token never does more than its account: with narrower scopes less', async () => {
  expect((await p.send('M1', 'GET', '/audit?limit=1')).status).toBe(200)
  const made = await p.send('M1', 'POST', '/access/tokens', { name: '只读', scopes: ['cases.read'] })
  if (made.status !== 201) { expect(made.body.code).toBe('access.confirm-again'); return }
  const as = (path: string) => p.send(null, 'GET', path, undefined, { authorization: `Bearer ${made.body.token}` })
  expect([(await as('/cases')).status, (await as('/audit')).status]).toEqual([200, 403])
})

interface Heard { type: string; name?: string; topics?: string[] }
async function listen(who: string, topics: string[]): Promise<{ heard: Heard[]; told(caseId: string): boolean; close(): void }> {
  const heard: Heard[] = []
  const socket = new WebSocket(`${socketAddress}/api/v1/live`, { headers: { authorization: `Bearer acceptance-${who.toLowerCase()}` } } as unknown as string[])
  socket.onmessage = (e) => { heard.push(JSON.parse(String(e.data)) as Heard) }
  await new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = reject })
  socket.send(JSON.stringify({ type: 'subscribe', topics }))
  await sleep(200)
  return { heard, told: (caseId) => heard.some((m) => m.type === 'event' && m.topics?.includes(`case:${caseId}`)), close: () => socket.close() }
}

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 5_000
  while (!holds() && performance.now() < end) await sleep(20)
  expect(holds()).toBe(true)
}

async function upload(who: string, name: string, text: string): Promise<string> {
  const boundary = 'houyuan-test'
  const payload = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--${boundary}--\r\n`
  const reply = await p.product.http!.inject({ method: 'POST', url: '/api/v1/files', headers: { authorization: `Bearer acceptance-${who.toLowerCase()}`, 'content-type': `multipart/form-data; boundary=${boundary}` }, payload })
  expect(reply.statusCode, reply.body).toBe(201)
  return (JSON.parse(reply.body) as { items: { id: string }[] }).items[0]!.id
}
