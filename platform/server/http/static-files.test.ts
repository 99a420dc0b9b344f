import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settings } from '../settings/module.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'
import { staticFiles } from './static-files.ts'

const root = `${mkdtempSync(join(tmpdir(), 'houyuan-web-'))}/`
let product: TestProduct
beforeAll(async () => {
  mkdirSync(join(root, 'assets'))
  writeFileSync(join(root, 'agent.html'), '<script nonce="__CSP_NONCE__"></script>staff')
  writeFileSync(join(root, 'portal.html'), 'portal')
  writeFileSync(join(root, 'theme.js'), 'theme()')
  writeFileSync(join(root, 'assets', 'a-1f.js'), 'plain()')
  writeFileSync(join(root, 'assets', 'a-1f.js.gz'), gzipSync('plain()'))
  writeFileSync(join(root, '.secret'), 'no')
  product = await startTestProduct({ modules: [settings], http: { authenticate: async () => null, extend: [staticFiles(root)] }, workers: false })
})
afterAll(async () => { await product.stop(); rmSync(root, { recursive: true }) })
const get = (url: string, headers: Record<string, string> = {}) => product.http!.inject({ url, headers })

test.each([['/', 'staff'], ['/cases/HY-1?view=mine', 'staff'], ['/portal', 'portal'], ['/portal/cases/1', 'portal'], ['/portals', 'staff'], ['/agent.html', 'staff'], ['/releases/V1.1.4', 'staff']])('%s shows the %s page', async (url, text) => {
  const reply = await get(url)
  expect(reply.statusCode).toBe(200)
  expect(reply.body).toContain(text)
  expect(reply.headers['cache-control']).toBe('no-cache')
})

test('the page carries the nonce of its policy, a new one each time', async () => {
  const [a, b] = [await get('/'), await get('/')]
  const nonce = /nonce="([^"]+)"/.exec(a.body)![1]!
  expect(a.headers['content-security-policy']).toContain(`'nonce-${nonce}'`)
  expect(a.headers['content-security-policy']).not.toContain('unsafe-inline')
  expect(b.body).not.toContain(nonce)
})

test('hashed files are kept for ever and come compressed; others are asked for again', async () => {
  const hashed = await get('/assets/a-1f.js', { 'accept-encoding': 'gzip' })
  expect(hashed.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'public, max-age=31536000, immutable' })
  expect(hashed.headers['content-type']).toContain('javascript')
  expect((await get('/assets/a-1f.js')).body).toBe('plain()')
  const plain = await get('/theme.js')
  expect([plain.body, plain.headers['cache-control']]).toEqual(['theme()', 'no-cache'])
  expect((await get('/theme.js', { 'if-none-match': String(plain.headers.etag) })).statusCode).toBe(304)
})

test.each(['/assets/gone.js', '/api/v1/nowhere', '/api/nowhere', '/.secret', '/healthz/x', '/assets/..%2f..%2f..%2fetc%2fpasswd'])('%s is no page', async (url) => {
  const reply = await get(url)
  expect(reply.statusCode).toBeGreaterThanOrEqual(400)
  expect(reply.statusCode).toBeLessThan(500)
  expect(reply.headers['content-type']).toContain('application/problem+json')
})
