// A lead tidies the queue with keys: filters in words, keeps the view, merges two reports and takes it back, splits, and acts on many at once.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contextOf, launch, signIn } from './browser.ts'
import { startE2e, type E2eProduct } from './product.ts'

let product: E2eProduct, browser: Browser
const made: Record<string, { id: string; number: string }> = {}
const TITLES = ['柜面登录失败', '全部柜员无法登录', '月报缺少签章', '打印很慢', '接口报错'] as const
beforeAll(async () => {
  ;[product, browser] = await Promise.all([startE2e(['L1', 'C1']), launch()])
  for (const [i, title] of TITLES.entries()) made[title] = await product.api('C1', 'POST', '/cases', { title, description: `${title}，从今天早上开始。`, channel: 'portal', serviceLine: 'technical-support', problemClass: 'system-fault', urgency: i < 2 ? 'high' : 'medium', impact: 'several-users', complexity: 'low' }) as { id: string; number: string }
})
afterAll(async () => { await browser?.close(); await product?.stop() })

const rows = (page: Page) => page.getByRole('grid').locator('.dl-row')
const crumb = (page: Page, state: string) => page.locator('.cs-crumbs').getByText(state, { exact: true })

test('a lead filters in words, keeps the view for the unit, and acts on all of it; it is taken back', async () => {
  const { context, problems } = await contextOf(browser)
  await signIn(context, product.address, 'L1')
  const page = await context.newPage(), keys = page.keyboard
  await page.goto(`${product.address}/cases`)
  await rows(page).first().waitFor()
  await keys.press('/')
  await keys.type('级刖:1')
  await page.getByRole('alert').getByText('没有“级刖”这个条件').waitFor()
  await page.getByRole('alert').getByRole('button', { name: '级别' }).press('Enter')
  // The address follows when typing has paused; then the rows are those of the filter.
  await expect.poll(() => new URL(page.url()).searchParams.get('f')).toBe('级别:1')
  await expect.poll(() => rows(page).count()).toBe(2)
  await page.getByRole('button', { name: '存为视图' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill('紧急')
  await dialog.getByLabel('谁能看到').selectOption('unit')
  await keys.press('Enter')
  await page.locator('.q-saved').getByText('紧急').waitFor()
  // From anywhere by the first letters of its pinyin.
  await page.goto(`${product.address}/cases`)
  await rows(page).first().waitFor()
  await keys.press('Control+K')
  await keys.type('jj')
  await page.getByRole('option', { name: /紧急/ }).first().waitFor()
  await keys.press('Escape')
  await page.locator('.q-saved').getByText('紧急').click()
  await expect.poll(() => rows(page).count()).toBe(2)

  await page.locator('.dl').focus()
  await keys.press('Control+A')
  await page.getByRole('toolbar').getByText('已选 2 件').waitFor()
  await keys.press('a')
  await dialog.getByLabel(/交给|接手人|给谁/).or(dialog.locator('select')).first().selectOption({ label: '陈安' })
  await dialog.getByText(/试算 2 个：2 个可以处理/).waitFor()
  await keys.press('Control+Enter')
  await page.getByText('已处理 2 个工单').waitFor()
  await expect.poll(async () => ((await product.api('L1', 'GET', `/cases/${made['柜面登录失败']!.id}`)) as { handler: { name: string } | null }).handler?.name).toBe('陈安')
  await page.getByRole('button', { name: '撤销' }).press('Enter')
  await page.getByText('批量操作已撤销').waitFor()
  expect(((await product.api('L1', 'GET', `/cases/${made['柜面登录失败']!.id}`)) as { handler: unknown }).handler).toBeNull()
  // The mistake in the filter is answered on the page, before it is asked of the server.
  expect(problems).toEqual([])
  await context.close()
})

test('two reports of one matter: merged side by side, read together, answered from the old number, and apart again', async () => {
  const { context } = await contextOf(browser)
  await signIn(context, product.address, 'L1')
  const page = await context.newPage(), keys = page.keyboard, gone = made['全部柜员无法登录']!, stays = made['柜面登录失败']!
  await page.goto(`${product.address}/cases/${gone.id}`)
  await crumb(page, '待派单').waitFor()
  await keys.press('m')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await keys.type('柜面')
  await expect.poll(() => dialog.getByRole('option').count()).toBe(1)
  await keys.press('ArrowDown')
  await dialog.getByRole('region', { name: '将并入' }).getByText(gone.number).waitFor()
  await dialog.getByRole('region', { name: '继续处理' }).getByText(stays.number).waitFor()
  await keys.press('Enter')
  await crumb(page, '已合并').waitFor()
  await product.api('C1', 'POST', `/cases/${gone.id}/messages`, { visibility: 'public', body: '补充：验证码也收不到' })
  await page.goto(`${product.address}/cases/${stays.id}`)
  await page.getByRole('log').first().getByText('补充：验证码也收不到').waitFor()
  await page.getByRole('button', { name: '撤销合并' }).first().press('Enter')
  await page.getByText('合并已撤销').first().waitFor()
  await page.getByRole('log').first().getByText('补充：验证码也收不到').waitFor({ state: 'hidden' })
  await page.goto(`${product.address}/cases/${gone.id}`)
  await crumb(page, '待派单').waitFor()
  await page.getByRole('log').first().getByText('补充：验证码也收不到').waitFor()

  // What belongs to another matter becomes a case of its own, and comes back.
  await page.getByRole('button', { name: '拆出另一问题' }).press('Enter')
  await dialog.getByLabel(/验证码也收不到/).check()
  await dialog.getByLabel('新工单的标题').fill('验证码收不到')
  await keys.press('Control+Enter')
  await page.getByRole('heading', { level: 1, name: '验证码收不到' }).waitFor()
  await page.getByRole('button', { name: '撤销', exact: true }).press('Enter')
  await page.getByRole('heading', { level: 1, name: '全部柜员无法登录' }).waitFor()
  await page.getByRole('log').first().getByText('补充：验证码也收不到').waitFor()
  await context.close()
})
