import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SYSTEM } from '../../ctx.ts'
import { files } from '../../files/module.ts'
import type { DomainModule } from '../../module.ts'
import { settings } from '../../settings/module.ts'
import { startTestProduct, type TestProduct } from '../../testing.ts'
import { mail } from '../module.ts'
import { listReceived } from '../public.ts'
import { startOutsideMailbox, type OutsideMailbox } from '../testing-imap.ts'
import { newId } from '../../ids.ts'
import { ImapSession } from './imap-session.ts'
import { mailboxAddress } from './mailbox-address.ts'
import { holdMailbox, releaseMailbox } from './mailbox-store.ts'
import { releaseMailbox as release, showMailboxes } from './release-mailbox.ts'

const modules: readonly DomainModule[] = [settings, files, mail]
let box: OutsideMailbox, product: TestProduct
beforeAll(async () => {
  box = await startOutsideMailbox()
  for (let i = 1; i <= 3; i++) box.deliver(letter(`old ${i}`), new Date('2020-01-01T00:00:00Z'))
  product = await startTestProduct({ modules, env: { HOUYUAN_IMAP: box.url }, http: { authenticate: async () => null } })
})
afterAll(async () => { await product.stop(); await box.close() })

const letter = (subject: string): string => `From: c1@customer.example\r\nTo: desk@desk.example\r\nSubject: ${subject}\r\nMessage-ID: <${subject.replaceAll(' ', '-')}@c>\r\n\r\n系统报错 ${subject}\r\n`
const ledger = () => product.host.transaction(SYSTEM, (ctx) => listReceived(ctx, { before: null, limit: 100 }))
const subjects = async () => (await ledger()).map((r) => r.messageId).reverse()

/** Waits for what the mailbox does by itself: nobody calls `settle` here. */
async function until(done: () => Promise<boolean> | boolean, ms = 25_000): Promise<void> {
  const end = performance.now() + ms
  while (!await done()) {
    if (performance.now() > end) throw new Error('it did not come to pass in time')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const connected = () => until(async () => (await sql`select 1 from mail_mailboxes where last_ok_at is not null`.execute(product.host.db)).rows.length > 0)

test('an address says who, where and which folder', () => {
  expect(mailboxAddress('imaps://a%40b.cn:p%2Fw@imap.b.cn/INBOX%2FDesk')).toEqual({ id: 'imap:a@b.cn@imap.b.cn/INBOX/Desk', host: 'imap.b.cn', port: 993, secure: true, user: 'a@b.cn', pass: 'p/w', path: 'INBOX/Desk' })
})

test('RX-9 the first connection to an old mailbox is a look: nothing is fetched or marked until it is released', async () => {
  await connected()
  const preview = async () => (await product.host.transaction(SYSTEM, showMailboxes)).items[0]!
  await until(async () => (await preview()).preview !== null)
  const waiting = box.deliver(letter('during the look'))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await preview()).toMatchObject({ releasedAt: null, preview: { messages: 3, oldest: '2020-01-01T00:00:00.000Z', sample: [{ from: 'c1@customer.example', subject: 'old 1' }, {}, {}] } })
  expect(await ledger()).toEqual([])
  expect([1, 2, 3, waiting].map((uid) => box.flagsOf(uid))).toEqual([[], [], [], []])
  const { id } = await preview()
  await product.host.transaction(SYSTEM, (ctx) => release(ctx, id, 'new-only'))
  await until(async () => (await subjects()).includes('during-the-look@c'))
  expect(await subjects()).toEqual(['during-the-look@c'])
  await expect(product.host.transaction(SYSTEM, (ctx) => release(ctx, id, 'new-only'))).rejects.toMatchObject({ code: 'mailbox-released' })
})

test('released, it leaves old mail alone; new mail comes by IDLE, is stored and then marked', async () => {
  await connected()
  const uid = box.deliver(letter('new one'))
  await until(async () => (await ledger()).length === 2)
  await until(() => box.flagsOf(uid).includes('\\Seen'))
  expect((await ledger())[0]).toMatchObject({ source: 'imap', messageId: 'new-one@c', from: 'c1@customer.example' })
  expect(box.flagsOf(1)).toEqual([])
})

test('a cut line is taken up again, and what came meanwhile is there', async () => {
  box.dropAll()
  box.deliver(letter('while away'))
  await until(async () => (await subjects()).includes('while-away@c'))
  expect(box.connections()).toBe(1)
})

test('a message that the server cannot give holds nobody up, and is tried again later', async () => {
  const bad = box.broken = box.deliver(letter('broken'))
  box.deliver(letter('behind it'))
  await until(async () => (await subjects()).includes('behind-it@c'))
  expect(await subjects()).not.toContain('broken@c')
  box.broken = null
  box.dropAll()
  await until(async () => (await subjects()).includes('broken@c'))
  expect(box.flagsOf(bad)).toContain('\\Seen')
  expect((await subjects()).filter((s) => s === 'behind-it@c')).toHaveLength(1)
})

test('a mailbox that is numbered anew gives nothing twice and no old mail', async () => {
  const before = await subjects()
  box.renumber()
  box.dropAll()
  box.deliver(letter('after it'))
  await until(async () => (await subjects()).includes('after-it@c'))
  expect(await subjects()).toEqual([...before, 'after-it@c'])
})

test('a line that falls silent is given up by our own clock, not by the socket', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
  /** Lets time pass second by second, at most `seconds`; database and sockets are real and have to keep up with it. Returns how long it took. */
  const pass = async (seconds: number, done: () => Promise<boolean>): Promise<number> => {
    for (let s = 0; s < seconds; s++) {
      if (await done()) return s
      await vi.advanceTimersByTimeAsync(1_000)
    }
    throw new Error(`it did not come to pass within ${seconds} s`)
  }
  try {
    // One look under this clock: the wait that is under way still goes by the other.
    box.deliver(letter('before silence'))
    await pass(600, async () => (await subjects()).includes('before-silence@c') && box.flagsOf(box.last()).includes('\\Seen'))
    const before = box.accepted
    box.freeze(true)
    // A minute until the next look, half a minute until its command counts as unanswered; then it comes again, and meets the same silence.
    expect(await pass(600, async () => { await ledger(); return box.accepted > before })).toBeGreaterThan(25)
    box.freeze(false)
    box.deliver(letter('after silence'))
    // Not before it has arrived: timers that are set under the other clock never ring after it.
    await pass(600, async () => (await subjects()).includes('after-silence@c'))
  } finally { vi.useRealTimers() }
}, 60_000)

