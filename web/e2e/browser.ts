// Debian's Chromium, driven for real: contexts per person, language, theme and width; what goes wrong in any of them is told.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { Secret, TOTP } from 'otpauth'
import { findBrowser } from '../../tools/test-browser.ts'
import { PASSWORD } from './product.ts'

const PICTURES = join(import.meta.dirname, '..', '..', 'dist', 'browser-tests')

export async function launch(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  const executablePath = findBrowser()
  if (executablePath) return chromium.launch({ executablePath, args })
  throw new Error('no Chromium found: `npm test` installs it, or set CHROMIUM to its path')
}

export type Lang = 'zh-CN' | 'en'
export interface Look {
  lang?: Lang; theme?: 'light' | 'dark'; phone?: boolean
  /** Session of an earlier context (`await context.storageState()`). */
  as?: Awaited<ReturnType<BrowserContext['storageState']>>
  /** Stays open after the test; for pages that many tests use. */
  shared?: boolean
}
export interface PersonsBrowser { context: BrowserContext; /** Errors of scripts, of the console and of requests, in the order they came. */ problems: string[] }

const open = new Set<BrowserContext>(), shared = new Set<BrowserContext>()

/** A person's own browser. Closed after the test, with a picture when the test failed (`report-failures.ts`). */
export async function contextOf(browser: Browser, look: Look = {}): Promise<PersonsBrowser> {
  const lang = look.lang ?? 'zh-CN'
  const context = await browser.newContext({
    viewport: look.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 }, locale: lang, colorScheme: look.theme ?? 'light', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce',
    ...(look.phone ? { isMobile: true, hasTouch: true } : {}), ...(look.as ? { storageState: look.as } : {}),
  })
  context.setDefaultTimeout(20_000)
  // The language is this device's choice, as after a click on the switch; else the account's would win.
  if (look.lang) await context.addInitScript((chosen) => { if (location.protocol.startsWith('http') && !localStorage.getItem('houyuan.lang-chosen')) { localStorage.setItem('houyuan.lang-chosen', '1'); localStorage.setItem('houyuan.lang', chosen) } }, lang)
  const problems: string[] = []
  context.on('weberror', (error) => problems.push(`page error: ${error.error().message}`))
  context.on('console', (message) => { if (message.type() === 'error' && !/status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(message.text())) problems.push(`console: ${message.text()}`) })
  context.on('response', (reply) => { if (reply.status() >= 500) problems.push(`${reply.status()} ${reply.request().method()} ${reply.url()}`) })
  ;(look.shared ? shared : open).add(context)
  return { context, problems }
}

/** Pictures and words of every page that is open, then all is closed. @returns what to print */
export async function closeAll(failed: string | null): Promise<string> {
  const told: string[] = []
  if (failed) for (const page of [...open, ...shared].flatMap((context) => context.pages())) told.push(await pictureOf(page, `${failed}-${told.length}`).catch((error: unknown) => `no picture: ${String(error)}`))
  for (const context of open) await context.close()
  open.clear()
  return told.join('\n')
}

async function pictureOf(page: Page, name: string): Promise<string> {
  mkdirSync(PICTURES, { recursive: true })
  const path = join(PICTURES, `${name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}.png`)
  await page.screenshot({ path, timeout: 10_000 })
  return `--- ${page.url()} (${path})\n${(await page.locator('body').innerText({ timeout: 5000 })).replace(/\n{2,}/g, '\n').slice(0, 3000)}`
}

/** A code as the person's authenticator shows it; `step` 1 is the next one, which the product takes already. */
export function authenticatorCode(secret: string, step = 0): string {
  return new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + step * 30_000 })
}

const proven = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>()

/** Signs in through the API, as the page would; the cookie is the context's. Privileged roles get their second factor on the way, and one session for all their windows. */
export async function signIn(context: BrowserContext, address: string, who: string): Promise<void> {
  const post = async (path: string, data: object) => {
    const reply = await context.request.post(`${address}/api/v1${path}`, { data, headers: { 'x-requested-with': 'houyuan' } })
    if (!reply.ok()) throw new Error(`${who} cannot sign in: ${path} ${reply.status()} ${await reply.text()}`)
    return await reply.json() as Record<string, string>
  }
  const known = proven.get(address + who)
  if (known) return context.addCookies(known)
  const session = await post('/session', { email: `${who.toLowerCase()}@acceptance.test`, password: PASSWORD })
  if (session['owes'] !== 'enrolment') return
  const { secret = '' } = await post('/me/totp', {})
  await post('/me/totp/confirm', { code: authenticatorCode(secret) })
  proven.set(address + who, await context.cookies())
}

/** Nothing hangs over the right edge. */
export const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
