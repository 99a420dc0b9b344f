// A customer on a phone: the draft follows the account, a pasted screenshot travels along, and a tunnel without network loses nothing.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contextOf, launch, overflow, signIn } from './browser.ts'
import { startE2e, type E2eProduct } from './product.ts'

let product: E2eProduct, browser: Browser
beforeAll(async () => { [product, browser] = await Promise.all([startE2e(['A1', 'C1']), launch()]) })
afterAll(async () => { await browser?.close(); await product?.stop() })

const WHAT = '柜面登录提示 401，输入密码后又回到登录页。'
const words = (page: Page) => page.getByRole('textbox', { name: /遇到了什么/ })
const draft = () => product.api<{ content: { text?: string } | null }>('C1', 'GET', '/drafts/portal:new-case')

/** As after a screenshot and “paste”: the file comes with the clipboard event, not from a picker. */
async function paste(page: Page, picture: Buffer): Promise<void> {
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)), data = new DataTransfer()
    data.items.add(new File([bytes], '截图.png', { type: 'image/png' }))
    dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, picture.toString('base64'))
}

test('R3.2-4 a report with a pasted screenshot survives reload, another device and a lost network, and arrives once', async () => {
  const { context, problems } = await contextOf(browser, { phone: true })
  await signIn(context, product.address, 'C1')
  const page = await context.newPage()
  await page.goto(`${product.address}/portal/cases/new`)
  await words(page).fill(WHAT)
  await page.getByText('业务停了').tap()
  // The server has it: a reload without anything kept on the device brings it back, and so does another device.
  await expect.poll(async () => (await draft()).content?.text).toBe(WHAT)
  await page.evaluate(() => { for (const key of Object.keys(localStorage)) if (key.startsWith('houyuan.draft.')) localStorage.removeItem(key) })
  await page.reload()
  await expect.poll(() => words(page).inputValue()).toBe(WHAT)
  const tablet = await contextOf(browser, { phone: true })
  await signIn(tablet.context, product.address, 'C1')
  const other = await tablet.context.newPage()
  await other.goto(`${product.address}/portal/cases/new`)
  await expect.poll(() => words(other).inputValue()).toBe(WHAT)
  expect(await other.getByRole('radio').first().isChecked()).toBe(true)

  await paste(page, await page.screenshot())
  const picture = page.getByRole('img', { name: '截图.png' })
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)
  expect(await overflow(page)).toBe(0)

  // Into the tunnel: the banner says so, typing goes on, what is sent waits.
  await context.setOffline(true)
  await page.getByText('网络断开，仍可阅读与起草').waitFor()
  await words(page).fill(`${WHAT}影响 12 个网点。`)
  await page.getByRole('button', { name: '提交', exact: true }).tap()
  await page.getByText('1 条待发送').waitFor()
  expect(await words(page).inputValue()).toBe(`${WHAT}影响 12 个网点。`)
  expect((await product.api<{ items: unknown[] }>('C1', 'GET', '/cases')).items).toHaveLength(0)

  // And out again: it leaves by itself, once.
  await context.setOffline(false)
  await page.getByText(/已收到，编号 HY-/).waitFor()
  await page.getByText('网络断开，仍可阅读与起草').waitFor({ state: 'hidden' })
  const { items } = await product.api<{ items: { id: string; title: string }[] }>('C1', 'GET', '/cases')
  expect(items.map((one) => one.title)).toEqual([expect.stringContaining('柜面登录提示 401')])
  await expect.poll(async () => (await draft()).content).toBeNull()

  // The agent sees the picture; the answer arrives on the phone without reload, and the customer writes back.
  const agent = await contextOf(browser)
  await signIn(agent.context, product.address, 'A1')
  const desk = await agent.context.newPage()
  await desk.goto(`${product.address}/cases/${items[0]!.id}`)
  const seen = desk.getByRole('log').first().getByRole('img', { name: /截图/ })
  await expect.poll(() => seen.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)
  await product.api('A1', 'POST', `/cases/${items[0]!.id}/messages`, { visibility: 'public', body: '请问是哪个版本？' })
  await page.getByText('请问是哪个版本？').waitFor()
  await page.locator('#messages textarea').fill('V1.2.0')
  await page.locator('#messages').getByRole('button', { name: /发送/ }).tap()
  await desk.getByRole('log').first().getByText('V1.2.0').waitFor()
  expect([...problems, ...tablet.problems, ...agent.problems]).toEqual([])
})
