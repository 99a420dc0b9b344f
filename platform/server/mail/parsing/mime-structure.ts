// Where the header blocks and bodies of a message lie, found by their boundaries without decoding anything. Pure and linear.

export interface Part {
  /** Header block without the empty line after it. */
  headStart: number; headEnd: number
  /** Body up to the line break before the next boundary. */
  bodyStart: number; bodyEnd: number
  /** Header text as latin1, unfolded. */
  head: string
}

const MAX_BOUNDARIES = 2000

/** All parts in order, the message itself first. A part that contains others has them as its body too. */
export function findParts(raw: Buffer): Part[] {
  const top = partAt(raw, 0, raw.length)
  const parts = [top], boundaries = new Set<string>()
  addBoundary(boundaries, top)
  for (let at = top.bodyStart > 0 ? top.bodyStart - 1 : 0; boundaries.size > 0;) {
    const line = nextDelimiter(raw, at, boundaries)
    if (!line) break
    const last = parts.at(-1)!
    if (last.bodyEnd > line.start) last.bodyEnd = Math.max(last.bodyStart, lineBreakBefore(raw, line.start))
    if (!line.closes) {
      const part = partAt(raw, line.next, raw.length)
      parts.push(part)
      addBoundary(boundaries, part)
      at = Math.max(part.bodyStart - 1, line.next - 1)
    } else at = line.next - 1
    if (at <= line.start) at = line.start + 1
  }
  return parts
}

function partAt(raw: Buffer, start: number, end: number): Part {
  const blank = endOfHead(raw, start, end)
  const head = raw.toString('latin1', start, blank.headEnd).replace(/\r?\n[ \t]+/g, ' ')
  return { headStart: start, headEnd: blank.headEnd, bodyStart: blank.bodyStart, bodyEnd: end, head }
}

/** The first empty line; headers that never end are all head. */
function endOfHead(raw: Buffer, start: number, end: number): { headEnd: number; bodyStart: number } {
  if (raw[start] === 0x0a) return { headEnd: start, bodyStart: start + 1 }
  if (raw[start] === 0x0d && raw[start + 1] === 0x0a) return { headEnd: start, bodyStart: start + 2 }
  for (let at = raw.indexOf(0x0a, start); at !== -1 && at < end; at = raw.indexOf(0x0a, at + 1)) {
    if (raw[at + 1] === 0x0a) return { headEnd: at, bodyStart: at + 2 }
    if (raw[at + 1] === 0x0d && raw[at + 2] === 0x0a) return { headEnd: raw[at - 1] === 0x0d ? at - 1 : at, bodyStart: at + 3 }
  }
  return { headEnd: end, bodyStart: end }
}

function addBoundary(boundaries: Set<string>, part: Part): void {
  const type = headerOf(part.head, 'content-type')
  if (!/^\s*multipart\//i.test(type) || boundaries.size >= MAX_BOUNDARIES) return
  const found = /;\s*boundary\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]+))/i.exec(type)
  const boundary = found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2]
  if (boundary) boundaries.add(boundary)
}

/** The value of the first header with this name in an unfolded head; empty when there is none. */
export function headerOf(head: string, name: string): string {
  return new RegExp(`(?:^|\\n)${name}[ \\t]*:([^\\r\\n]*)`, 'i').exec(head)?.[1]?.trim() ?? ''
}

function nextDelimiter(raw: Buffer, from: number, boundaries: ReadonlySet<string>): { start: number; next: number; closes: boolean } | null {
  for (let at = raw.indexOf('\n--', from); at !== -1; at = raw.indexOf('\n--', at + 1)) {
    const lineEnd = raw.indexOf(0x0a, at + 1)
    const end = lineEnd === -1 ? raw.length : lineEnd
    if (end - at > 300) continue
    const text = raw.toString('latin1', at + 3, end).trimEnd()
    if (boundaries.has(text)) return { start: at + 1, next: Math.min(end + 1, raw.length), closes: false }
    if (text.endsWith('--') && boundaries.has(text.slice(0, -2))) return { start: at + 1, next: Math.min(end + 1, raw.length), closes: true }
  }
  return null
}

const lineBreakBefore = (raw: Buffer, start: number): number => (raw[start - 1] !== 0x0a ? start : raw[start - 2] === 0x0d ? start - 2 : start - 1)
