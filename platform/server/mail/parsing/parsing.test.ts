import iconv from 'iconv-lite'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseMessage } from './parse-message.ts'
import type { ParsedMessage } from './parsed-message.ts'
import { openParserPool } from './parser-pool.ts'
import { placeInline } from './clean-html.ts'

let folder: string
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'houyuan-parse-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const parse = (raw: Buffer | string): Promise<ParsedMessage> => parseMessage(Buffer.isBuffer(raw) ? raw : Buffer.from(raw.replace(/\r?\n/g, '\r\n')), mkdtempSync(join(folder, 'm-')))

const ZH = '系统连接失败，请尽快处理。', TW = '系統連線失敗，請儘快處理。', JP = 'システムに接続できません。', RU = 'Система не отвечает'
const JP_7BIT = Buffer.concat([Buffer.from('\x1b$B'), iconv.encode(JP, 'euc-jp').map((b) => b & 0x7f), Buffer.from('\x1b(B')])
const hz = (text: string) => `~{${[...iconv.encode(text, 'gb2312')].map((b) => String.fromCharCode(b & 0x7f)).join('')}~}`
const b64 = (bytes: Buffer) => bytes.toString('base64')

function mailOf(type: string | null, body: Buffer, encoding = '8bit', extra: (string | Buffer)[] = []): Buffer {
  const lines: (string | Buffer)[] = ['From: a@b.cn', 'To: desk@x.cn', 'Message-ID: <1@b.cn>', ...extra, 'MIME-Version: 1.0', ...(type === null ? [] : [`Content-Type: ${type}`]), `Content-Transfer-Encoding: ${encoding}`, '']
  return Buffer.concat([...lines.flatMap((l) => [Buffer.from(l), Buffer.from('\r\n')]), encoding === 'base64' ? Buffer.from(b64(body)) : body])
}

describe('charsets of bodies', () => {
  test.each<[string, Buffer, string]>([
    ['gbk', mailOf('text/plain; charset=gbk', iconv.encode(ZH, 'gbk'), 'base64'), ZH],
    ['gb2312 that is really gbk', mailOf('text/plain; charset=gb2312', iconv.encode(`${ZH}镕`, 'gbk')), `${ZH}镕`],
    ['gb2312 that is really gb18030', mailOf('text/plain; charset="GB2312"', iconv.encode(`${ZH}𠮷㐀`, 'gb18030'), 'base64'), `${ZH}𠮷㐀`],
    ['gb18030', mailOf('text/plain; charset=gb18030', iconv.encode(`${ZH}𠮷`, 'gb18030')), `${ZH}𠮷`],
    ['gb2312 that is really utf-8', mailOf('text/plain; charset=gb2312', Buffer.from(ZH)), ZH],
    ['big5', mailOf('text/plain; charset=big5', iconv.encode(TW, 'big5'), 'base64'), TW],
    ['iso-2022-jp', mailOf('text/plain; charset=iso-2022-jp', JP_7BIT, '7bit'), JP],
    ['iso-2022-jp without a label', mailOf(null, JP_7BIT, '7bit'), JP],
    ['shift_jis', mailOf('text/plain; charset=shift_jis', iconv.encode(JP, 'shift_jis'), 'base64'), JP],
    ['koi8-r', mailOf('text/plain; charset=koi8-r', iconv.encode(RU, 'koi8-r'), 'base64'), RU],
    ['hz', mailOf('text/plain; charset=HZ-GB-2312', Buffer.from(`${hz('系统失败')} ok`), '7bit'), '系统失败 ok'],
    ['hz in base64', mailOf('text/plain; charset=hz', Buffer.from(`${hz('系统失败')} ~~`), 'base64'), '系统失败 ~'],
    ['utf-7', mailOf('text/plain; charset=utf-7', iconv.encode(ZH, 'utf-7'), '7bit'), ZH],
    ['utf-16', mailOf('text/plain; charset=utf-16', iconv.encode(ZH, 'utf-16'), 'base64'), ZH],
    ['no label, gbk', mailOf(null, iconv.encode(ZH, 'gbk')), ZH],
    ['no label, utf-8', mailOf('text/plain', Buffer.from(ZH)), ZH],
    ['us-ascii that is utf-8', mailOf('text/plain; charset=us-ascii', Buffer.from(ZH)), ZH],
    ['utf-8 that is gbk', mailOf('text/plain; charset=utf-8', iconv.encode(ZH, 'gbk'), 'base64'), ZH],
    ['iso-8859-1 that is gbk', mailOf('text/plain; charset=iso-8859-1', iconv.encode(ZH, 'gbk')), ZH],
    ['iso-8859-1 that is French', mailOf('text/plain; charset=iso-8859-1', iconv.encode('Élève très déçu à Noël', 'latin1')), 'Élève très déçu à Noël'],
    ['a charset that nobody knows', mailOf('text/plain; charset=x-made-up', iconv.encode(ZH, 'gbk')), ZH],
    ['quoted-printable gb2312', mailOf('text/plain; charset=gb2312', Buffer.from([...iconv.encode(ZH, 'gbk')].map((b) => `=${b.toString(16).toUpperCase()}`).join('')), 'quoted-printable'), ZH],
    ['bytes that fit nothing', mailOf('text/plain; charset=utf-8', Buffer.from([0x61, 0xff, 0xfe, 0x62])), 'aÿþb'],
    ['NUL bytes', mailOf('text/plain; charset=utf-8', Buffer.from('a\0b')), 'ab'],
  ])('%s', async (_name, raw, text) => expect((await parse(raw)).text).toContain(text))
})

