// The words of an HTML mail, for lists, search and people who read text. Pure.
import { convert } from 'html-to-text'

export function textOfHtml(html: string): string {
  return convert(html, {
    wordwrap: false, limits: { maxInputLength: 4_000_000, maxDepth: 120, maxChildNodes: 20_000, ellipsis: '…' },
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'], noAnchorUrl: true } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: 'table', options: { uppercaseHeaderCells: false } },
    ],
  }).replaceAll('\u00a0', ' ').trim()
}
