// Debian's Chromium, driven for real: contexts per person, language, theme and width; axe on any page.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { PASSWORD } from './product.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export async function launch(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  for (const executablePath of [process.env['CHROMIUM'], ...PATHS].filter((p): p is string => Boolean(p))) {
    try { return await chromium.launch({ executablePath, args }) } catch (error) { if (!String(error).includes('ENOENT') && !String(error).includes("doesn't exist")) throw error }
  }
  throw new Error('no Chromium found: `npm test` installs it, or set CHROMIUM to its path')
}

export interface Look { lang?: 'zh-CN' | 'en'; theme?: 'light' | 'dark'; phone?: boolean }

/** A person's own browser; errors of any page fail the test through `problems`. */
export async function contextOf(browser: Browser, look: Look = {}): Promise<{ context: BrowserContext; problems: string[] }> {
  const context = await browser.newContext({
    viewport: look.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 }, locale: look.lang ?? 'zh-CN', colorScheme: look.theme ?? 'light', timezoneId: 'Asia/Shanghai',
    ...(look.phone ? { isMobile: true, hasTouch: true } : {}),
  })
  const problems: string[] = []
  context.on('weberror', (error) => problems.push(`page error: ${error.error().message}`))
  context.on('console', (message) => { if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) problems.push(`console: ${message.text()}`) })
  return { context, problems }
}

/** Signs in through the API, as the page would; the cookie is the context's. */
export async function signIn(context: BrowserContext, address: string, who: string): Promise<void> {
  const reply = await context.request.post(`${address}/api/v1/session`, { data: { email: `${who.toLowerCase()}@acceptance.test`, password: PASSWORD } })
  if (!reply.ok()) throw new Error(`${who} cannot sign in: ${reply.status()} ${await reply.text()}`)
}

export interface AxeFinding { id: string; impact: string; nodes: string[] }

/** Findings of axe-core that are serious or critical, with where they are. */
export async function axe(page: Page): Promise<AxeFinding[]> {
  // Through the debugger, so that the page's own content policy stays as strict as it is.
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[] }> } }).axe
    const { violations } = await run.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    return violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => ({ id: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map((n) => `${n.target.join(' ')}: ${n.failureSummary.slice(0, 200)}`) }))
  })
}

/** Nothing hangs over the right edge. */
export const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