describe('headers', () => {
  const subject = async (line: string | Buffer) => { const m = await parse(mailOf('text/plain', Buffer.from('x'), '8bit', [line])); return m.subject }
  test.each<[string, string | Buffer, string]>([
    ['raw gbk', Buffer.concat([Buffer.from('Subject: '), iconv.encode(ZH, 'gbk')]), ZH],
    ['raw utf-8', `Subject: ${ZH}`, ZH],
    ['gb2312 word that is gb18030', `Subject: =?gb2312?B?${b64(iconv.encode(`${ZH}𠮷`, 'gb18030'))}?=`, `${ZH}𠮷`],
    ['hz word', `Subject: =?hz-gb-2312?B?${b64(Buffer.from(hz('系统失败')))}?=`, '系统失败'],
    ['big5 word', `Subject: =?big5?B?${b64(iconv.encode(TW, 'big5'))}?=`, TW],
    ['iso-2022-jp word', `Subject: =?iso-2022-jp?B?${b64(JP_7BIT)}?=`, JP],
    ['utf-8 word that is gbk', `Subject: =?utf-8?B?${b64(iconv.encode(ZH, 'gbk'))}?=`, ZH],
    ['a character cut between two words', `Subject: =?utf-8?B?${b64(Buffer.from(ZH).subarray(0, 10))}?=\r\n =?utf-8?B?${b64(Buffer.from(ZH).subarray(10))}?=`, ZH],
    ['a gbk character cut between two words', `Subject: =?gbk?B?${b64(iconv.encode(ZH, 'gbk').subarray(0, 5))}?= =?gbk?B?${b64(iconv.encode(ZH, 'gbk').subarray(5))}?=`, ZH],
    ['quoted-printable words', 'Subject: =?utf-8?Q?=E7=B3=BB=E7=BB=9F_ok?=', '系统 ok'],
  ])('%s', async (_name, line, text) => expect(await subject(line)).toBe(text))

  test('names, identity and thread', async () => {
    const m = await parse(`From: =?utf-8?B?${b64(Buffer.from('王伟'))}?= <Wei.Wang@Customer.CN>\nTo: Desk <desk@x.cn>, team: a@b.cn, c@d.cn;\nCc: e@f.cn\nMessage-ID: <abc@b>\nIn-Reply-To: <tok@desk>\nReferences: <one@b>\n <tok@desk>\nSubject: Re: x\n\nhi`)
    expect(m).toMatchObject({ messageId: 'abc@b', inReplyTo: 'tok@desk', references: ['one@b', 'tok@desk'], from: { name: '王伟', address: 'wei.wang@customer.cn' }, cc: [{ address: 'e@f.cn' }] })
    expect(m.to.map((t) => t.address)).toEqual(['desk@x.cn', 'a@b.cn', 'c@d.cn'])
  })
  test('a message without anything is still a message', async () => {
    expect(await parse('')).toMatchObject({ messageId: null, from: null, subject: '', text: '', html: null, attachments: [] })
    expect(await parse('just words, no headers\n')).toMatchObject({ from: null })
  })
})

