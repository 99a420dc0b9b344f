// Charsets of bodies: right, missing, wrong, and bytes that fit nothing.
import iconv from 'iconv-lite'
import { base64, bytes, encode, FR, hz, jis, JP, KR, mail, quoted, RU, TW, ZH, type Bytes, type Collection } from './build-mail.ts'

const RIGHT: readonly [charset: string, words: string][] = [
  ['utf-8', `${ZH} 😀`], ['gbk', ZH], ['gb2312', ZH], ['gb18030', `${ZH}𠮷㐀`], ['big5', TW], ['hz-gb-2312', '系统失败'], ['shift_jis', JP], ['euc-jp', JP], ['iso-2022-jp', 'システムに接続できません'],
  ['euc-kr', KR], ['koi8-r', RU], ['windows-1251', RU], ['iso-8859-5', RU], ['windows-1252', `${FR} – “ok”`], ['iso-8859-15', `${FR} 10 €`], ['windows-1250', 'Žluťoučký kůň'], ['windows-874', 'ระบบไม่ทำงาน'],
]
const SEVEN_BIT = new Set(['hz-gb-2312', 'iso-2022-jp'])

const WRONG: readonly [name: string, type: string | null, body: Buffer, words: string][] = [
  ['gb2312-is-gbk', 'text/plain; charset=gb2312', iconv.encode(`${ZH}镕`, 'gbk'), `${ZH}镕`],
  ['gb2312-is-gb18030', 'text/plain; charset="GB2312"', iconv.encode(`${ZH}𠮷㐀`, 'gb18030'), `${ZH}𠮷㐀`],
  ['gb2312-is-utf8', 'text/plain; charset=gb2312', Buffer.from(ZH), ZH],
  ['utf8-is-gbk', 'text/plain; charset=utf-8', iconv.encode(ZH, 'gbk'), ZH],
  ['ascii-is-utf8', 'text/plain; charset=us-ascii', Buffer.from(ZH), ZH],
  ['ascii-is-gbk', 'text/plain; charset=us-ascii', iconv.encode(ZH, 'gbk'), ZH],
  ['latin1-is-gbk', 'text/plain; charset=iso-8859-1', iconv.encode(ZH, 'gbk'), ZH],
  ['latin1-is-french', 'text/plain; charset=iso-8859-1', iconv.encode(FR, 'latin1'), FR],
  ['none-gbk', null, iconv.encode(ZH, 'gbk'), ZH], ['none-utf8', null, Buffer.from(ZH), ZH], ['none-jis', null, jis(JP), JP],
  ['empty-label', 'text/plain; charset=', iconv.encode(ZH, 'gbk'), ZH], ['unknown-label', 'text/plain; charset=x-made-up', iconv.encode(ZH, 'gbk'), ZH], ['unknown-8bit', 'text/plain; charset=unknown-8bit', iconv.encode(ZH, 'gbk'), ZH],
  ['label-upper', 'TEXT/PLAIN; CHARSET=GBK', iconv.encode(ZH, 'gbk'), ZH], ['label-cp936', 'text/plain; charset=cp936', iconv.encode(ZH, 'gbk'), ZH], ['label-gb18030-2005', 'text/plain; charset=GB18030-2005', iconv.encode(ZH, 'gb18030'), ZH],
  ['label-utf8-no-dash', 'text/plain; charset=utf8', Buffer.from(ZH), ZH], ['label-comment', 'text/plain; charset=utf-8 (so it says)', Buffer.from(ZH), ZH], ['label-twice', 'text/plain; charset=utf-8; charset=gbk', Buffer.from(ZH), ZH],
  ['label-first-in-type', 'text/plain;charset=gbk;format=flowed', iconv.encode(ZH, 'gbk'), ZH], ['type-without-subtype', 'text; charset=utf-8', Buffer.from(ZH), ZH],
  ['utf7', 'text/plain; charset=utf-7', iconv.encode(ZH, 'utf-7'), ZH], ['html-meta-lies', 'text/html; charset=utf-8', Buffer.from(`<meta charset="gbk"><p>${ZH}</p>`), ZH],
]

const DAMAGED: readonly [name: string, body: Bytes, has: string[]][] = [
  ['fits-nothing', Buffer.from([0x61, 0xff, 0xfe, 0x62]), ['a', 'b']], ['nul-bytes', 'vor\0 nach', ['vor', 'nach']], ['only-nul', Buffer.alloc(200), []], ['controls', 'a\x01\x02\x07\x1b[31mb', ['a', 'b']],
  ['cut-in-a-character', Buffer.from(ZH).subarray(0, 11), ['系统连']], ['overlong-utf8', Buffer.from([0x41, 0xc0, 0xaf, 0x42]), ['A', 'B']], ['surrogates-utf8', Buffer.from([0x41, 0xed, 0xa0, 0x80, 0x42]), ['A', 'B']],
  ['one-bad-byte', bytes(Buffer.from(ZH), Buffer.from([0xff]), Buffer.from(ZH)), []], ['every-byte', Buffer.from(Array.from({ length: 256 }, (_, i) => i)), ['0123456789']], ['private-use', 'a\ue000\uf8ffb', ['a', 'b']],
  ['zero-width', 'a\u200b\u200e\u2066b', ['a', 'b']], ['noncharacter', 'a\uffff\ufdd0b', ['a', 'b']],
]

export function addCharsets(to: Collection): void {
  for (const [charset, words] of RIGHT) {
    const body = encode(words, charset), type = `text/plain; charset=${charset}`
    to.add(`charset-${charset}-8bit`, mail(`charset-${charset}-8bit`, { type, encoding: SEVEN_BIT.has(charset) ? '7bit' : '8bit', body }), { text: words })
    to.add(`charset-${charset}-base64`, mail(`charset-${charset}-base64`, { type, encoding: 'base64', body: base64(body) }), { text: words })
    to.add(`charset-${charset}-qp`, mail(`charset-${charset}-qp`, { type, encoding: 'quoted-printable', body: quoted(body) }), { text: words })
  }
  to.add('charset-utf-16-base64', mail('charset-utf-16-base64', { type: 'text/plain; charset=utf-16', encoding: 'base64', body: base64(iconv.encode(ZH, 'utf-16')) }), { text: ZH })
  to.add('charset-utf-16le-base64', mail('charset-utf-16le-base64', { type: 'text/plain; charset=utf-16le', encoding: 'base64', body: base64(iconv.encode(ZH, 'utf-16le')) }), { text: ZH })
  to.add('charset-utf-8-bom', mail('charset-utf-8-bom', { body: bytes(Buffer.from([0xef, 0xbb, 0xbf]), ZH) }), { text: ZH })
  to.add('charset-hz-mixed', mail('charset-hz-mixed', { type: 'text/plain; charset=hz', encoding: '7bit', body: bytes(hz('系统失败'), ' E-1042 ~~') }), { text: '系统失败 E-1042 ~' })
  for (const [name, type, body, words] of WRONG) to.add(`label-${name}`, mail(`label-${name}`, { type, body, encoding: body.some((b) => b > 127) ? '8bit' : '7bit' }), { text: words })
  for (const [name, body, has] of DAMAGED) to.add(`damaged-${name}`, mail(`damaged-${name}`, { body }), { has })
}
