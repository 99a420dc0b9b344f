import { sql } from 'kysely'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EVERYWHERE } from '../scope.ts'
import { NOBODY, SYSTEM, type Actor } from '../ctx.ts'
import { newId } from '../ids.ts'
import { settings } from '../settings/module.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'
import { settle } from '../time-travel.ts'
import { blobPath } from './blob-place.ts'
import { contentTypeOf, isBlocked, safeName } from './content-type.ts'
import { imageSize } from './image-size.ts'
import { files } from './module.ts'
import { attachDrafts, describeFiles, draftSubject, linkFile, openFile, removeFiles, storeFile } from './public.ts'
import { purgeBytes } from './purge-files.ts'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==', 'base64')
const person = (name: string): Actor => ({ ...NOBODY, id: newId(), kind: 'staff', name, via: 'token', grants: new Map([['settings.manage', EVERYWHERE]]) })
const ann = person('ann'), bob = person('bob')

let product: TestProduct
beforeAll(async () => {
  product = await startTestProduct({ modules: [settings, files], http: { authenticate: async (_host, { bearer }) => ({ actor: bearer === 'ann' ? ann : bob, owes: null }) } })
})
afterAll(() => product.stop())

const as = <T>(actor: Actor, work: Parameters<typeof product.host.transaction<T>>[1]) => product.host.transaction(actor, work)
const call = (who: string, method: 'GET' | 'DELETE', url: string) => product.http!.inject({ method, url: `/api/v1${url}`, headers: { authorization: `Bearer ${who}` } })
function upload(who: string, name: string, type: string, data: Buffer) {
  const edge = 'edge'
  const payload = Buffer.concat([Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`), data, Buffer.from(`\r\n--${edge}--\r\n`)])
  return product.http!.inject({ method: 'POST', url: '/api/v1/files', headers: { authorization: `Bearer ${who}`, 'content-type': `multipart/form-data; boundary=${edge}` }, payload })
}

describe('what a file is', () => {
  test.each([
    ['image/png', 'application/pdf', false, 'image/png'],
    [null, 'image/png', false, 'application/octet-stream'],
    [null, 'image/png', true, 'text/plain'],
    [null, 'text/csv; charset=gbk', true, 'text/csv'],
    [null, 'text/plain', false, 'application/octet-stream'],
    [null, 'image/svg+xml', true, 'image/svg+xml'],
    ['application/x-cfb', 'application/msword', false, 'application/msword'],
    ['application/x-cfb', 'image/png', false, 'application/x-cfb'],
  ])('bytes %s, said %s, text %s -> %s', (sniffed, said, isText, type) => expect(contentTypeOf(sniffed, said, isText)).toBe(type))

  test.each([['setup.EXE', true], ['a.exe. ', true], ['bild.png', false], ['截图.png', false], ['archive.tar.gz', false], ['noextension', false]])('%s refused: %s', (name, blocked) => {
    expect(isBlocked(name, 'application/octet-stream', ['exe'])).toBe(blocked)
  })
  test('a program is refused whatever its name', () => expect(isBlocked('photo.png', 'application/x-msdownload', [])).toBe(true))
  test.each([['../../etc/passwd', 'passwd'], ['C:\\x\\报告.docx', '报告.docx'], ['photo\u202egnp.exe', 'photognp.exe'], ['..', 'file'], [`${'长'.repeat(300)}.png`, `${'长'.repeat(196)}.png`]])('name %s -> %s', (name, safe) => expect(safeName(name)).toBe(safe))
  test('the size of a picture comes from its head', () => {
    expect(imageSize(PNG, 'image/png')).toEqual({ width: 2, height: 3 })
    expect(imageSize(Buffer.from('GIF89a\x05\x00\x07\x00', 'latin1'), 'image/gif')).toEqual({ width: 5, height: 7 })
    const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0001108000a001403012200', 'hex')
    expect(imageSize(jpeg, 'image/jpeg')).toEqual({ width: 20, height: 10 })
    expect(imageSize(randomBytes(40), 'image/webp')).toBeNull()
  })
})

test('an upload is recognised, kept by content and read back only by its owner', async () => {
  const made = await upload('ann', '屏幕 1.png', 'application/pdf', PNG)
  expect(made.statusCode).toBe(201)
  const file = made.json<{ items: { id: string; contentType: string; sha256: string; width: number; name: string }[] }>().items[0]!
  expect(file).toMatchObject({ contentType: 'image/png', width: 2, name: '屏幕 1.png', sha256: createHash('sha256').update(PNG).digest('hex') })
  expect(readFileSync(blobPath(product.config.dataDir, file.sha256)).includes(PNG.subarray(8, 24)), 'R7.4-1: sealed on the disk').toBe(false)
  const own = await call('ann', 'GET', `/files/${file.id}`)
  expect(own.rawPayload).toEqual(PNG)
  expect(own.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'content-disposition': expect.stringMatching(/^inline; .*filename\*=UTF-8''%E5%B1%8F/) as unknown })
  expect((await call('bob', 'GET', `/files/${file.id}`)).statusCode).toBe(404)
  expect((await call('bob', 'DELETE', `/files/${file.id}`)).statusCode).toBe(404)
  expect((await call('ann', 'GET', '/files/nonsense')).statusCode).toBe(400)
})

test('HTML and SVG are downloads, programs are refused, too much is too much', async () => {
  const html = (await upload('ann', 'x.html', 'text/html', Buffer.from('<script>1</script>'))).json<{ items: { id: string }[] }>().items[0]!
  expect((await call('ann', 'GET', `/files/${html.id}`)).headers['content-disposition']).toMatch(/^attachment/)
  const refused = await upload('ann', 'tool.exe', 'application/octet-stream', Buffer.from('MZ'))
  expect(refused.statusCode).toBe(400)
  expect(refused.json()).toMatchObject({ code: 'validation', errors: [{ code: 'file.blocked-type' }] })
  expect((await upload('ann', 'big.bin', 'application/octet-stream', Buffer.alloc(51 * 1024 * 1024))).statusCode).toBe(413)
}, 60_000)

test('a draft goes to a record through its owner alone', async () => {
  const { id } = await as(ann, (ctx) => storeFile(ctx, { data: Buffer.from('日志'), name: 'a.log', declaredType: 'text/plain' }, draftSubject(ann.id)))
  await expect(as(bob, (ctx) => attachDrafts(ctx, [id], 'case:1'))).rejects.toMatchObject({ status: 400, errors: [{ pointer: '/attachments/0', code: 'file.not-yours' }] })
  await as(ann, (ctx) => attachDrafts(ctx, [id, id], 'case:1'))
  expect(await as(ann, (ctx) => describeFiles(ctx, [newId(), id]))).toMatchObject([{ id, subject: 'case:1', contentType: 'text/plain' }])
  await expect(as(ann, (ctx) => linkFile(ctx, id, 'case:2'))).rejects.toMatchObject({ status: 404 })
  expect(await as(SYSTEM, async (ctx) => text((await openFile(ctx, id)).stream))).toBe('日志')
})

test('what mail brings is kept although refused, and never handed out', async () => {
  const { id } = await as(SYSTEM, (ctx) => storeFile(ctx, { data: Buffer.from('MZ…'), name: 'invoice.pdf.exe', declaredType: 'application/pdf' }, 'case:1', { blocked: 'mark' }))
  await expect(as(SYSTEM, (ctx) => openFile(ctx, id))).rejects.toMatchObject({ status: 403, code: 'file-blocked' })
})

test('RX-20 with a scanner nothing is handed out before its verdict, and an infected file never', async () => {
  const clamd = createServer((socket) => {
    let seen = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      seen = Buffer.concat([seen, chunk])
      if (seen.subarray(-4).equals(Buffer.alloc(4))) socket.end(seen.includes('EICAR') ? 'stream: Eicar-Test FOUND\0' : 'stream: OK\0')
    })
  })
  await new Promise<void>((done) => { clamd.listen(0, '127.0.0.1', done) })
  const keep = (content: string) => as(SYSTEM, (ctx) => storeFile(ctx, { data: Buffer.from(content), name: 'a.txt', declaredType: 'text/plain' }, 'case:1'))
  const waiting = await keep(`before ${newId()}`)
  await setScanner(`clamd:127.0.0.1:${(clamd.address() as { port: number }).port}`)
  await expect(as(SYSTEM, (ctx) => openFile(ctx, waiting.id))).rejects.toMatchObject({ status: 409, code: 'file-unscanned' })
  const bad = await keep('EICAR'), good = await keep('fine')
  await settle(product.host, product.services)
  await expect(as(SYSTEM, (ctx) => openFile(ctx, bad.id))).rejects.toMatchObject({ status: 403, code: 'file-infected' })
  expect(await as(SYSTEM, async (ctx) => text((await openFile(ctx, good.id)).stream))).toBe('fine')
  clamd.close()
  const script = join(product.config.dataDir, 'scan.sh')
  writeFileSync(script, 'grep -q VIRUS "$1" && exit 1; exit 0\n')
  await setScanner(`sh ${script}`)
  const worse = await keep('VIRUS')
  await settle(product.host, product.services)
  await expect(as(SYSTEM, (ctx) => openFile(ctx, worse.id))).rejects.toMatchObject({ code: 'file-infected' })
  await setScanner('')
})

test('bytes go when nothing names them, and stay while one record does', async () => {
  const keep = () => as(SYSTEM, (ctx) => storeFile(ctx, { data: Buffer.from('shared bytes'), name: 'a.txt', declaredType: 'text/plain' }, 'case:9'))
  const [one, two] = [await keep(), await keep()]
  const path = blobPath(product.config.dataDir, one.sha256), later = new Date(Date.now() + 1000)
  await as(SYSTEM, (ctx) => removeFiles(ctx, [one.id]))
  await as(SYSTEM, (ctx) => purgeBytes(ctx, later))
  expect(existsSync(path)).toBe(true)
  await as(SYSTEM, (ctx) => removeFiles(ctx, [two.id]))
  await as(SYSTEM, (ctx) => purgeBytes(ctx, later))
  expect(existsSync(path)).toBe(false)
  expect((await sql`select 1 from files_blobs where sha256 = ${one.sha256}`.execute(product.host.db)).rows).toEqual([])
})

async function setScanner(value: string): Promise<void> {
  const now = await product.http!.inject({ method: 'GET', url: '/api/v1/settings/files.malware-scanner', headers: { authorization: 'Bearer ann' } })
  const done = await product.http!.inject({ method: 'PUT', url: '/api/v1/settings/files.malware-scanner', headers: { authorization: 'Bearer ann', 'if-match': `"${now.json<{ version: number }>().version}"` }, payload: { value } })
  expect(done.statusCode).toBe(200)
}
