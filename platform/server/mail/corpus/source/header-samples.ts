// Headers: encoded words of every kind, raw bytes, names, identities, and heads that end where none should.
import iconv from 'iconv-lite'
import { bytes, encode, hz, JP, jis, lines, mail, RU, TW, word, ZH, type Bytes, type Collection } from './build-mail.ts'

const cut = (data: Buffer, at: number, charset: string): string => `${word(charset, data.subarray(0, at))}\r\n ${word(charset, data.subarray(at))}`

const SUBJECTS: readonly [name: string, line: Bytes, words: string][] = [
  ...['utf-8', 'gbk', 'gb18030', 'gb2312'].flatMap((c): [string, string, string][] => [[`${c}-b`, `Subject: ${word(c, encode(ZH, c))}`, ZH], [`${c}-q`, `Subject: ${word(c, encode(ZH, c), 'Q')}`, ZH]]),
  ['big5-b', `Subject: ${word('big5', encode(TW, 'big5'))}`, TW], ['shift-jis-b', `Subject: ${word('shift_jis', encode(JP, 'shift_jis'))}`, JP], ['jis-b', `Subject: ${word('iso-2022-jp', jis(JP))}`, JP],
  ['koi8-b', `Subject: ${word('koi8-r', encode(RU, 'koi8-r'))}`, RU], ['koi8-q', `Subject: ${word('koi8-r', encode(RU, 'koi8-r'), 'Q')}`, RU], ['hz-b', `Subject: ${word('hz-gb-2312', hz('系统失败'))}`, '系统失败'],
  ['gb2312-is-gb18030', `Subject: ${word('gb2312', iconv.encode(`${ZH}𠮷`, 'gb18030'))}`, `${ZH}𠮷`], ['utf8-is-gbk', `Subject: ${word('utf-8', iconv.encode(ZH, 'gbk'))}`, ZH],
  ['raw-utf8', `Subject: ${ZH}`, ZH], ['raw-gbk', bytes('Subject: ', iconv.encode(ZH, 'gbk')), ZH],
  ['cut-utf8', `Subject: ${cut(Buffer.from(ZH), 10, 'utf-8')}`, ZH], ['cut-gbk', `Subject: ${cut(iconv.encode(ZH, 'gbk'), 5, 'gbk')}`, ZH],
  ['two-charsets', `Subject: ${word('gbk', iconv.encode('系统', 'gbk'))} ${word('utf-8', '失败')}`, '系统失败'], ['language-tag', `Subject: ${word('utf-8*zh', ZH)}`, ZH],
  ['no-padding', `Subject: ${word('utf-8', '系统a').replace(/=+\?=$/, '?=')}`, '系统a'], ['small-letters', `Subject: ${word('utf-8', ZH).replace('?B?', '?b?')}`, ZH], ['within-words', `Subject: [E-1042] ${word('utf-8', ZH)} (2)`, `[E-1042] ${ZH} (2)`],
  ['underscores', `Subject: ${word('utf-8', 'a b c', 'Q')}`, 'a b c'], ['folded-tab', 'Subject: one\r\n\ttwo', 'one two'], ['folded-many', `Subject: ${Array.from({ length: 20 }, (_, i) => `w${i}`).join('\r\n ')}`, Array.from({ length: 20 }, (_, i) => `w${i}`).join(' ')],
  ['emoji', `Subject: ${word('utf-8', '😀 坏了')}`, '😀 坏了'], ['nul', 'Subject: a\0b', 'ab'], ['empty', 'Subject:', ''], ['twice', lines('Subject: first').subarray(0, -2), 'first'],
  ['injection', `Subject: ${word('utf-8', 'a\r\nBcc: x@evil.example')}`, 'a Bcc: x@evil.example'], ['no-space-after-colon', 'Subject:bare', 'bare'], ['space-before-colon', 'Subject : bare', 'bare'], ['upper', 'SUBJECT: loud', 'loud'],
  ['broken-word', 'Subject: =?utf-8?B?not base64 at all', '=?utf-8?B?not base64 at all'], ['unknown-charset', `Subject: ${word('x-made-up', ZH)}`, ZH],
]

