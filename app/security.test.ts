// What holds for the whole product over HTTP, whatever the domain (docs/security.md, the table of requirements): headers, pages, sessions, files, logs, mails, exports.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aPerson, Browser, codeAt, GOOD_PASSWORD, moveRealTime } from '../platform/server/access/testing.ts'
import { BUILT_WEB } from '../platform/server/http/static-files.ts'
import { createLog } from '../platform/server/log.ts'
import { startOutsideServer, type OutsideServer } from '../platform/server/mail/testing.ts'
import { startTestProduct, type TestProduct } from '../platform/server/testing.ts'
import { httpParts } from './http-parts.ts'
import { modules } from './modules.ts'

let product: TestProduct, outside: OutsideServer, port = 0
const logged: string[] = [], hidden = new Map<string, string>()
const NEW_PASSWORD = 'Other-Harbour-43-Kite'

beforeAll(async () => {
  outside = await startOutsideServer()
  product = await startTestProduct({ modules, http: httpParts, log: createLog('trace', { write: (line: string) => { logged.push(line) } }), env: { HOUYUAN_SMTP_OUT: outside.url } })
  port = Number(new URL(await product.http!.listen({ port: 0, host: '127.0.0.1' })).port)
}, 60_000)
afterAll(async () => { await product?.stop(); await outside?.close() })

const get = (url: string, headers: Record<string, string> = {}) => product.http!.inject({ url, headers })
const as = (who: string) => ({ authorization: `Bearer acceptance-${who.toLowerCase()}` })
const call = (who: string, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) => product.http!.inject({ method, url: `/api/v1${path}`, headers: as(who), ...(payload ? { payload } : {}) })
/** What a pattern finds in a mail to the address, as soon as one has arrived. */
const inMailTo = (address: string, pattern: RegExp): Promise<string> => vi.waitFor(() => {
  const found = outside.mails.filter((m) => m.to.includes(address)).map((m) => pattern.exec(decoded(m.raw))?.[1]).find(Boolean)
  expect(found).toBeDefined()
  return found!
}, 20_000)
const decoded = (raw: string): string => `${raw}\n${raw.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')}\n${raw.split(/\r?\n\r?\n/).map((part) => Buffer.from(part.replaceAll(/\s/g, ''), 'base64').toString('utf8')).join('\n')}`

async function upload(who: string, name: string, type: string, text: string) {
  const payload = `--edge\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n${text}\r\n--edge--\r\n`
  return product.http!.inject({ method: 'POST', url: '/api/v1/files', headers: { ...as(who), 'content-type': 'multipart/form-data; boundary=edge' }, payload })
}

