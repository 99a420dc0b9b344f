// Every declared endpoint as every persona of the fixture, and as nobody: a right that is missing refuses before anything is read, a right that is there
// never does, and what is out of reach shows nowhere (R7.4-3, RX-8, S-115).
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLE_SEEDS } from '../domains/org/server/seeds/role-seeds.ts'
import type { Endpoint } from '../platform/contract/endpoint.ts'
import { sampleOf } from '../platform/server/openapi/json-sample.ts'
import { propertiesOf, schemaOf } from '../platform/server/openapi/json-schema.ts'
import { startAcceptance, type AcceptanceProduct } from './acceptance/product.ts'
import { addressOf } from './bad-inputs.ts'
import { modules } from './modules.ts'
import { rightsTable } from './rights-table.ts'

const PERSONAS = ['C1', 'V1', 'U1', 'A1', 'A2', 'E1', 'L1', 'R1', 'R2', 'H1', 'Q1', 'S1', 'S2', 'D1', 'X1', 'P1', 'K1', 'T1', 'M1', 'U9']
const OPEN_TO = new Set(['anyone', 'signed-in', 'any-role'])
const endpoints = modules.flatMap((m) => [...(m.routes ?? [])]).map((r) => r.endpoint as Endpoint)
const url = (endpoint: Endpoint, replaced: Record<string, string> = {}) => addressOf(endpoint, replaced).replace('/api/v1', '')
const sample = (endpoint: Endpoint): unknown => (endpoint.body && endpoint.kind !== 'upload' ? sampleOf(schemaOf(endpoint.body, 'input')) : undefined)
const named = (list: Endpoint[]) => list.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const)

let p: AcceptanceProduct
const held = new Map<string, Set<string>>()
const mayUse = (who: string, permission: string): boolean => OPEN_TO.has(permission) || held.get(who)!.has(permission)

/** A record with a word that occurs nowhere else; `seenBy`: those whose work it is, everybody else must not find it. */
interface Marked { word: string; ids: Record<string, string>; seenBy: string[]; /** Not the record itself, but its name where a case of theirs names it. */ namedTo?: string[] }
const marked: Marked[] = []

beforeAll(async () => {
  p = await startAcceptance()
  const people = (await p.must(null, 'GET', '/test/people')).items as { id: string; roles: string[] }[]
  for (const person of people) held.set(person.id, new Set(person.roles.flatMap((code) => Object.keys(ROLE_SEEDS.find((r) => r.code === code)!.rights))))
  await markRecords()
}, 60_000)
afterAll(() => p?.stop())

async function markRecords(): Promise<void> {
  const facts = { serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'high', impact: 'one-person', complexity: 'low' }
  const east = await p.open('V1', { ...facts, title: '东区 EQX4711', description: '东区 EQX4711' })
  const west = (await p.must('H1', 'GET', '/org/units')).items.find((u: { code: string }) => u.code === 'West').id as string
  const customer = await p.must('H1', 'POST', '/customers', { name: '西域矿业 CUX4711', regionId: west, mailDomains: ['xiyu.example'] })
  const contact = await p.must('H1', 'POST', '/contacts', { name: '罗西 CUX4711', email: 'luo@xiyu.example', customerId: customer.id })
  const western = await p.must('H1', 'POST', '/cases', { title: '西区 WQX4711', description: '西区 WQX4711', channel: 'phone', requesterId: contact.id, ...facts })
  const secret = await p.open('U1', { title: '外泄 SQX4711', description: '外泄 SQX4711', ...facts, problemClass: 'data-security' })
  const article = await p.must('A1', 'POST', '/articles', { title: '草稿 AQX4711', type: 'faq', body: '草稿 AQX4711', audience: 'staff' })
  await p.advance('PT1M')
  // Readers of everything: readAll of the role set; the agents of the east by their unit. Nobody else.
  const everywhere = ['H1', 'Q1', 'X1', 'M1', 'U9', 'K1']
  marked.push(
    { word: 'EQX4711', ids: { '/cases/:': east.id }, seenBy: ['V1', 'A1', 'A2', 'E1', 'L1', 'R1', ...everywhere] },
    { word: 'WQX4711', ids: { '/cases/:': western.id }, seenBy: ['R2', ...everywhere] },
    { word: 'SQX4711', ids: { '/cases/:': secret.id }, seenBy: ['U1', 'X1'] },
    { word: 'CUX4711', ids: { '/customers/:': customer.id, '/contacts/:': contact.id }, seenBy: ['A1', 'A2', 'E1', 'L1', 'R1', 'R2', ...everywhere.filter((x) => x !== 'K1')], namedTo: ['K1'] },
    // A draft is for those who write or publish.
    { word: 'AQX4711', ids: { '/articles/:': article.id }, seenBy: ['A1', 'A2', 'E1', 'L1', 'R1', 'R2', 'H1', 'K1', 'P1', 'S1', 'S2', 'D1'] },
  )
}