test('one reader at a time holds a mailbox; another takes it over when the first is gone', async () => {
  const at = mailboxAddress(box.url), other = newId()
  const hold = (who: string) => product.host.transaction(SYSTEM, (ctx) => holdMailbox(ctx, at.id, who, 60_000))
  expect(await hold(other)).toBe(false)
  await sql`update mail_mailboxes set lease_until = now() - interval '1 second'`.execute(product.host.db)
  expect(await hold(other)).toBe(true)
  await product.host.transaction(SYSTEM, (ctx) => releaseMailbox(ctx, at.id, other))
})

test('an old mailbox can be imported as an archive: everything is in the ledger, marked as old', async () => {
  const old = await startOutsideMailbox(), plain = await startTestProduct({ modules, http: { authenticate: async () => null } })
  try {
    for (let i = 1; i <= 3; i++) old.deliver(letter(`years ago ${i}`), new Date('2020-01-01T00:00:00Z'))
    await sql`insert into settings (key, is_set, value, version, updated_at, updated_by, updated_by_name) values ('mail.first-connection', true, '"import-archive"', 1, now(), ${newId()}, 'admin')`.execute(plain.host.db)
    plain.host.signals.raise('settings')
    const at = mailboxAddress(old.url), session = new ImapSession(plain.host, at)
    await plain.host.transaction(SYSTEM, (ctx) => holdMailbox(ctx, at.id, newId(), 60_000))
    await session.open()
    expect(await session.fetchNew()).toBe(3)
    old.deliver(letter('today'))
    expect(await session.fetchNew()).toBe(1)
    session.close()
    const rows = await plain.host.transaction(SYSTEM, (ctx) => listReceived(ctx, { before: null, limit: 10 }))
    expect(rows.map((r) => [r.messageId, r.archive])).toEqual([['today@c', false], ['years-ago-3@c', true], ['years-ago-2@c', true], ['years-ago-1@c', true]])
  } finally { await plain.stop(); await old.close() }
})