describe('headers', () => {
  test('every kind of answer forbids sniffing, framing and foreign use', async () => {
    const file = (await upload('A1', 'a.txt', 'text/plain', 'x')).json().items[0].id as string
    const replies = [
      await get('/api/v1/service'), await get('/api/v1/cases', as('A1')), await get('/api/v1/cases'), await get('/api/v1/nowhere'), await get('/nowhere.js'), await get('/healthz'), await get('/readyz'), await get('/api/docs'), await get('/api/openapi.json'),
      await get(`/api/v1/files/${file}`, as('A1')), await product.http!.inject({ method: 'DELETE', url: '/api/v1/cases' }), await product.http!.inject({ method: 'POST', url: '/api/v1/session', headers: { 'content-type': 'application/json' }, payload: '{' }),
      ...(existsSync(BUILT_WEB) ? [await get('/'), await get('/portal'), await get('/theme.js')] : []),
    ]
    for (const reply of replies) {
      const of = `${reply.raw.req.url} ${reply.statusCode}`
      expect(reply.headers, of).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' })
      const policy = String(reply.headers['content-security-policy'])
      for (const part of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) expect(policy, of).toContain(part)
      expect(policy, of).not.toMatch(/unsafe-(inline|eval)|https?:|\*/)
      expect([reply.headers['server'], reply.headers['x-powered-by'], reply.headers['access-control-allow-origin']], of).toEqual([undefined, undefined, undefined])
    }
  })

  test('pages hold no script of their own text, no handlers in attributes, and nothing from elsewhere', async () => {
    const pages = [...globSync('web/*.html'), ...(existsSync(BUILT_WEB) ? globSync(join(BUILT_WEB, '*.html')) : [])].map((path) => readFileSync(path, 'utf8'))
    expect(pages.length).toBeGreaterThan(0)
    for (const page of pages) {
      for (const [tag, , inner] of page.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) expect([/\ssrc="\//.test(tag), inner]).toEqual([true, ''])
      expect(page).not.toMatch(/\son[a-z]+\s*=|javascript:|(src|href)="(https?:)?\/\//i)
    }
    const nonce = async () => /nonce-([\w+/=]+)/.exec(String((await get('/api/docs')).headers['content-security-policy']))![1]
    expect(await nonce()).not.toBe(await nonce())
  })

  test.each(['//evil.example', '/%2f%2fevil.example', '/\\evil.example', '/?next=https://evil.example', '/sign-in?returnTo=//evil.example', '/api/docs?lang=//evil.example'])('%s leads nowhere else', async (url) => {
    const reply = await get(url)
    expect(reply.headers.location).toBeUndefined()
    expect(reply.statusCode < 300 || reply.statusCode >= 400).toBe(true)
  })

  test('TRACE and other methods that nobody declared do nothing', async () => {
    for (const method of ['TRACE', 'PROPFIND', 'CONNECT']) expect((await bare(`${method} /api/v1/cases HTTP/1.1\r\nHost: a\r\nCookie: houyuan=x\r\nConnection: close\r\n\r\n`)).split('\r\n')[0] ?? '', method).toMatch(/^$|HTTP\/1\.1 4\d\d/)
  })

  /** What a bare connection answers to bytes that no proper client sends. */
  const bare = (bytes: string) => new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.setTimeout(5_000, () => socket.destroy())
    socket.on('data', (chunk) => { text += chunk.toString() }); socket.on('error', reject); socket.on('close', () => resolve(text))
  })
  test.each([
    ['two lengths', 'POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}', 400],
    ['a length and chunks', 'POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    ['a folded header', 'GET /healthz HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c: d\r\nContent-Length : 3\r\n\r\n', 400],
    ['no host', 'GET /healthz HTTP/1.1\r\n\r\n', 400],
    ['100 kB of header', `GET /healthz HTTP/1.1\r\nHost: a\r\nX-A: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
  ])('%s are refused, and the connection ends', async (_what, bytes, status) => {
    const text = await bare(bytes)
    expect(text.split('\r\n')[0]).toContain(`HTTP/1.1 ${status}`)
    expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(1)
  })
})

describe('sessions', () => {
  test('R7.4-5 the cookie changes with every proof, and the one before opens nothing; a cookie that was planted is not taken over', async () => {
    await aPerson(product.host, 'fix@example.test')
    const b = new Browser(product, '192.0.2.1'), seen: string[] = []
    b.cookie = 'houyuan=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    const planted = b.cookie
    const step = async (work: () => Promise<unknown>) => { await work(); seen.push(b.cookie!) }
    await step(() => b.signIn('fix@example.test'))
    let secret = ''
    await step(async () => { ({ secret } = await b.enrol(product.host)) })
    await step(() => b.signIn('fix@example.test'))
    moveRealTime(product.host, 60_000)
    await step(() => b.send('POST', '/session/second-factor', { code: codeAt(secret, product.host.realNow()) }))
    await step(() => b.send('POST', '/me/password', { current: GOOD_PASSWORD, password: NEW_PASSWORD }))
    expect(new Set([planted, ...seen]).size).toBe(6)
    hidden.set('second-factor secret', secret); seen.forEach((cookie, i) => hidden.set(`session ${i}`, cookie.split('=')[1]!))
    expect((await b.send('GET', '/session')).status).toBe(200)
    for (const cookie of [planted, ...seen.slice(0, -1)]) expect((await get('/api/v1/session', { cookie })).statusCode).toBe(401)
  })

  test('R7.4-3 a session ends after its longest time however busy it is', async () => {
    await aPerson(product.host, 'long@example.test')
    const b = new Browser(product, '192.0.2.2')
    await b.signIn('long@example.test')
    for (let half = 1; half < 24; half++) { moveRealTime(product.host, 30 * 60_000); expect((await b.send('GET', '/session')).status, `${half / 2} h`).toBe(200) }
    moveRealTime(product.host, 31 * 60_000)
    expect((await b.send('GET', '/session')).status).toBe(401)
  })

  test('R7.4-4 whoever is slowed down by an attack gets in through the own mailbox at once, and the attacker does not', async () => {
    await aPerson(product.host, 'besieged@example.test')
    const attackers = Array.from({ length: 60 }, (_, i) => new Browser(product, `198.18.7.${i}`)), home = new Browser(product, '192.0.2.77')
    for (const attacker of attackers) await attacker.signIn('besieged@example.test', 'wrong')
    expect((await home.signIn('besieged@example.test')).status).toBe(429)
    expect((await home.send('POST', '/password-reset', { email: 'besieged@example.test' })).status).toBe(202)
    const token = await inMailTo('besieged@example.test', /password-reset#([\w-]{43})/)
    hidden.set('reset link', token)
    expect((await home.send('POST', '/password-reset/confirm', { token, password: NEW_PASSWORD })).status).toBe(200)
    expect((await home.signIn('besieged@example.test', NEW_PASSWORD)).status).toBe(200)
    expect((await attackers[0]!.signIn('besieged@example.test', 'wrong')).status).toBeGreaterThanOrEqual(401)
  })
})

test('the live socket opens for pages of this installation only, when it is the cookie that signs in', async () => {
  await aPerson(product.host, 'socket@example.test', { permissions: [['cases.read', 'own']] })
  const b = new Browser(product, '192.0.2.99')
  await b.signIn('socket@example.test')
  const upgrade = (origin: string) => new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: ${b.cookie}\r\n${origin}\r\n`))
    socket.once('data', (chunk) => { resolve(chunk.toString().split('\r\n')[0]!); socket.destroy() }); socket.on('error', reject)
  })
  expect(await upgrade(`Origin: http://127.0.0.1:${port}\r\n`)).toContain(' 101 ')
  for (const foreign of ['Origin: https://evil.example\r\n', 'Origin: null\r\n', '']) expect(await upgrade(foreign), foreign).toContain(' 403 ')
})

describe('files', () => {
  test.each([['pic.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'], ['page.html', 'text/html', '<script>alert(1)</script>'], ['page.png', 'image/png', '<html><script>alert(1)</script></html>'], ['feed.xml', 'application/xml', '<?xml version="1.0"?><a/>']])('RX-20 %s never runs here', async (name, type, text) => {
    const made = await upload('A1', name, type, text)
    const reply = await get(`/api/v1/files/${made.json().items[0].id}`, as('A1'))
    expect(reply.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/)
    expect(reply.headers['x-content-type-options']).toBe('nosniff')
    if (!String(reply.headers['content-type']).startsWith('text/plain')) expect(reply.headers['content-disposition']).toMatch(/^attachment/)
  })

  test.each(['../../etc/passwd', '..\\..\\boot.ini', '/etc/shadow', 'a\u0000.txt'])('RX-20 the name %j stays a name', async (name) => {
    const made = await upload('A1', name, 'text/plain', 'x')
    if (made.statusCode === 201) expect(['/', '\\', '\u0000', '..'].filter((part) => (made.json().items[0].name as string).includes(part))).toEqual([])
    else expect(made.statusCode).toBe(400)
  })
})

describe('what people write stays what it is', () => {
  test('RX-7 line breaks in a title or a name make no header of a mail', async () => {
    const opened = await call('C1', 'POST', '/cases', { title: 'Hello\r\nBcc: thief@evil.example\r\n\r\nbody', description: '说明', channel: 'portal' })
    if (opened.statusCode === 201) await vi.waitFor(() => expect(outside.mails.some((m) => m.raw.includes('thief') || /Hello/.test(decoded(m.raw)))).toBe(true), 20_000)
    else expect(opened.statusCode).toBe(400)
    for (const mail of outside.mails) { expect(mail.raw.split(/\r?\n\r?\n/)[0]).not.toMatch(/^bcc:/im); expect(mail.to).not.toContain('thief@evil.example') }
  })

  test('wildcards and patterns in a search are letters', async () => {
    await call('C1', 'POST', '/cases', { title: 'plain words', description: '说明', channel: 'portal' })
    for (const q of ['%', '_____', '%25%', '\\', '(a+)+$'.repeat(30), '.*']) {
      const start = performance.now()
      for (const path of ['/cases?view=all&', '/search?', '/customers?', '/contacts?', '/org/people?', '/articles?']) {
        const reply = await call('H1', 'GET', `${path}q=${encodeURIComponent(q)}`)
        expect(reply.statusCode, `${path}${q}`).toBeLessThan(500)
        if (reply.statusCode === 200 && path.startsWith('/cases')) expect(reply.json().items, q).toEqual([])
      }
      expect(performance.now() - start).toBeLessThan(5_000)
    }
  })

  test('every export for spreadsheets escapes what would be a formula', () => {
    const writers = globSync('{domains,platform}/**/*.ts').filter((path) => !path.endsWith('.test.ts')).flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/^.*\bstringify\(.*$/gm)].filter(([line]) => !line.includes('JSON.stringify')).map(([line]) => line))
    expect(writers.length).toBeGreaterThan(2)
    for (const line of writers) expect(line).toContain('escape_formulas: true')
  })
})

