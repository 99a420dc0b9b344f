// Plain Markdown as blocks: headings, lists, code, quotes, tables, and a little inside lines. Pure; never HTML, so nothing can be smuggled in.

export type Span = { text: string } | { code: string } | { strong: Span[] } | { em: Span[] } | { link: string; label: Span[] }
export type Block =
  | { kind: 'heading'; level: number; spans: Span[]; id: string }
  | { kind: 'paragraph'; spans: Span[] }
  | { kind: 'list'; ordered: boolean; start: number; items: { spans: Span[]; inner: Block[] }[] }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'table'; head: Span[][]; rows: Span[][][] }
  | { kind: 'line' }

const MARK = /(`+)([^`]|[^`][^]*?[^`])\1|\[([^\]\n]+)\]\(([^)\s]+)\)|\*\*([^*\n]+)\*\*|(?<![\w*])\*(?!\s)([^*\n]+)(?<!\s)\*(?![\w*])|(https?:\/\/[^\s<>"，。；、）】]+)/
const SAFE = /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i
/** Punctuation at the end of a bare address belongs to the sentence. */
const TAIL = /[.,;:!?)\]]+$/

export function spansOf(text: string): Span[] {
  const spans: Span[] = []
  let rest = text
  for (let found = MARK.exec(rest); found; found = MARK.exec(rest)) {
    if (found.index > 0) spans.push({ text: rest.slice(0, found.index) })
    const [all, , code, label, href, strong, em, bare] = found
    let used = all.length
    if (code !== undefined) spans.push({ code: code.trim() })
    else if (label !== undefined && href !== undefined) spans.push(...(SAFE.test(href) ? [{ link: href, label: spansOf(label) }] : [{ text: label }]))
    else if (strong !== undefined) spans.push({ strong: spansOf(strong) })
    else if (em !== undefined) spans.push({ em: spansOf(em) })
    else if (bare !== undefined) { const url = bare.replace(TAIL, ''); used = url.length; spans.push({ link: url, label: [{ text: url }] }) }
    rest = rest.slice(found.index + used)
  }
  return rest ? [...spans, { text: rest }] : spans
}

const ITEM = /^(\s*)([-*+]|(\d{1,9})[.)、])\s+(.*)$/
const plain = (spans: readonly Span[]): string => spans.map((s) => ('text' in s ? s.text : 'code' in s ? s.code : 'strong' in s ? plain(s.strong) : 'em' in s ? plain(s.em) : plain(s.label))).join('')
const cells = (line: string) => line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => spansOf(cell.trim()))

export function blocksOf(source: string): Block[] {
  const lines = source.replaceAll('\r\n', '\n').replaceAll('\t', '  ').split('\n'), blocks: Block[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at]!
    if (line.trim() === '') { at++; continue }
    const [block, next] = blockAt(lines, at)
    blocks.push(block)
    at = next
  }
  return blocks
}

function blockAt(lines: readonly string[], at: number): [Block, number] {
  const line = lines[at]!, heading = /^(#{1,4})\s+(.+?)\s*#*$/.exec(line), fence = /^\s*(```|~~~)/.exec(line)
  if (heading) { const spans = spansOf(heading[2]!); return [{ kind: 'heading', level: heading[1]!.length, spans, id: plain(spans).trim().replace(/\s+/g, '-') }, at + 1] }
  if (fence) {
    const end = lines.findIndex((l, i) => i > at && l.trim().startsWith(fence[1]!)), stop = end < 0 ? lines.length : end
    return [{ kind: 'code', text: lines.slice(at + 1, stop).join('\n') }, stop + 1]
  }
  if (/^\s*(-{3,}|\*{3,}|_{3,})\s*$/.test(line)) return [{ kind: 'line' }, at + 1]
  if (/^\s*>/.test(line)) { const stop = until(lines, at, (l) => !/^\s*>/.test(l)); return [{ kind: 'quote', blocks: blocksOf(lines.slice(at, stop).map((l) => l.replace(/^\s*> ?/, '')).join('\n')) }, stop] }
  if (ITEM.test(line)) return listAt(lines, at)
  if (line.includes('|') && /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/.test(lines[at + 1] ?? '')) { const stop = until(lines, at + 2, (l) => !l.includes('|')); return [{ kind: 'table', head: cells(line), rows: lines.slice(at + 2, stop).map(cells) }, stop] }
  const stop = until(lines, at + 1, (l) => l.trim() === '' || /^(#{1,4}\s|\s*>|\s*(```|~~~))/.test(l) || ITEM.test(l))
  return [{ kind: 'paragraph', spans: spansOf(lines.slice(at, stop).map((l) => l.trim()).join('\n')) }, stop]
}

function until(lines: readonly string[], from: number, ends: (line: string) => boolean): number {
  const found = lines.findIndex((line, i) => i >= from && ends(line))
  return found < 0 ? lines.length : found
}

/** Items of one list; what is indented deeper belongs to the item above. */
function listAt(lines: readonly string[], at: number): [Block, number] {
  const first = ITEM.exec(lines[at]!)!, indent = first[1]!.length, ordered = first[3] !== undefined, items: { spans: Span[]; inner: Block[] }[] = []
  let i = at
  while (i < lines.length) {
    const item = ITEM.exec(lines[i]!)
    if (!item || item[1]!.length < indent || (item[1]!.length < indent + 2 && (item[3] !== undefined) !== ordered)) break
    const stop = until(lines, i + 1, (l) => (l.trim() === '' ? false : l.length - l.trimStart().length <= indent))
    const inner = lines.slice(i + 1, stop), depth = Math.min(...inner.filter((l) => l.trim()).map((l) => l.length - l.trimStart().length))
    items.push({ spans: spansOf(item[4]!), inner: Number.isFinite(depth) ? blocksOf(inner.map((l) => l.slice(depth)).join('\n')) : [] })
    i = stop
  }
  return [{ kind: 'list', ordered, start: Number(first[3] ?? 1), items }, i]
}
