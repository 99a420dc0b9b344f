// A shift without a mouse: queue, case, first response, note, move, palette, sheet. No click in this file, on purpose (design section 9).
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contextOf, launch, signIn } from './browser.ts'
import { startE2e, type E2eProduct } from './product.ts'

let product: E2eProduct, browser: Browser
const TITLES = ['柜面登录失败', '月报缺少签章', '打印很慢'] as const
beforeAll(async () => {
  ;[product, browser] = await Promise.all([startE2e(['A1']), launch()])
  for (const [i, title] of TITLES.entries()) await product.api('C1', 'POST', '/cases', { title, description: '从今天早上开始。', channel: 'portal', serviceLine: 'technical-support', problemClass: 'system-fault', urgency: i === 0 ? 'high' : 'medium', impact: 'several-users', complexity: 'low' })
})
afterAll(async () => { await browser?.close(); await product?.stop() })

const currentRow = (page: Page) => page.getByRole('grid').locator('.dl-row.cur')
const crumb = (page: Page, state: string) => page.locator('.cs-crumbs').getByText(state, { exact: true })
/** What has the focus, as its accessible name or its text. */
const focused = (page: Page) => page.evaluate(() => { const el = document.activeElement === document.body ? null : document.activeElement as HTMLElement | null; return el?.getAttribute('aria-label') ?? (el as HTMLInputElement | null)?.labels?.[0]?.innerText ?? el?.innerText ?? '' })

test('RX-13 an agent works through a case with keys alone', async () => {
  const { context, problems } = await contextOf(browser)
  await signIn(context, product.address, 'A1')
  const page = await context.newPage(), keys = page.keyboard
  await page.goto(`${product.address}/cases`)
  await currentRow(page).getByText(TITLES[0]).waitFor()

  // The queue: down and up by letters and arrows, the preview follows; selecting and letting go.
  await keys.press('j')
  await currentRow(page).getByText(TITLES[0]).waitFor({ state: 'hidden' })
  await page.getByRole('region', { name: '预览' }).or(page.locator('.cs-p, .split-detail')).first().waitFor()
  await keys.press('k')
  await currentRow(page).getByText(TITLES[0]).waitFor()
  await keys.press('x')
  await page.getByRole('toolbar').getByText(/1/).first().waitFor()
  await keys.press('j')
  await keys.press('Shift+X')
  await page.getByRole('toolbar').getByText(/2/).first().waitFor()
  await keys.press('Escape')
  await page.getByRole('toolbar').waitFor({ state: 'hidden' })
  // In a field letters are letters.
  await keys.press('/')
  await keys.type('jxk')
  expect(await page.locator('[data-search]').inputValue()).toBe('jxk')
  await keys.press('Control+A')
  await keys.press('Delete')
  await keys.press('Escape')
  await currentRow(page).waitFor()
  while (!(await currentRow(page).innerText()).includes(TITLES[0])) await keys.press('k')
  await keys.press('Enter')
  await page.getByRole('heading', { level: 1, name: TITLES[0] }).waitFor()

  // Take it, answer with owner, next step and time, note, next stage.
  await crumb(page, '待派单').waitFor()
  await keys.press('a')
  await crumb(page, '待响应').waitFor()
  await keys.press('r')
  await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-composer'))).toBe(true)
  await keys.type('证书轮换后没有同步，正在重新绑定。')
  for (const [field, said] of [['负责人', null], ['下一步', '重新绑定证书'], ['预计时间', '12:00']] as const) {
    await keys.press('Tab')
    expect(await focused(page)).toContain(field)
    if (said) await keys.type(said)
  }
  await keys.press('Control+Enter')
  await page.getByText('已发送，计为首次回复').waitFor()
  await crumb(page, '已响应').waitFor()
  await keys.press('i')
  await expect.poll(() => focused(page)).toContain('内部备注')
  await keys.type('怀疑证书轮换。')
  await keys.press('Control+Enter')
  await page.getByRole('log').first().getByText('怀疑证书轮换。').waitFor()
  await keys.press('Escape')
  await keys.press('Shift+ArrowRight')
  await page.getByRole('dialog', { name: '开始诊断' }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true)
  await keys.press('Control+Enter')
  await crumb(page, '诊断中').waitFor()
  await page.getByRole('dialog', { name: '开始诊断' }).waitFor({ state: 'hidden' })
  // Pausing asks for the reason, and Escape leaves everything as it was.
  await keys.press('z')
  await page.getByRole('dialog', { name: '等待客户' }).waitFor()
  await keys.press('Escape')
  await page.getByRole('dialog', { name: '等待客户' }).waitFor({ state: 'hidden' })
  await keys.press('s')
  await page.getByRole('menu').waitFor()
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('menuitem')
  await keys.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'hidden' })

  // From anywhere: palette by the initials of pinyin, places by two keys, the sheet that tells them all.
  await keys.press('Control+K')
  await page.getByRole('combobox').waitFor()
  await keys.type('zs')
  await page.getByRole('option', { selected: true }).filter({ hasText: '知识' }).waitFor()
  await keys.press('Enter')
  await page.waitForURL(/\/kb/)
  await keys.press('[')
  await page.getByRole('heading', { level: 1, name: TITLES[0] }).waitFor()
  await keys.press('g')
  await keys.press('c')
  await page.waitForURL(/\/cases(\?|$)/)
  await keys.press('?')
  const sheet = page.getByRole('dialog').filter({ hasText: '内部备注' }).or(page.getByRole('dialog'))
  await sheet.first().waitFor()
  expect(await sheet.first().innerText()).toMatch(/下一行|下移|下一/)
  await keys.press('Escape')
  await sheet.first().waitFor({ state: 'hidden' })
  await keys.press('c')
  await page.waitForURL(/\/cases\/new/)
  expect(problems).toEqual([])
})