test('R7.4-1 the log holds no password, token, code, link or text of a mail, even at its most talkative and when the database refuses a row', async () => {
  const b = new Browser(product, '192.0.2.88'), wrong = 'Wrong-Secret-9931-Kite'
  await b.signIn('fix@example.test', wrong)
  const token = (await b.send('POST', '/access/tokens', { name: 'x', scopes: ['cases.read'] }, as('M1'))).body.token as string | undefined
  await call('C1', 'POST', '/cases', { title: 'LOGTITLE-5512', description: 'LOGBODY-5512', channel: 'portal' })
  const refused = Object.assign(new Error('violates check constraint'), { code: '23514', detail: `Failing row contains (1, LOGROW-5512, ${GOOD_PASSWORD}\nmore).`, constraint: 'c', table: 't' })
  product.host.log.error({ err: refused }, 'a request failed')
  product.host.log.info({ password: GOOD_PASSWORD, nested: { token: 'LOGTOKEN-5512', deep: { secret: 'LOGSECRET-5512' } } }, 'redacted')
  await call('C1', 'GET', '/audit')
  expect(logged.map((line) => JSON.parse(line) as object)).toContainEqual(expect.objectContaining({ msg: 'a request was refused', status: 403, code: 'forbidden', accountId: expect.any(String), address: '127.0.0.1', route: '/api/v1/audit' }))
  const all = logged.join('')
  expect(all).toContain('redacted')
  for (const [what, text] of [...hidden, ['password', GOOD_PASSWORD], ['new password', NEW_PASSWORD], ['wrong password', wrong], ['token', token ?? 'LOGTOKEN-5512'], ['fixture token', 'acceptance-a1'], ['mail', 'LOGBODY-5512'], ['row', 'LOGROW-5512'], ['nested', 'LOGTOKEN-5512'], ['deep', 'LOGSECRET-5512']] as const) expect(all.includes(text), what).toBe(false)
  expect(hidden.size).toBeGreaterThan(5)
})

test('no secret is a part of an address that is asked for', () => {
  const declared = modules.flatMap((m) => [...(m.routes ?? [])]).map((r) => r.endpoint), secretly = /token|secret|password|code$/i
  // Links that are mailed: of a confirmation letter, of a question for consent, of a question to a vendor. Each opens one page about one thing, for a set time; nothing happens by opening it.
  const known = ['/confirmations/:token', '/consents/:token', '/vendor-tasks/:token', '/vendor-tasks/:token/files', '/vendor-tasks/:token/files/:fileId']
  for (const e of declared) expect([...e.path.matchAll(/:([A-Za-z]+)/g)].filter(([, name]) => secretly.test(name!) && name !== 'code' && !known.includes(e.path)), e.path).toEqual([])
})
