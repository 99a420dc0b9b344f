// What a reply says itself, apart from the history below it: Outlook, Gmail, QQ, NetEase, Foxmail, Apple and Thunderbird. Pure.
// A reply between or below the quoted lines is left whole: showing too much is better than losing a word.
import sanitize from 'sanitize-html'

export interface Cut { own: string; quoted: string | null }

/** Line by line, and no more of a line than a mail program writes: time grows with the length of the text, whatever it holds. */
const MAX_LINE = 400
const HEAD_LABEL = /^[>\s*]{0,20}(?:发件人|寄件者|寄件人|From)\s{0,5}[:：]/i
const MORE_LABELS = /^[>\s*]{0,20}(?:发送时间|发送日期|日期|时间|收件人|主题|抄送|寄件日期|收件者|Sent|Date|To|Subject|Cc)\s{0,5}[:：]/i
const SEPARATOR = /^[>\s]{0,20}-{2,}\s{0,5}(?:Original Message|Forwarded message|原始邮件|原始郵件|原邮件|转发邮件|回复的原邮件)\s{0,5}-{2,}/i
const RULE = /^[>\s]{0,20}_{20,}\s*$/
/** "On 3 Mar 2025, Li wrote:", "在 2025年3月3日，李敏 写道：", "2025年3月3日(周一) 09:00，李敏 <a@b.cn>写道：", "At 2025-03-03 ..., "Li" <a@b> wrote:" */
const ATTRIBUTIONS = [/^(?:On|At|Am|Le)\s.{5,380}(?:wrote|schrieb|écrit)\s?[:：]\s*$/i, /^.{0,80}\d{4}.{1,300}(?:写道|寫道|写到)\s?[:：]\s*$/]

export function cutQuotedText(text: string): Cut {
  const lines = text.split('\n')
  const found = lines.findIndex((_, i) => startsHistory(lines, i))
  const at = found === -1 ? trailingQuote(lines) : found
  if (at === null || answersBelow(lines.slice(at))) return { own: text.trim(), quoted: null }
  const own = lines.slice(0, at).join('\n').trim()
  return own === '' ? { own: text.trim(), quoted: null } : { own, quoted: lines.slice(at).join('\n').trim() || null }
}

function startsHistory(lines: readonly string[], i: number): boolean {
  const at = (n: number): string => (lines[n] ?? '').slice(0, MAX_LINE)
  const line = at(i)
  if (line.trim() === '') return false
  if (SEPARATOR.test(line) || (RULE.test(line) && [1, 2].some((n) => HEAD_LABEL.test(at(i + n))))) return true
  if (HEAD_LABEL.test(line)) return [1, 2, 3, 4, 5].some((n) => MORE_LABELS.test(at(i + n)))
  return ATTRIBUTIONS.some((p) => p.test(line.trim()) || p.test(`${line.trim()} ${at(i + 1).trim()}`.slice(0, MAX_LINE)))
}

/** Lines with `>` to the end of the text, without a line that announces them. */
function trailingQuote(lines: readonly string[]): number | null {
  let first = lines.length, quoted = false
  while (first > 0 && (lines[first - 1]!.startsWith('>') || lines[first - 1]!.trim() === '')) { first--; quoted ||= lines[first]!.startsWith('>') }
  return quoted ? first : null
}

/** True when lines of one's own stand between or below `>` lines. */
function answersBelow(tail: readonly string[]): boolean {
  const first = tail.findIndex((l) => l.startsWith('>'))
  if (first === -1) return false
  const rest = tail.slice(first)
  const signature = rest.findIndex((l) => /^-- ?$/.test(l))
  return (signature === -1 ? rest : rest.slice(0, signature)).some((l) => l.trim() !== '' && !l.startsWith('>'))
}

/** Where mail programs start the history in HTML. `quote`: a block that closes again, so that words may follow it. */
const HTML_MARKS: readonly { pattern: RegExp; quote: boolean }[] = [
  { pattern: /<div[^>]{1,300}class="?(?:[^">]{0,100}\s)?gmail_quote/i, quote: true },
  { pattern: /<blockquote[^>]{1,300}(?:type="?cite|class="?gmail_quote|id="?isReplyContent|id="?ntes)/i, quote: true },
  { pattern: /<div[^>]{1,300}class="?moz-cite-prefix/i, quote: true },
  { pattern: /<div[^>]{1,300}class="?(?:[^">]{0,100}\s)?(?:yahoo_quoted|__aliyun_previous_quote|protonmail_quote)/i, quote: true },
  { pattern: /<(?:div|hr)[^>]{1,300}id="?(?:divRplyFwdMsg|appendonsend|stopSpelling|original-content|x_divRplyFwdMsg|ntes-pcmail-quote|isForwardContent)/i, quote: false },
  { pattern: /<(?:includetail|div[^>]{1,300}class="?(?:xm_mail_oringinal_describe|OutlookMessageHeader))/i, quote: false },
  { pattern: /<div[^>]{1,300}style=["']?[^"'>]{0,100}border:\s?none;\s?border-top:\s?solid\s#[0-9a-f]{6}\s1(?:\.0)?pt/i, quote: false },
  { pattern: /<(?:div|p|span|font)[^>]{0,400}>(?:&nbsp;|\s){0,10}-{2,40}(?:&nbsp;|\s|<[^>]{0,200}>){0,10}(?:原始邮件|原始郵件|Original(?:&nbsp;|\s)Message|回复的原邮件|转发邮件)(?:&nbsp;|\s|<[^>]{0,200}>){0,10}-{2}/i, quote: false },
  { pattern: /<(?:p|div)[^>]{0,400}>(?:\s|<(?:b|strong|span|font)[^>]{0,300}>){0,10}(?:发件人|From)\s{0,5}(?:<[^>]{0,200}>\s{0,5}){0,5}[:：](?=[\s\S]{0,1500}?(?:发送时间|日期|Sent|Date)\s{0,5}(?:<[^>]{0,200}>\s{0,5}){0,5}[:：])/i, quote: false },
]

export function cutQuotedHtml(html: string): Cut {
  const hits = HTML_MARKS.map((m) => ({ at: html.search(m.pattern), quote: m.quote })).filter((h) => h.at !== -1).sort((a, b) => a.at - b.at)
  const first = hits[0]
  if (!first || !hasWords(html.slice(0, first.at)) || (first.quote && answersAfter(html.slice(first.at)))) return { own: html, quoted: null }
  return { own: html.slice(0, first.at), quoted: html.slice(first.at) }
}

function answersAfter(tail: string): boolean {
  const end = tail.toLowerCase().lastIndexOf('</blockquote>')
  return end !== -1 && hasWords(tail.slice(end + '</blockquote>'.length))
}

function hasWords(html: string): boolean {
  return /[\p{L}\p{N}]|<img\b/u.test(sanitize(html, { allowedTags: ['img'], allowedAttributes: {}, nonTextTags: ['style', 'script', 'title', 'textarea', 'option', 'noscript'] }).replace(/&[a-z]{2,8};/g, ''))
}
