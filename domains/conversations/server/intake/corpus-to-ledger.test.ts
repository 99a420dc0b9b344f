// The whole corpus through the desk: every message has an outcome, and the bytes in the ledger are those that came (nothing is lost, §5.2-1).
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { incomingPath } from '../../../../platform/server/files/public.ts'
import { EXPECTED, MESSAGES } from '../../../../platform/server/mail/corpus/make-corpus.ts'
import type { Expected } from '../../../../platform/server/mail/corpus/source/build-mail.ts'
import { takeIn } from '../../../../platform/server/mail/public.ts'
import { startDesk, type Desk } from '../../testing.ts'

let desk: Desk
beforeAll(async () => { desk = await startDesk() })
afterAll(() => desk.stop())

const expected = JSON.parse(readFileSync(EXPECTED, 'utf8')) as Record<string, Expected>
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test('RX-9 every message of the corpus ends in the ledger with the outcome of its rule, byte by byte', async () => {
  const sent = new Map<string, { name: string; sha: string; size: number }>()
  // Every machine mail and every quarantined one, and a third of the others: all of them run with CORPUS=all.
  const files = readdirSync(MESSAGES).filter((file, i) => process.env['CORPUS'] === 'all' || i % 3 === 0 || expected[file.replace(/\.eml$/, '')]!.outcome !== 'cased')
  for (const file of files) {
    const raw = readFileSync(new URL(file, MESSAGES)), path = await incomingPath(desk.config.dataDir), name = file.replace(/\.eml$/, '')
    writeFileSync(path, raw)
    const id = await takeIn(desk.host, { path, source: 'smtp', mailbox: 'smtp', envelope: { from: `${name}@sample.example`, to: ['support@desk.example.com'] }, remote: '127.0.0.1' })
    sent.set(id!, { name, sha: sha256(raw), size: raw.length })
  }
  await desk.quiet()
  const rows = new Map<string, any>()
  for (let cursor = ''; ;) {
    const page = (await desk.send('m1', 'GET', `/intake/messages?limit=200${cursor && `&cursor=${cursor}`}`)).body
    for (const row of page.items) rows.set(row.id, row)
    if (!page.nextCursor) break
    cursor = page.nextCursor
  }
  expect(rows.size).toBe(sent.size)
  const wrong = [...sent].flatMap(([id, s]) => {
    const row = rows.get(id), rule = expected[s.name]!
    const got = { outcome: row.outcome, ...(rule.reason ? { reason: row.reason } : {}), sha256: row.sha256, size: row.size }, due = { outcome: rule.outcome, ...(rule.reason ? { reason: rule.reason } : {}), sha256: s.sha, size: s.size }
    return JSON.stringify(got) === JSON.stringify(due) ? [] : [{ name: s.name, got: { ...got, detail: row.detail, reason: row.reason }, due }]
  })
  expect(wrong).toEqual([])
  for (const [id, s] of [...sent].filter((_, i) => i % 20 === 0)) expect(sha256((await desk.send('m1', 'GET', `/intake/messages/${id}/raw`)).raw), s.name).toBe(s.sha)
}, 120_000)
