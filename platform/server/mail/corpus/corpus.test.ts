// Every message of the corpus reads as the rules say (RX-9 nothing is lost, §5.2-13): the expectations come from how a message was made, never from the reader.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parseMessage } from '../parsing/parse-message.ts'
import type { ParsedMessage } from '../parsing/parsed-message.ts'
import { EXPECTED, MESSAGES, samples } from './make-corpus.ts'
import type { Expected } from './source/build-mail.ts'

const folder = mkdtempSync(join(tmpdir(), 'houyuan-corpus-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const expectations = Object.entries(JSON.parse(readFileSync(EXPECTED, 'utf8')) as Record<string, Expected>)

/** Only what the expectation speaks of, in its own words. */
function seen(m: ParsedMessage, e: Expected): Partial<Expected> {
  const whole = `${m.text}\n${m.html ?? ''}`
  return {
    ...(e.subject === undefined ? {} : { subject: m.subject }), ...(e.from === undefined ? {} : { from: m.from?.address ?? null }), ...(e.fromName === undefined ? {} : { fromName: m.from?.name ?? '' }), ...(e.text === undefined ? {} : { text: m.ownText }),
    ...(e.messageId === undefined ? {} : { messageId: m.messageId }), ...(e.has === undefined ? {} : { has: e.has.filter((w) => whole.includes(w)) }), ...(e.hasNot === undefined ? {} : { hasNot: e.hasNot.filter((w) => !whole.includes(w)) }),
    ...(e.attachments === undefined ? {} : { attachments: m.attachments.map((a) => ({ name: a.name, size: statSync(a.path).size })) }),
  }
}

describe('RX-9 corpus', () => {
  test('the files are what the script writes, byte by byte', () => {
    const made = new Map(samples().map((s) => [`${s.name}.eml`, s]))
    expect(readdirSync(MESSAGES).sort()).toEqual([...made.keys()].sort())
    for (const [file, s] of made) expect(readFileSync(new URL(file, MESSAGES)).equals(s.raw), file).toBe(true)
    expect(JSON.parse(readFileSync(EXPECTED, 'utf8'))).toEqual(Object.fromEntries([...made.values()].map((s) => [s.name, s.expected])))
    expect(made.size).toBeGreaterThanOrEqual(150)
  })
  test.each(expectations)('%s', async (name, expected) => {
    const { outcome: _outcome, reason: _reason, ...content } = expected
    expect(seen(await parseMessage(readFileSync(new URL(`${name}.eml`, MESSAGES)), mkdtempSync(join(folder, 'm-'))), expected)).toEqual(content)
  })
})
