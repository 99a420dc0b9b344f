// What every screen must keep, whatever it is for: axe, words, title, heading, width, focus. Each answers findings as sentences.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Never serious, costly, or checked here in another way. */
const LEFT_OUT = Object.fromEntries(['region', 'heading-order', 'page-has-heading-one', 'landmark-one-main', 'landmark-unique', 'landmark-no-duplicate-main', 'landmark-main-is-top-level', 'landmark-complementary-is-top-level', 'css-orientation-lock'].map((rule) => [rule, { enabled: false }]))
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface Violation { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }

/** Serious and critical findings of axe-core. `colours`: only the rules that depend on the theme; the structure of both themes is one. */
export async function axeFindings(page: Page, what: 'all' | 'colours' = 'all'): Promise<string[]> {
  // Through the debugger, so that the page's own content policy stays as strict as it is.
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(AXE)
  const found = await page.evaluate(async ({ only, tags, rules }) => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } }
    const { violations } = await axe.run({ runOnly: only === 'colours' ? ['color-contrast', 'link-in-text-block'] : tags, ...(only === 'colours' ? {} : { rules }), resultTypes: ['violations'], preload: false })
    return violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map((n) => ({ target: n.target, failureSummary: n.failureSummary })) }))
  }, { only: what, tags: TAGS, rules: LEFT_OUT })
  return found.filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `axe ${v.id} (${v.impact}, ${v.nodes.length}×): ${v.nodes.slice(0, 3).map((n) => `${n.target.join(' ')} — ${n.failureSummary.replace(/\s+/g, ' ').slice(0, 200)}`).join(' | ')}`)
}

/** Title, language, one heading, nothing broken, nothing over the edge where the screen is made for a phone. */
export function frameFindings(page: Page, { lang, product, narrow }: { lang: string; product: string; narrow: boolean }): Promise<string[]> {
  return page.evaluate((want) => {
    const found: string[] = [], headings = [...document.querySelectorAll('h1')], { title } = document, root = document.documentElement
    if (headings.length !== 1) found.push(`${headings.length} h1: ${headings.map((h) => h.textContent).join(' / ')}`)
    else if (!headings[0]!.textContent?.trim()) found.push('the h1 is empty')
    if (!title.endsWith(` · ${want.product}`)) found.push(`title “${title}”`)
    if (root.lang !== want.lang) found.push(`lang ${root.lang}`)
    if (want.narrow && root.scrollWidth > root.clientWidth) {
      const wide = [...document.querySelectorAll('body *')].filter((el) => el.getBoundingClientRect().right > root.clientWidth + 1).slice(0, 3).map((el) => `${el.tagName}.${el.className}`)
      found.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth} px: ${wide.join(', ')}`)
    }
    const picture = [...document.images].find((image) => image.complete && image.naturalWidth === 0)
    if (picture) found.push(`a picture does not load: ${picture.src}`)
    return found
  }, { lang, product, narrow })
}

/** Walks over everything that takes the focus and looks whether one sees it arrive. Call after a key was pressed, so that :focus-visible holds. */
export async function focusFindings(page: Page): Promise<string[]> {
  await page.keyboard.press('Tab')
  return page.evaluate(() => {
    const look = (el: Element) => { const s = getComputedStyle(el); return [s.outlineStyle === 'none' ? '' : `${s.outlineStyle} ${s.outlineWidth} ${s.outlineColor}`, s.boxShadow, s.borderColor, s.backgroundColor, s.textDecorationLine].join('|') }
    // A frame around the field may carry the ring in its place (:focus-within), so may a mark beside a hidden input.
    const looks = (el: Element) => [el, el.parentElement, el.parentElement?.parentElement, el.nextElementSibling].map((one) => (one ? look(one) : '')).join('#')
    const all = [...document.querySelectorAll<HTMLElement>('a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex="0"]')]
    const shown = all.filter((el) => el.checkVisibility({ visibilityProperty: true }) && !el.closest('[inert], [aria-hidden="true"]')).slice(0, 200)
    const kinds = new Map<string, HTMLElement>()
    for (const el of shown) { const kind = `${el.tagName}.${el.className}.${el.parentElement?.className}`; if (!kinds.has(kind)) kinds.set(kind, el) }
    const blind: string[] = []
    for (const [kind, el] of kinds) {
      (document.activeElement as HTMLElement | null)?.blur()
      const before = looks(el)
      el.focus({ preventScroll: true })
      if (document.activeElement === el && looks(el) === before) blind.push(kind)
    }
    (document.activeElement as HTMLElement | null)?.blur()
    return blind.length > 0 ? [`focus cannot be seen on ${blind.slice(0, 6).join(', ')}`] : []
  })
}