describe('parts', () => {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const picture = (head: string) => `--m\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n${head}\n\n${b64(png)}\n`

  test('a picture named by cid outside multipart/related is shown in its place', async () => {
    const m = await parse(`From: a@b.cn\nContent-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/html; charset=utf-8\n\n<p>看图</p><img src="cid:shot%40x" alt="截图"><img src="cid:lost"><img src="http://evil.example/p.png?u=1">\n${picture('Content-ID: <shot@x>\nContent-Disposition: attachment; filename="截图.png"')}--m--\n`)
    expect(m.attachments).toMatchObject([{ name: '截图.png', contentType: 'image/png', cid: 'shot@x', inline: true }])
    expect(readFileSync(m.attachments[0]!.path)).toEqual(png)
    const html = placeInline(m.html!, (cid) => (cid === 'shot@x' ? '/api/v1/attachments/1' : null))
    expect(html).toContain('src="/api/v1/attachments/1"')
    expect(html).not.toContain('evil.example')
    expect(html).not.toContain('cid:')
  })
  test.each<[string, string | Buffer]>([
    ['raw gbk name', iconv.encode('截图 1.png', 'gbk')], ['encoded word', `=?gb2312?B?${b64(iconv.encode('截图 1.png', 'gbk'))}?=`], ['utf-8 name', '截图 1.png'],
  ])('attachment with %s', async (_name, name) => {
    const m = await parse(Buffer.concat([Buffer.from('From: a@b.cn\r\nContent-Type: multipart/mixed;\r\n boundary="m"\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\nhi\r\n--m\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="'), Buffer.from(name), Buffer.from(`"\r\nContent-Transfer-Encoding: base64\r\n\r\n${b64(png)}\r\n--m--\r\n`)]))
    expect(m.attachments.map((a) => a.name)).toEqual(['截图 1.png'])
    expect(m.text).toBe('hi')
  })
  test('a name in RFC 2231 pieces, and a part without a name', async () => {
    const m = await parse(`From: a@b.cn\nContent-Type: multipart/mixed; boundary=m\n\n${picture("Content-Disposition: attachment;\n filename*0*=gb2312''%BD%D8;\n filename*1*=%CD%BC.png")}${picture('Content-Disposition: attachment')}--m--\n`)
    expect(m.attachments.map((a) => a.name)).toEqual(['截图.png', 'attachment-2.png'])
  })
  test('pictures written into the HTML become attachments', async () => {
    const m = await parse(`From: a@b.cn\nContent-Type: text/html\n\n<p>x</p><img src="data:image/png;base64,${b64(png)}">`)
    expect(m.attachments).toMatchObject([{ cid: 'data-0@inline', contentType: 'image/png', inline: true }])
    expect(m.html).toContain('src="cid:data-0@inline"')
  })
  test('HTML alone gives readable text; a message inside a message stays a file', async () => {
    const m = await parse('From: a@b.cn\nContent-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/html; charset=gbk\nContent-Transfer-Encoding: base64\n\n' + b64(iconv.encode(`<table><tr><td>${ZH}</td></tr></table><p>第二段</p>`, 'gbk')) + '\n--m\nContent-Type: message/rfc822\n\nSubject: inner\n\ninner text\n--m--\n')
    expect(m.text).toContain(ZH)
    expect(m.text).toContain('第二段')
    expect(m.attachments).toMatchObject([{ contentType: 'message/rfc822', name: 'message-1.eml' }])
  })
  test('a delivery report names the mail that came back', async () => {
    const m = await parse('From: MAILER-DAEMON@x.cn\nContent-Type: multipart/report; report-type=delivery-status; boundary=m\n\n--m\n\nSorry\n--m\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x.cn\n\nFinal-Recipient: rfc822; gone@c.cn\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no\n such user\n\n--m\nContent-Type: message/rfc822\n\nMessage-ID: <tok@desk>\nSubject: x\n\nx\n--m--\n')
    expect(m.bounce).toEqual({ originalMessageId: 'tok@desk', action: 'failed', status: '5.1.1', recipient: 'gone@c.cn', diagnostic: '550 no such user' })
  })
})

describe('readers have budgets', () => {
  const file = (name: string, raw: string) => { const path = join(folder, name); writeFileSync(path, raw); return path }
  test('a message that takes too long is set aside, the next is read', async () => {
    const pool = openParserPool(1)
    const good = { path: file('good.eml', `From: a@b.cn\r\nSubject: ok\r\n\r\n${ZH}`), folder, maxBytes: 1e6 }
    expect(await pool.parse(good, 20_000)).toMatchObject({ subject: 'ok', text: ZH })
    await expect(pool.parse({ path: file('slow.eml', `From: a@b.cn\r\nContent-Type: text/html\r\n\r\n${'<div><b>'.repeat(300_000)}`), folder, maxBytes: 1e8 }, 30)).rejects.toMatchObject({ reason: 'parse-time' })
    await expect(pool.parse({ ...good, maxBytes: 3 }, 20_000)).rejects.toMatchObject({ reason: 'parse-failed' })
    expect(await pool.parse(good, 20_000)).toMatchObject({ subject: 'ok' })
    await pool.stop()
  }, 60_000)
})
