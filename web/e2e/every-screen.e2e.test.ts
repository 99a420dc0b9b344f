// Every screen in both languages, both themes and, where it is made for it, on a phone: readable, reachable, named, whole.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agentScreens } from '../agent-screens.ts'
import { portalScreens } from '../portal-screens.ts'
import { contextOf, launch, signIn, type Lang } from './browser.ts'
import { axeFindings, focusFindings, frameFindings } from './page-checks.ts'
import { startE2e, type E2eProduct } from './product.ts'
import { nameOf, VISITS, type Visit } from './screen-list.ts'
import { seedDesk, type Seeded } from './seed.ts'
import { pageOf, type WatchedPage } from './watched-page.ts'
import { textOf, visibleTexts, wordFindings } from './word-checks.ts'

/** A folder for a picture of every screen, to look through by eye: `HOUYUAN_E2E_ALBUM=/tmp/album`. */
const ALBUM = process.env['HOUYUAN_E2E_ALBUM']
const LANGS: readonly Lang[] = ['zh-CN', 'en']
let product: E2eProduct, browser: Browser, seeded: Seeded
const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>(), pages = new Map<string, Promise<WatchedPage>>()

beforeAll(async () => {
  const people = [...new Set(VISITS.map((visit) => visit.who).filter((who) => who !== null))]
  ;[product, browser] = await Promise.all([startE2e(people), launch()])
  seeded = await seedDesk(product)
  for (const who of people) {
    const { context } = await contextOf(browser)
    await signIn(context, product.address, who)
    sessions.set(who, await context.storageState())
    await context.close()
  }
})
afterAll(async () => { await browser?.close(); await product?.stop() })

/** One page per person, language and width, used for all their screens. */
function pageFor(visit: Visit, lang: Lang, phone: boolean): Promise<WatchedPage> {
  const name = [visit.who, lang, phone].join()
  if (!pages.has(name)) pages.set(name, contextOf(browser, { lang, phone, shared: true, ...(visit.who ? { as: sessions.get(visit.who)! } : {}) }).then(pageOf))
  return pages.get(name)!
}

const routes = (sets: typeof agentScreens) => sets.flatMap((set) => (set.routes ?? []).map((route) => route.path)).sort()
test('every route of both entries has a place in the list, and the list has no other', () => {
  for (const [entry, sets] of [['agent', agentScreens], ['customer', portalScreens]] as const) {
    const listed = new Set(VISITS.filter((visit) => visit.entry === entry && visit.route !== '*').map((visit) => visit.route))
    expect([...listed].sort()).toEqual([...new Set(routes(sets))])
  }
})

/** Everything that is wrong with a screen in one language and width, in both themes. */
async function findingsOf(visit: Visit, lang: Lang, phone: boolean): Promise<string[]> {
  const watched = await pageFor(visit, lang, phone), { page } = watched, at = typeof visit.at === 'string' ? visit.at : visit.at(seeded)
  await page.emulateMedia({ colorScheme: 'light' })
  await watched.open(product.address + at)
  const found = [...await frameFindings(page, { lang, product: textOf(lang, 'web.product'), narrow: phone }), ...wordFindings(await visibleTexts(page, visit.own), lang, seeded.texts), ...await axeFindings(page)]
  if (ALBUM) await page.screenshot({ path: `${ALBUM}/${nameOf(visit).replace(/[^\w]+/g, '-')}-${lang}${phone ? '-phone' : ''}.png` })
  if (lang === 'zh-CN') found.push(...await focusFindings(page))
  // The colours of the phone do not depend on the language; one of the two is enough there.
  if (!phone || lang === 'zh-CN') { await darken(page); found.push(...await axeFindings(page, 'colours')) }
  found.push(...watched.takeProblems())
  return found.map((finding) => `${lang}${phone ? ' phone' : ''}: ${finding}`)
}

async function darken(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.waitForFunction(() => document.documentElement.dataset['mode'] === 'dark' && document.getAnimations().every((animation) => animation.playState === 'finished'))
}

test.each(VISITS.map((visit) => [nameOf(visit), visit] as const))('%s', async (_, visit) => {
  const widths = visit.entry === 'customer' ? [false, true] : visit.phone ? [false, true] : [false]
  const found: string[] = []
  // Both languages at once: two pages keep two cores busy.
  for (const phone of widths) found.push(...(await Promise.all(LANGS.map((lang) => findingsOf(visit, lang, phone)))).flat())
  expect(found).toEqual([])
})
