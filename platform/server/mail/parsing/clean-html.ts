// Foreign HTML made harmless: an allow-list of tags, attributes and styles; nothing is loaded from outside (tracking, exploits). Pure.
import sanitize from 'sanitize-html'

/** Longer HTML is cut; the whole stands in the raw message. */
export const MAX_HTML_CHARACTERS = 2_000_000

const TAGS = ['a', 'abbr', 'address', 'b', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'div', 'dl', 'dt', 'em', 'font', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'mark', 'ol', 'p', 'pre', 'q', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul', 'var']
/** Their content is no text for readers. */
const DROPPED = ['script', 'style', 'textarea', 'option', 'title', 'noscript', 'iframe', 'object', 'embed', 'svg', 'math', 'xml', 'template', 'audio', 'video', 'canvas', 'select', 'button']

const COLOUR = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s.,%]{1,40}\)$/i, /^[a-z]{3,20}$/i]
const LENGTH = [/^-?\d{1,3}(\.\d{1,2})?(px|pt|em|rem|%|cm)?$/i]
const STYLES = {
  color: COLOUR, 'background-color': COLOUR, 'font-weight': [/^(bold|normal|[1-9]00)$/i], 'font-style': [/^(italic|normal)$/i],
  'text-decoration': [/^(underline|line-through|none)$/i], 'text-align': [/^(left|right|center|justify)$/i], 'vertical-align': [/^(top|middle|bottom|baseline|sub|super)$/i],
  'font-size': [/^([1-4]?\d|[1-9])(\.\d{1,2})?(px|pt)$/i, /^(x-small|small|medium|large|x-large|smaller|larger)$/i], 'white-space': [/^(pre|pre-wrap|nowrap|normal)$/i],
  padding: LENGTH, 'padding-left': LENGTH, 'margin-left': [/^\d{1,2}(px|pt|em)$/i], border: [/^\d{1,2}(px|pt)? (solid|dashed|dotted) [#a-z0-9]{3,20}$/i], 'border-collapse': [/^(collapse|separate)$/i],
}

const OPTIONS: sanitize.IOptions = {
  allowedTags: TAGS, nonTextTags: DROPPED, disallowedTagsMode: 'discard', nestingLimit: 120, enforceHtmlBoundary: false,
  allowedAttributes: {
    '*': ['style', 'dir', 'lang', 'align'], a: ['href', 'title', 'rel', 'target'], img: ['src', 'alt', 'title', 'width', 'height', 'data-blocked'], font: ['color', 'size'],
    td: ['colspan', 'rowspan', 'valign', 'width'], th: ['colspan', 'rowspan', 'valign', 'width'], table: ['border', 'cellpadding', 'cellspacing', 'width'], col: ['span', 'width'], ol: ['start', 'type'], li: ['value'],
  },
  allowedStyles: { '*': STYLES },
  allowedSchemes: ['http', 'https', 'mailto', 'tel', 'cid'], allowedSchemesByTag: { a: ['http', 'https', 'mailto', 'tel'], img: ['cid'] }, allowProtocolRelative: false,
  transformTags: {
    a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: 'noopener noreferrer nofollow', target: '_blank' } }),
    img: (tagName, attribs) => ({ tagName, attribs: picture(attribs) }),
  },
  exclusiveFilter: (frame) => frame.tag === 'img' && (isPixel(frame.attribs['width']) || isPixel(frame.attribs['height'])),
}

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i
/** Mail programs leave these open; the next one closes them. */
const SELF_CLOSING = /^(?:p|li|td|th|tr|dt|dd|option|thead|tbody|tfoot|colgroup)$/i
const MAX_DEPTH = 1_000

/** HTML that ends where it nests deeper than any page does: the time of the parser grows with the square of the depth. Linear itself. */
export function boundedHtml(html: string): string {
  const text = html.slice(0, MAX_HTML_CHARACTERS)
  let depth = 0
  for (const tag of text.matchAll(/<(\/?)([a-z][a-z0-9:]{0,30})/gi)) {
    if (VOID.test(tag[2]!) || SELF_CLOSING.test(tag[2]!)) continue
    depth = Math.max(0, depth + (tag[1] ? -1 : 1))
    if (depth > MAX_DEPTH) return text.slice(0, tag.index)
  }
  return text
}

/** Safe HTML; pictures inside the message keep `cid:` until `placeInline` knows their address, all others are blocked. */
export function cleanHtml(html: string): string {
  return sanitize(boundedHtml(html), OPTIONS).trim()
}

/** Gives pictures of the message their address. `address` returns null for a picture that did not come along. */
export function placeInline(html: string, address: (cid: string) => string | null): string {
  return html.replace(/<img\b[^>]*>/gi, (tag) => tag.replace(/\ssrc="cid:([^"]*)"/i, (_, id: string) => {
    const found = address(decodeCid(id))
    return found ? ` src="${found}"` : ' data-blocked="missing"'
  }))
}

function picture(attribs: Record<string, string>): Record<string, string> {
  const { src = '', ...rest } = attribs
  return /^cid:/i.test(src.trim()) ? { ...rest, src: src.trim() } : { ...rest, 'data-blocked': 'remote' }
}

const isPixel = (size: string | undefined): boolean => size !== undefined && /^[01](px)?$/.test(size.trim())

function decodeCid(id: string): string {
  const plain = id.replaceAll('&amp;', '&')
  try { return decodeURIComponent(plain) } catch { return plain }
}
