// A page that knows when it has finished: no request on its way, no bars in place of rows, nothing moving.
import type { Page, Request } from 'playwright-core'
import type { PersonsBrowser } from './browser.ts'

export interface WatchedPage {
  page: Page
  /** Loads an address whole and waits until the screen stands. */
  open: (address: string) => Promise<void>
  /** Waits until the screen stands. */
  settled: () => Promise<void>
  /** What went wrong since the last call: errors of scripts and console, refused and failed requests. */
  takeProblems: () => string[]
}

/** Refusals that belong to a screen: who asks for an unknown record or has no session is told so by the server. */
const expected = (request: Request, status: number) => (status === 401 && request.url().endsWith('/api/v1/session')) || (status < 409 && /01900000-0000-7000-8000|unknown|99\.9/.test(request.url())) || (status === 404 && request.url().endsWith('/record'))

export async function pageOf({ context, problems }: PersonsBrowser): Promise<WatchedPage> {
  const page = await context.newPage(), running = new Set<Request>(), own: string[] = []
  const counts = (request: Request) => /^https?:/.test(request.url())
  page.on('request', (request) => { if (counts(request)) running.add(request) })
  page.on('requestfinished', (request) => running.delete(request))
  page.on('requestfailed', (request) => { running.delete(request); if (request.failure()?.errorText !== 'net::ERR_ABORTED') own.push(`failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`) })
  page.on('response', (reply) => { if (reply.status() >= 400 && reply.status() < 500 && !expected(reply.request(), reply.status())) own.push(`${reply.status()} ${reply.request().method()} ${reply.url()}`) })
  const settled = async () => {
    for (const until = Date.now() + 20_000; ;) {
      await page.waitForFunction(() => document.querySelector('h1') !== null && document.querySelector('.loading, .skeleton') === null, undefined, { polling: 'raf' })
      const idle = running.size === 0
      await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)) }))
      if (idle && running.size === 0 && await page.evaluate(() => document.querySelector('.loading') === null)) return
      if (Date.now() > until) throw new Error(`the page does not come to rest: ${[...running].map((r) => r.url()).join(', ')}`)
    }
  }
  return {
    page, settled,
    open: async (address) => {
      running.clear()
      // Another page first: an address that differs in its fragment only would not load anew.
      if (page.url().split('#')[0] === address.split('#')[0]) await page.goto('about:blank')
      await page.goto(address, { waitUntil: 'load' })
      await settled()
    },
    takeProblems: () => [...own.splice(0), ...problems.splice(0)],
  }
}