test('the role set of the fixture is what the product gives: the matrix is judged by the handbook, not by the server itself', async () => {
  for (const role of ROLE_SEEDS) {
    const stored = await p.must('M1', 'GET', `/access/roles/${role.code}`)
    expect([...new Set((stored.permissions as { permission: string }[]).map((x) => x.permission))].sort(), role.code).toEqual(Object.keys(role.rights).sort())
  }
})

test('docs/rights.md says what the roles may', () => {
  const table = rightsTable([...p.product.host.registry.permissions])
  if (process.env['HOUYUAN_WRITE_RIGHTS']) writeFileSync('docs/rights.md', table)
  expect(readFileSync('docs/rights.md', 'utf8'), 'run with HOUYUAN_WRITE_RIGHTS=1').toBe(table)
})

describe('R7.4-3 RX-8 role by endpoint', () => {
  test.each(named(endpoints.filter((e) => e.permission !== 'anyone')))('%s', async (_name, endpoint) => {
    const faults: string[] = [], bodies = endpoint.method === 'GET' ? [undefined] : [sample(endpoint), { noSuchField: 1 }]
    for (const body of bodies) {
      const reply = await p.send(null, endpoint.method, url(endpoint), body)
      if (reply.status !== 401) faults.push(`nobody: ${reply.status}`)
    }
    await Promise.all(PERSONAS.map(async (who) => {
      const allowed = mayUse(who, endpoint.permission)
      // Whoever may is stopped by the input that does not fit: nothing happens, and the right was looked at before.
      const asked = url(endpoint), odd = `${asked}${asked.includes('?') ? '&' : '?'}noSuchParameter=1`
      for (const body of bodies) {
        const reply = await p.send(who, endpoint.method, allowed ? odd : asked, body), code = (reply.body as { code?: string }).code
        if (!allowed && (reply.status !== 403 || code !== 'forbidden')) faults.push(`${who} lacks ${endpoint.permission}: ${reply.status} ${code}`)
        if (allowed && ![400, 404, 413, 415].includes(reply.status)) faults.push(`${who} has ${endpoint.permission}: ${reply.status} ${code}`)
      }
    }))
    expect(faults).toEqual([])
  })
})

test('RX-8 a customer is found by search through a case only by who may read cases and not customers', async () => {
  const items = (await p.must('K1', 'GET', '/search?q=CUX4711')).items as { kind: string }[]
  expect(new Set(items.map((i) => i.kind))).toEqual(new Set(['case']))
})

test('RX-8 those whose work it is do find each of these records', async () => {
  const faults: string[] = []
  for (const m of marked) for (const [prefix, id] of Object.entries(m.ids)) for (const who of m.seenBy) {
    const reply = await p.send(who, 'GET', `${prefix.slice(0, -1)}${id}`)
    if (reply.status !== 200 || !JSON.stringify(reply.body).includes(m.word)) faults.push(`${who} ${prefix} ${m.word}: ${reply.status}`)
  }
  expect(faults).toEqual([])
})

describe('RX-8 lists, counts and searches show nothing that is out of reach', () => {
  const lists = endpoints.filter((e) => e.method === 'GET' && !e.path.includes(':') && e.kind === 'json' && !e.path.startsWith('/test/'))
  const asksFor = (endpoint: Endpoint): string[] => (endpoint.query ? propertiesOf(schemaOf(endpoint.query, 'input')) : []).map((x) => x.name).filter((name) => ['q', 'text'].includes(name))

  test.each(named(lists))('%s', async (_name, endpoint) => {
    const faults: string[] = []
    await Promise.all(PERSONAS.map(async (who) => {
      const addresses = [url(endpoint), ...asksFor(endpoint).flatMap((name) => marked.map((m) => `${endpoint.path}?${name}=${m.word}`))]
      for (const address of addresses) {
        const reply = await p.send(who, 'GET', address), text = JSON.stringify(reply.body)
        if (reply.status >= 500) faults.push(`${who} ${address}: ${reply.status}`)
        if (mayUse(who, endpoint.permission) && !OPEN_TO.has(endpoint.permission) && reply.status === 403) faults.push(`${who} ${address}: 403 with ${endpoint.permission}`)
        if (reply.status < 300) for (const m of marked) if (![...m.seenBy, ...m.namedTo ?? []].includes(who) && text.includes(m.word)) faults.push(`${who} ${address}: shows ${m.word}`)
      }
    }))
    expect(faults).toEqual([])
  })
})

