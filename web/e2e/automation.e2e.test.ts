// A rule from the sentence to the case: built, tried over the history, switched on, seen on the timeline; in both languages and themes.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contextOf, launch, overflow, signIn, type Look } from './browser.ts'
import { startE2e, type E2eProduct } from './product.ts'

let product: E2eProduct, browser: Browser
beforeAll(async () => {
  [product, browser] = await Promise.all([startE2e(['H1', 'A1', 'L1']), launch()])
  for (const title of ['月报导出失败', '登录很慢']) await product.api('C1', 'POST', '/cases', { title, description: '从今天早上开始', channel: 'portal', serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'medium', impact: 'several-users', complexity: 'low' })
})
afterAll(async () => { await browser?.close(); await product?.stop() })

async function pageOf(who: string, path: string, look: Look = {}): Promise<Page> {
  const { context } = await contextOf(browser, look)
  await signIn(context, product.address, who)
  const page = await context.newPage()
  await page.goto(product.address + path)
  return page
}

test('R1.2-13 a rule is built as a sentence, tried, switched on, and what it did stands on the case', async () => {
  const page = await pageOf('H1', '/automation')
  await page.getByRole('button', { name: '新建规则' }).click()
  const editor = page.getByRole('dialog', { name: '新建规则' })
  await editor.getByLabel('名称').fill('导出问题写提示')
  await editor.getByRole('button', { name: '添加条件' }).click()
  await editor.getByLabel('条件字段').selectOption({ label: '内容' })
  await editor.getByPlaceholder('词，用逗号分开').fill('导出')
  await editor.getByPlaceholder(/内容，可用/).fill('先查导出队列')
  await editor.getByText('当收到新工单，如果内容包含“导出”，就写备注“先查导出队列”。').waitFor()
  await editor.getByRole('button', { name: '保存规则' }).click()
  await page.getByText('这一版还没有试运行').first().waitFor()
  expect(await page.getByRole('button', { name: '启用', exact: true }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: '试运行' }).click()
  const figures = page.locator('.au-figures')
  await figures.getByText('会触发').waitFor()
  expect(await figures.innerText()).toMatch(/会触发\s*1/)
  await page.locator('.au-samples').getByText('月报导出失败').waitFor()
  await page.getByRole('button', { name: '启用', exact: true }).click()
  await page.locator('.au-detail').getByText('已启用').waitFor()

  const { id } = await product.api<{ id: string }>('C1', 'POST', '/cases', { title: '导出又失败', description: '同样的报错', channel: 'portal' })
  const desk = await pageOf('A1', `/cases/${id}`)
  await desk.locator('.msg.note').getByText('先查导出队列').waitFor()
  await desk.locator('.evt').getByText(/规则“导出问题写提示”/).waitFor()
  await page.locator('.au-runs').getByText('已执行').first().waitFor()
})

test('a lead reads rules and changes none; English, dark, and narrow', async () => {
  const page = await pageOf('L1', '/automation', { lang: 'en', theme: 'dark' })
  await page.getByText(/When a case is opened, if words contain “导出”, then write the note/).first().waitFor()
  expect(await page.getByRole('button', { name: 'New rule' }).count()).toBe(0)
  const narrow = await pageOf('L1', '/automation?tab=runs', { phone: true })
  await narrow.locator('.au-runs').getByText('已执行').first().waitFor()
  expect(await overflow(narrow)).toBe(0)
})

test('rules are put in order by keyboard, and a refused one says what is missing', async () => {
  await product.api('H1', 'POST', '/automation/rules', { name: '第二条', definition: { trigger: { kind: 'event', event: 'case-opened' }, actions: [{ do: 'note', text: 'x' }] } })
  const page = await pageOf('H1', '/automation'), names = () => page.locator('.au-list b').allInnerTexts()
  await expect.poll(names).toEqual(['导出问题写提示', '第二条'])
  await page.getByRole('button', { name: '“第二条”上移' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(names).toEqual(['第二条', '导出问题写提示'])
  await page.keyboard.press('n')
  const editor = page.getByRole('dialog', { name: '新建规则' })
  await editor.getByLabel('名称').fill('不完整')
  await editor.getByLabel('动作').selectOption({ label: '转给人员' })
  await page.keyboard.press('Control+Enter')
  await editor.getByRole('alert').first().waitFor()
})
