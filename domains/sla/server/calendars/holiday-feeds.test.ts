// iCalendar files of others: duplicates, observances, several days in one event, repeats, broken ones, large ones.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCaseProduct, type CaseProduct } from '../../../cases/testing.ts'
import { conversations } from '../../../conversations/module.ts'
import { sla } from '../../module.ts'
import { parseFeed } from './holiday-feeds.ts'

const NOW = Date.parse('2025-03-03T01:00:00Z')
const ics = (...events: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//x//', ...events, 'END:VCALENDAR'].join('\r\n')
let n = 0
const event = (...lines: string[]) => ['BEGIN:VEVENT', `UID:${n++}`, 'DTSTAMP:20250101T000000Z', ...lines, 'END:VEVENT'].join('\r\n')
const days = (text: string) => parseFeed(text, NOW).exceptions.map((e) => `${e.date} ${e.kind}`)

describe('feeds', () => {
  it('whole days, the end is exclusive; a day without an end is one day', () => {
    expect(days(ics(event('SUMMARY:国庆节', 'DTSTART;VALUE=DATE:20251001', 'DTEND;VALUE=DATE:20251004'), event('SUMMARY:元旦', 'DTSTART;VALUE=DATE:20260101')))).toEqual(['2025-10-01 closed', '2025-10-02 closed', '2025-10-03 closed', '2026-01-01 closed'])
  })
  it('duplicates count once; a make-up day (班) wins over a day off', () => {
    const feed = parseFeed(ics(event('SUMMARY:春节', 'DTSTART;VALUE=DATE:20260217'), event('SUMMARY:Spring Festival', 'DTSTART;VALUE=DATE:20260217'), event('SUMMARY:春节 假期', 'DTSTART;VALUE=DATE:20260214'), event('SUMMARY:春节（班）', 'DTSTART;VALUE=DATE:20260214')), NOW)
    expect(feed).toMatchObject({ duplicates: 2, events: 4, exceptions: [{ date: '2026-02-14', kind: 'open' }, { date: '2026-02-17', kind: 'closed', name: '春节' }] })
  })
  it('observances, cancelled events, meetings and far years are named and not taken', () => {
    const feed = parseFeed(ics(event('SUMMARY:教师节', 'DESCRIPTION:Observance', 'TRANSP:TRANSPARENT', 'DTSTART;VALUE=DATE:20250910'), event('SUMMARY:旧', 'STATUS:CANCELLED', 'DTSTART;VALUE=DATE:20250911'),
      event('SUMMARY:会议', 'DTSTART:20250912T010000Z', 'DTEND:20250912T020000Z'), event('SUMMARY:很远', 'DTSTART;VALUE=DATE:20990101'), event('SUMMARY:无日期')), NOW)
    expect(feed.exceptions).toEqual([])
    expect(feed.ignored.map((i) => i.why)).toEqual(['observance', 'cancelled', 'not-all-day', 'too-far', 'unreadable'])
  })
  it('a yearly rule counts within the window, an exception date does not', () => {
    expect(days(ics(event('SUMMARY:厂庆', 'DTSTART;VALUE=DATE:20200601', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20260601')))).toEqual(['2024-06-01 closed', '2025-06-01 closed', '2027-06-01 closed', '2028-06-01 closed'].filter((d) => Date.parse(d.slice(0, 10)) > NOW - 400 * 86_400_000 && Date.parse(d.slice(0, 10)) < NOW + 1200 * 86_400_000))
  })
  it('an endless event and an endless rule come to an end', () => {
    expect(days(ics(event('SUMMARY:x', 'DTSTART;VALUE=DATE:20250401', 'DTEND;VALUE=DATE:20990401'))).length).toBe(31)
    expect(days(ics(event('SUMMARY:x', 'DTSTART;VALUE=DATE:20250401', 'RRULE:FREQ=DAILY'))).length).toBeLessThanOrEqual(2000)
  })
  it.each(['', 'hello', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n', '\u0000\u0001'])('%j is no calendar, and says so', (text) => {
    const read = () => parseFeed(text, NOW)
    try { expect(read().exceptions).toEqual([]) } catch (error) { expect(error).toMatchObject({ status: 400, code: 'sla.feed-unreadable' }) }
  })
})

describe('over HTTP', () => {
  let product: CaseProduct
  beforeAll(async () => { product = await startCaseProduct([conversations, sla]) })
  afterAll(async () => { await product.stop() })
  const upload = (who: string, text: string | Buffer) => {
    const edge = 'xxEDGExx', payload = Buffer.concat([Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="file"; filename="a.ics"\r\nContent-Type: text/calendar\r\n\r\n`), Buffer.from(text), Buffer.from(`\r\n--${edge}--\r\n`)])
    return product.http!.inject({ method: 'POST', url: '/api/v1/calendar-feeds', headers: { authorization: `Bearer acceptance-${who}`, 'content-type': `multipart/form-data; boundary=${edge}` }, payload })
  }
  it('reads a file, then the chosen days go into the next version; 50 MB are refused; only headquarters', async () => {
    const read = await upload('h1', ics(event('SUMMARY:公司日', 'DTSTART;VALUE=DATE:20250620')))
    expect([read.statusCode, read.json().exceptions]).toEqual([200, [{ date: '2025-06-20', kind: 'closed', name: '公司日' }]])
    const saved = await product.send('h1', 'POST', '/calendars/cn-office/days', { exceptions: read.json().exceptions })
    expect(saved).toMatchObject({ status: 201, body: { id: 'cn-office@2' } })
    expect((await upload('h1', Buffer.alloc(50 * 1024 * 1024, 65))).statusCode).toBe(413)
    expect((await upload('a1', ics())).statusCode).toBe(403)
    expect((await upload('h1', 'nonsense')).statusCode).toBe(400)
    const packs = (await product.send('a1', 'GET', '/calendar-packs')).body.items
    expect(packs.map((p: any) => [p.id, p.status, p.publishedOn])).toEqual([['cn-2025', 'announced', '2024-11-12'], ['cn-2026', 'announced', '2025-11-04'], ['cn-2027', 'provisional', null]])
    const provisional = (await product.send('h1', 'POST', '/calendars/cn-office/days', { pack: 'cn-2027' })).body.exceptions.filter((e: any) => e.date.startsWith('2027'))
    expect(provisional).toHaveLength(13)
    expect(provisional.every((e: any) => e.name.endsWith('（暂定）'))).toBe(true)
    expect(packs[2].source).toMatch(/795.*2026-11-23|795.*23 Nov 2026/)
    expect((await product.send('h1', 'POST', '/calendars/cn-office/days', { pack: 'xx-1' })).body.errors[0].code).toBe('sla.pack-unknown')
  })
})