const FROMS: readonly [name: string, head: readonly Bytes[], address: string | null, personName?: string][] = [
  ['encoded-name', [`From: ${word('gb2312', iconv.encode('王伟', 'gbk'))} <Wei.Wang@Sample.Example>`], 'wei.wang@sample.example', '王伟'],
  ['raw-gbk-name', [bytes('From: ', iconv.encode('王伟', 'gbk'), ' <gbk.name@sample.example>')], 'gbk.name@sample.example', '王伟'],
  ['quoted-comma', ['From: "Wang, Wei" <comma@sample.example>'], 'comma@sample.example', 'Wang, Wei'], ['quoted-encoded', [`From: "${word('utf-8', '王伟')}" <quoted@sample.example>`], 'quoted@sample.example', '王伟'],
  ['comment', ['From: comment@sample.example (Wang Wei)'], 'comment@sample.example', 'Wang Wei'], ['angle-only', ['From: <angle@sample.example>'], 'angle@sample.example', ''], ['group', ['From: Team: g1@sample.example, g2@sample.example;'], 'g1@sample.example'],
  ['several', ['From: many1@sample.example, many2@sample.example'], 'many1@sample.example'], ['folded', ['From: Wang Wei\r\n <folded@sample.example>'], 'folded@sample.example', 'Wang Wei'],
  ['only-sender', ['Sender: only-sender@sample.example'], 'only-sender@sample.example'], ['only-reply-to', ['Reply-To: only-reply@sample.example'], 'only-reply@sample.example'],
  ['looks-like-two', ['From: "boss@other.example" <looks@sample.example>'], 'looks@sample.example', 'boss@other.example'], ['nul', ['From: nul\0@sample.example'], 'nul@sample.example'], ['no-domain', ['From: Wang Wei'], null], ['empty-address', ['From: <>'], null], ['nothing', ['X-None: 1'], null], ['at-only', ['From: @'], null],
  ['unicode-domain', ['From: wang@xn--fiqs8s.example'], 'wang@xn--fiqs8s.example'], ['spaces', ['From:     spaces@sample.example   '], 'spaces@sample.example'], ['no-reply-form', ['From: noreply@forms.example', 'Reply-To: Form User <form.user@sample.example>'], 'noreply@forms.example'],
]

export function addHeaders(to: Collection): void {
  for (const [name, line, subject] of SUBJECTS) to.add(`subject-${name}`, mail(`subject-${name}`, { head: name === 'twice' ? [line, 'Subject: second'] : [line], body: `words of ${name}` }), { subject, text: `words of ${name}` })
  to.add('subject-missing', mail('subject-missing', { without: ['subject'], body: ZH }), { subject: '', text: ZH })
  to.add('subject-10k', mail('subject-10k', { head: [`Subject: ${'长'.repeat(3000)}`] }), { subject: '长'.repeat(500) })
  for (const [name, head, from, fromName] of FROMS) to.add(`from-${name}`, mail(`from-${name}`, { head, without: ['from'], body: `words of ${name}` }), { from: name === 'only-reply-to' ? null : from, ...(fromName === undefined ? {} : { fromName }), ...(from === null ? { outcome: 'quarantined' as const, reason: 'no-sender' } : {}) })
  const id = (name: string, head: readonly Bytes[], messageId: string | null): void => to.add(`message-id-${name}`, mail(`message-id-${name}`, { head, without: ['message-id'], body: `words of ${name}` }), { messageId })
  id('missing', [], null)
  id('twice', ['Message-ID: <one@sample.example>', 'Message-ID: <two@sample.example>'], 'one@sample.example')
  id('bare', ['Message-ID: bare@sample.example'], 'bare@sample.example')
  id('folded', ['Message-ID:\r\n <folded-id@sample.example>'], 'folded-id@sample.example')
  id('spaces', ['Message-ID: < spaced@sample.example >'], 'spaced@sample.example')
  id('long', [`Message-ID: <${'x'.repeat(2000)}@sample.example>`], null)
  id('empty', ['Message-ID: <>'], null)
  id('nul', ['Message-ID: <n\0ul-id@sample.example>'], 'nul-id@sample.example')
  for (const [name, date] of [['nonsense', 'yesterday at noon'], ['year-1970', 'Thu, 1 Jan 1970 00:00:00 +0000'], ['future', 'Fri, 31 Dec 9999 23:59:59 +0000'], ['two-digits', '3 Mar 25 09:00 CST']] as const) to.add(`date-${name}`, mail(`date-${name}`, { head: [`Date: ${date}`], body: ZH }), { text: ZH })
  to.add('head-garbage-lines', bytes('no colon here\r\n: no name\r\n', mail('head-garbage-lines', { body: ZH })), { has: ['系统'], outcome: 'cased' })
  to.add('head-2000-headers', mail('head-2000-headers', { head: Array.from({ length: 2000 }, (_, i) => `X-Many-${i}: ${i}`), body: ZH }), { text: ZH })
  to.add('head-one-long-header', mail('head-one-long-header', { head: [`X-Long: ${'x'.repeat(300_000)}`], body: ZH }), { text: ZH })
  to.add('references-1000', mail('references-1000', { head: [`References: ${Array.from({ length: 1000 }, (_, i) => `<r${i}@sample.example>`).join('\r\n ')}`], body: ZH }), { text: ZH })
  to.add('recipients-500', mail('recipients-500', { head: [`To: ${Array.from({ length: 500 }, (_, i) => `p${i}@sample.example`).join(',\r\n ')}`], body: ZH }), { text: ZH })
}
