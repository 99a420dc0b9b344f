// Large messages and budgets: 25 MB with a file are read as any other, 100 MB stay within memory and time, and the next one does not wait.
import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openParserPool, type ParserPool } from '../parsing/parser-pool.ts'

let folder: string, pool: ParserPool
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'houyuan-large-')); pool = openParserPool(2) })
afterAll(async () => { await pool.stop(); rmSync(folder, { recursive: true, force: true }) })

/** A mail with one file of so many bytes, written piece by piece. */
async function mailOf(size: number): Promise<{ path: string; sha256: string; size: number }> {
  const path = join(folder, `${size}.eml`), out = createWriteStream(path), hash = createHash('sha256'), piece = randomBytes(57 * 1024)
  out.write('From: a@b.cn\r\nSubject: =?utf-8?B?5aSn5paH5Lu2?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n见附件\r\n--b\r\nContent-Type: application/octet-stream; name="dump.bin"\r\nContent-Disposition: attachment; filename="dump.bin"\r\nContent-Transfer-Encoding: base64\r\n\r\n')
  const lines = piece.toString('base64').replace(/.{76}/g, '$&\r\n')
  let written = 0
  for (; written < size; written += piece.length) { hash.update(piece); if (!out.write(lines)) await once(out, 'drain') }
  out.end('\r\n--b--\r\n')
  await once(out, 'finish')
  return { path, sha256: hash.digest('hex'), size: written }
}

test.each([[25, 25_000_000], [100, 70_000_000]])('RX-14 a mail of %i MB keeps its file byte by byte', async (_mb, size) => {
  const large = await mailOf(size), small = join(folder, `small-${size}.eml`), target = mkdtempSync(join(folder, 't-'))
  writeFileSync(small, 'From: a@b.cn\r\nSubject: small\r\n\r\nx')
  const order: string[] = []
  const [read] = await Promise.all([
    pool.parse({ path: large.path, folder: target, maxBytes: 200_000_000 }, 120_000).then((m) => { order.push('large'); return m }),
    pool.parse({ path: small, folder, maxBytes: 1e6 }, 120_000).then((m) => { order.push(m.subject) }),
  ])
  expect(order).toEqual(['small', 'large'])
  expect(read).toMatchObject({ subject: '大文件', text: '见附件', attachments: [{ name: 'dump.bin' }] })
  expect(statSync(read!.attachments[0]!.path).size).toBe(large.size)
  expect(createHash('sha256').update(readFileSync(read!.attachments[0]!.path)).digest('hex')).toBe(large.sha256)
}, 180_000)
