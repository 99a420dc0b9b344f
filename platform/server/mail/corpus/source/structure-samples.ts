// How messages are put together: nested, cut off, empty, sealed, and with parts that nobody asked for.
import { attach, base64, bytes, html, mail, multi, part, PNG, quoted, text, ZH, type Bytes, type Collection } from './build-mail.ts'

const mixed = (name: string, boundary: string, body: Bytes, kind = 'mixed'): Buffer => mail(name, { type: `multipart/${kind}; boundary="${boundary}"`, encoding: null, body })

function nested(depth: number): Buffer {
  let inner: Buffer = text(ZH)
  for (let i = depth; i > 0; i--) inner = part([`Content-Type: multipart/mixed; boundary="n${i}"`], multi(`n${i}`, inner))
  return multi('n0', inner)
}
const forwarded = (depth: number): Buffer => bytes(`From: inner${depth}@sample.example\r\nSubject: inner ${depth}\r\n`, depth === 0 ? `\r\n${ZH}` : bytes(`Content-Type: message/rfc822\r\n\r\n`, forwarded(depth - 1)))

export function addStructures(to: Collection): void {
  const add = (name: string, body: Bytes, expected: Parameters<Collection['add']>[2] = { text: ZH }, kind = 'mixed', boundary = 'b'): void => to.add(`structure-${name}`, mixed(`structure-${name}`, boundary, body, kind), expected)
  const file = { name: '截图.png', size: PNG.length }
  add('alternative', multi('b', text(ZH), html(`<p>${ZH}</p>`)), undefined, 'alternative')
  add('html-only', multi('b', html(`<p>${ZH}</p>`)), undefined, 'alternative')
  add('related', multi('b', html('<p>图 <img src="cid:p@1"></p>'), part(['Content-Type: image/png; name="截图.png"', 'Content-ID: <p@1>', 'Content-Transfer-Encoding: base64'], base64(PNG))), { has: ['图'], attachments: [file] }, 'related')
  add('mixed', multi('b', text(ZH), attach('截图.png', 'image/png', PNG)), { text: ZH, attachments: [file] })
  add('two-texts', multi('b', text('第一段'), text('第二段')), { has: ['第一段', '第二段'] })
  add('only-attachment', multi('b', attach('截图.png', 'image/png', PNG)), { text: '', attachments: [file] })
  add('no-closing', multi('b', text(ZH), attach('截图.png', 'image/png', PNG)).subarray(0, -7), { text: ZH, attachments: [file] })
  add('preamble-epilogue', bytes('This is a multi-part message.\r\n', multi('b', text(ZH)), 'epilogue\r\n'))
  add('empty-parts', multi('b', '\r\n', text(ZH), '\r\n', part(['Content-Type: text/plain'], '')), { has: [ZH] })
  add('no-parts', '--b--\r\n', { text: '--b--' })
  add('nothing-inside', '', { text: '' })
  add('boundary-never-comes', `${ZH}\r\n`, { has: [ZH] })
  add('boundary-odd', multi("=_'()+,-./:=?", text(ZH)), undefined, 'mixed', "=_'()+,-./:=?")
  add('boundary-prefix', multi('b', part(['Content-Type: multipart/alternative; boundary="bb"'], multi('bb', text(ZH), html(ZH)))), undefined)
  add('nested-5', nested(5), undefined, 'mixed', 'n0')
  add('nested-60', nested(60), { has: [ZH] }, 'mixed', 'n0')
  add('digest', multi('b', part([], forwarded(0)), part([], forwarded(0))), {}, 'digest')
  add('forwarded-as-file', multi('b', text('见附件'), part(['Content-Type: message/rfc822', 'Content-Disposition: attachment; filename="原邮件.eml"'], forwarded(0))), { text: '见附件', attachments: [{ name: '原邮件.eml', size: forwarded(0).length }] })
  add('forwarded-three-deep', multi('b', text('见附件'), part(['Content-Type: message/rfc822'], forwarded(3))), { text: '见附件', attachments: [{ name: 'message-1.eml', size: forwarded(3).length }] })
  add('calendar', multi('b', text(ZH), part(['Content-Type: text/calendar; charset=utf-8; method=REQUEST'], 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n')), { has: [ZH] }, 'alternative')
  add('text-as-attachment', multi('b', text(ZH), attach('日志.log', 'text/plain', 'E-1042 at 09:00')), { text: ZH, attachments: [{ name: '日志.log', size: 15 }] })
  add('unknown-encoding', multi('b', text(ZH), part(['Content-Type: application/octet-stream', 'Content-Disposition: attachment; filename="a.bin"', 'Content-Transfer-Encoding: x-secret'], 'abc')), { text: ZH })
  add('partial', part([], 'cut'), {}, 'x-unknown')
  add('external-body', multi('b', text(ZH), part(['Content-Type: message/external-body; access-type=URL; URL="http://127.0.0.1/x"'], 'Content-Type: image/png\r\n\r\n')), { has: [ZH] })
  add('winmail-dat', multi('b', text(ZH), attach('winmail.dat', 'application/ms-tnef', Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0, 1, 2, 3]))), { text: ZH, attachments: [{ name: 'winmail.dat', size: 9 }] })
  add('smime-signed', multi('b', text(ZH), attach('smime.p7s', 'application/pkcs7-signature', Buffer.alloc(300, 7))), { text: ZH, attachments: [{ name: 'smime.p7s', size: 300 }] }, 'signed; protocol="application/pkcs7-signature"')
  to.add('structure-smime-encrypted', mail('structure-smime-encrypted', { head: ['Content-Disposition: attachment; filename="smime.p7m"'], type: 'application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"', encoding: 'base64', body: base64(Buffer.alloc(500, 9)) }), { text: '', attachments: [{ name: 'smime.p7m', size: 500 }] })
  add('pgp-encrypted', multi('b', part(['Content-Type: application/pgp-encrypted'], 'Version: 1'), attach('encrypted.asc', 'application/octet-stream', '-----BEGIN PGP MESSAGE-----')), { text: '', attachments: [{ name: 'attachment-1.bin', size: 10 }, { name: 'encrypted.asc', size: 27 }] }, 'encrypted; protocol="application/pgp-encrypted"')
  add('pgp-signed', multi('b', text(ZH), attach('signature.asc', 'application/pgp-signature', '-----BEGIN PGP SIGNATURE-----')), { text: ZH, attachments: [{ name: 'signature.asc', size: 29 }] }, 'signed; protocol="application/pgp-signature"')
  to.add('structure-pgp-inline', mail('structure-pgp-inline', { body: '-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----' }), { has: ['BEGIN PGP MESSAGE'] })
  const many = Array.from({ length: 1000 }, (_, i) => part([`Content-Disposition: attachment; filename="f${i}.txt"`], String(i)))
  add('1000-attachments', multi('b', text(ZH), ...many), { text: ZH, attachments: Array.from({ length: 1000 }, (_, i) => ({ name: `f${i}.txt`, size: String(i).length })) })
  bare(to)
}

/** Messages that are hardly messages. */
function bare(to: Collection): void {
  const raw = (name: string, data: Bytes, expected: Parameters<Collection['add']>[2]): void => to.add(`bare-${name}`, bytes(data), expected)
  const nobody = { from: null, outcome: 'quarantined' as const, reason: 'no-sender' }
  raw('empty', '', { ...nobody, text: '', subject: '' })
  raw('one-byte', 'x', nobody)
  raw('line-break', '\r\n', nobody)
  raw('words-only', '没有信头\r\n', nobody)
  raw('random', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919 + (i >> 3) * 104729) & 255)), nobody)
  raw('zeros', Buffer.alloc(5000), nobody)
  raw('head-only', 'From: head-only@sample.example\r\nSubject: only a head', { from: 'head-only@sample.example', subject: 'only a head', text: '' })
  raw('lf-only', 'From: lf-only@sample.example\nSubject: lf\n\nwords\n', { from: 'lf-only@sample.example', subject: 'lf', text: 'words' })
  raw('mixed-line-ends', 'From: mixed-ends@sample.example\r\nSubject: ends\n\r\nwords\n\r\nmore', { from: 'mixed-ends@sample.example', subject: 'ends', has: ['words', 'more'] })
  raw('mbox-line', 'From mbox@sample.example Mon Mar  3 09:00:00 2025\r\nFrom: mbox@sample.example\r\nSubject: mbox\r\n\r\nwords', { from: 'mbox@sample.example', has: ['words'] })
  raw('bom', bytes(Buffer.from([0xef, 0xbb, 0xbf]), 'From: bom@sample.example\r\nSubject: bom\r\n\r\nwords'), { from: 'bom@sample.example', subject: 'bom', text: 'words' })
  raw('leading-space', ' From: space@sample.example\r\nFrom: space2@sample.example\r\nSubject: s\r\n\r\nwords', { has: ['words'] })
  raw('long-line', `From: long-line@sample.example\r\nSubject: long\r\n\r\n${'字'.repeat(60_000)}`, { text: '字'.repeat(60_000) })
  to.add('bare-no-type', mail('bare-no-type', { type: null, encoding: null, body: ZH }), { text: ZH })
  to.add('bare-type-garbage', mail('bare-type-garbage', { type: ';;;===', encoding: null, body: ZH }), { text: ZH })
  to.add('bare-multipart-no-boundary', mail('bare-multipart-no-boundary', { type: 'multipart/mixed', encoding: null, body: `--x\r\n\r\n${ZH}` }), { has: [ZH] })
  to.add('bare-base64-broken', mail('bare-base64-broken', { encoding: 'base64', body: `${base64(ZH).slice(0, 20)}\r\n!!!!\r\n${base64(ZH).slice(20)}` }), { has: ['系统'] })
  to.add('bare-base64-no-padding', mail('bare-base64-no-padding', { encoding: 'base64', body: base64(`${ZH}a`).replace(/=+$/, '') }), { text: `${ZH}a` })
  to.add('bare-qp-broken', mail('bare-qp-broken', { encoding: 'quoted-printable', body: `${quoted('系统')}=ZZ=\r\n=4` }), { has: ['系统'] })
  to.add('bare-uuencode', mail('bare-uuencode', { type: 'text/plain', encoding: '7bit', body: 'begin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n' }), { has: ['begin 644'] })
  to.add('bare-image', mail('bare-image', { head: ['Content-Disposition: attachment; filename="截图.png"'], type: 'image/png', encoding: 'base64', body: base64(PNG) }), { text: '', attachments: [{ name: '截图.png', size: PNG.length }] })
  to.add('bare-encoding-in-caps', mail('bare-encoding-in-caps', { encoding: 'BASE64', body: base64(ZH) }), { text: ZH })
}