describe('RX-8 a record out of reach is neither shown, changed nor removed, by no address', () => {
  const single = endpoints.filter((e) => ['/cases/:', '/customers/:', '/contacts/:', '/articles/:'].some((prefix) => e.path.startsWith(prefix)) && e.kind !== 'upload')

  test.each(named(single))('%s', async (_name, endpoint) => {
    const faults: string[] = []
    for (const m of marked) for (const [prefix, id] of Object.entries(m.ids).filter(([prefix]) => endpoint.path.startsWith(prefix))) {
      const name = /:([A-Za-z]+)/.exec(endpoint.path.slice(prefix.length - 1))![1]!
      await Promise.all(PERSONAS.filter((x) => !m.seenBy.includes(x)).map(async (who) => {
        const reply = await p.send(who, endpoint.method, url(endpoint, { [name]: id }), sample(endpoint))
        if (JSON.stringify(reply.body).includes(m.word)) faults.push(`${who} ${m.word}: content`)
        // 400: the input did not fit, which says nothing about the record.
        if (reply.status < 400 ? !onlyNumberAndState(m, reply.body) : ![400, 403, 404].includes(reply.status)) faults.push(`${who} ${m.word}: ${reply.status}`)
      }))
    }
    expect(faults).toEqual([])
  })

  /** Of a data-security case everybody in reach learns number and state (§3.1-3). */
  const onlyNumberAndState = (m: Marked, body: unknown): boolean => m.word === 'SQX4711' && !JSON.stringify(body).includes('外泄')
})

describe('RX-8 things of a person', () => {
  test('uploads, drafts and notices of somebody else do not exist', async () => {
    const boundary = 'matrix', head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n`
    const upload = await p.product.http!.inject({ method: 'POST', url: '/api/v1/files', headers: { authorization: 'Bearer acceptance-a1', 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: `${head}FQX4711\r\n--${boundary}--\r\n` })
    const file = (upload.json() as { items: { id: string }[] }).items[0]!.id
    await p.must('A1', 'PUT', '/drafts/matrix', { content: { text: 'DQX4711' } })
    const noticesOf = async (who: string) => (await p.must(who, 'GET', '/notifications?limit=100')).items as { id: string; readAt: string | null }[]
    await p.move('L1', marked[0]!.ids['/cases/:']!, { to: 'assigned', handlerId: await p.idOf('A1') })
    await p.advance('PT1M')
    const told: [string, string][] = []
    for (const who of PERSONAS) { const first = (await noticesOf(who)).find((n) => n.readAt === null); if (first) told.push([who, first.id]) }
    const [owner, notice] = told[0]!
    for (const who of PERSONAS.filter((x) => x !== 'A1')) {
      expect([(await p.send(who, 'GET', `/files/${file}`)).status, (await p.send(who, 'DELETE', `/files/${file}`)).status], who).toEqual([404, 404])
      expect([403, 404], who).toContain((await p.send(who, 'GET', `/attachments/${file}`)).status)
      expect(JSON.stringify((await p.send(who, 'GET', '/drafts/matrix')).body), who).not.toContain('DQX4711')
      await p.send(who, 'DELETE', '/drafts/matrix')
      if (who === owner) continue
      await p.send(who, 'POST', '/notifications/read', { ids: [notice] })
      expect((await noticesOf(who)).map((n) => n.id), who).not.toContain(notice)
    }
    expect((await noticesOf(owner)).find((n) => n.id === notice)?.readAt).toBeNull()
    expect(JSON.stringify(await p.must('A1', 'GET', '/drafts/matrix'))).toContain('DQX4711')
    expect((await p.send('A1', 'GET', `/files/${file}`)).status).toBe(200)
  })
})
