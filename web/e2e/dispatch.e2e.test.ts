// A lead's morning at the board: by keys, by pointer, against the rule with a reason; what others do appears by itself; the case says why.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contextOf, launch, overflow, signIn } from './browser.ts'
import { axeFindings } from './page-checks.ts'
import { startE2e, type E2eProduct } from './product.ts'

let product: E2eProduct, browser: Browser, people: Record<string, string>
const facts = { description: '从今天早上开始。', channel: 'portal', serviceLine: 'technical-support', problemClass: 'system-fault', impact: 'several-users', complexity: 'low' }
const open = (title: string, more: object = {}) => product.api<{ id: string; number: string }>('C1', 'POST', '/cases', { ...facts, title, urgency: 'medium', ...more })
beforeAll(async () => {
  ;[product, browser] = await Promise.all([startE2e(['L1', 'R1', 'A1']), launch()])
  people = Object.fromEntries((await product.api<{ items: { id: string; accountId: string }[] }>('M1', 'GET', '/test/people')).items.map((p) => [p.id, p.accountId]))
  for (const title of ['柜面登录失败', '月报缺少签章', '打印很慢']) await open(title, title === '柜面登录失败' ? { urgency: 'high' } : {})
})
afterAll(async () => { await browser?.close(); await product?.stop() })

const column = (page: Page, name: string) => page.getByRole('listbox', { name, exact: true })
const current = (page: Page) => page.locator('.dp-card[aria-selected=true]')
const person = (page: Page, name: string) => page.locator('.dp-p').filter({ hasText: name })
async function board(who: string) {
  const { context, problems } = await contextOf(browser)
  await signIn(context, product.address, who)
  const page = await context.newPage()
  await page.goto(`${product.address}/dispatch`)
  await column(page, '未分派').getByRole('option').first().waitFor()
  return { page, problems }
}

test('R2.1-9 a lead gives cases out by keys alone, and the case says why', async () => {
  const { page, problems } = await board('L1'), keys = page.keyboard
  await current(page).getByText('柜面登录失败').waitFor()
  await page.getByText(/建议 .+负载最轻/).waitFor()
  await keys.press('j')
  await current(page).getByText('柜面登录失败').waitFor({ state: 'hidden' })
  await keys.press('k')
  await current(page).getByText('柜面登录失败').waitFor()
  const chosen = /建议 (\S+)/.exec(await page.locator('.dp-prop').innerText())![1]!
  await keys.press('s')
  await page.getByRole('status').getByText(`已派给${chosen}`).waitFor()
  await expect.poll(() => column(page, '未分派').getByText('柜面登录失败').count()).toBe(0)
  // The next one stands ready; the first person of the list by its digit.
  await current(page).waitFor()
  const title = (await current(page).locator('.dp-l1').innerText()).trim()
  await expect.poll(() => page.locator('.dp-p.best').count()).toBe(1)
  await keys.press('1')
  await expect.poll(() => column(page, '未分派').getByText(title.split('\n').at(-1)!).count()).toBe(0)
  const given = (await product.api<{ items: { id: string; title: string; handler: { name: string } }[] }>('L1', 'GET', '/cases?view=open')).items.find((c) => c.title === '柜面登录失败')!
  await page.goto(`${product.address}/cases/${given.id}`)
  await page.getByRole('heading', { name: `为什么是${given.handler.name}？` }).waitFor()
  await page.getByText('周立采纳建议：').waitFor()
  await page.getByRole('button', { name: /看 \d 位候选人/ }).click()
  await page.getByRole('dialog').getByText('选中').waitFor()
  expect(problems).toEqual([])
})

test('R1.2-11 by pointer: a card is dragged onto a person; against the rule only with a reason; another screen follows by itself', async () => {
  const one = await open('批处理变慢'), two = await open('短信网关 503')
  await product.api('A2', 'POST', `/org/people/${people['A2']}/absences`, { kind: 'leave', validTo: '2025-03-10T00:00:00+08:00' })
  const { page, problems } = await board('L1'), other = await board('R1')
  await other.page.locator(`[data-case="${one.id}"]`).waitFor()
  await page.locator(`[data-case="${one.id}"]`).dragTo(person(page, '陈安'))
  await page.getByRole('status').getByText(`${one.number} 已派给陈安`).waitFor()
  await other.page.locator(`[data-case="${one.id}"]`).waitFor({ state: 'detached' })
  expect(await person(other.page, '陈安').innerText()).toMatch(/[1-9] 件/)
  await page.locator(`[data-case="${two.id}"]`).click()
  await person(page, '李岚').getByText(/不在岗/).first().waitFor()
  await person(page, '李岚').getByRole('button', { name: /^派给/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('规则排除了李岚').waitFor()
  expect(await dialog.getByRole('button', { name: '派给李岚' }).isDisabled()).toBe(true)
  await dialog.getByLabel('原因').fill('今天下午回来')
  await dialog.getByRole('button', { name: '派给李岚' }).click()
  await page.getByRole('status').getByText(`${two.number} 已派给李岚`).waitFor()
  expect([problems, other.problems]).toEqual([[], []])
})

test('R8.1-7 a rule that assigns by itself is published with a reason; the next case is given out', async () => {
  const { context, problems } = await contextOf(browser)
  await signIn(context, product.address, 'R1')
  const page = await context.newPage()
  await page.goto(`${product.address}/dispatch?tab=rules`)
  await page.getByRole('button', { name: '新增规则' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('单位').selectOption((await dialog.getByLabel('单位').locator('option', { hasText: 'F1' }).getAttribute('value'))!)
  await dialog.getByLabel('方式').selectOption('automatic')
  expect(await dialog.getByRole('button', { name: '发布规则' }).isDisabled()).toBe(true)
  await dialog.getByLabel('原因').fill('早高峰自动派单')
  await dialog.getByRole('button', { name: '发布规则' }).click()
  await page.getByText('第 1 版已生效').waitFor()
  const next = await open('导出乱码')
  await expect.poll(async () => (await product.api<{ handler: { name: string } | null }>('L1', 'GET', `/cases/${next.id}`)).handler?.name ?? null, { timeout: 15_000 }).not.toBeNull()
  await page.goto(`${product.address}/cases/${next.id}`)
  await page.getByRole('heading', { name: /为什么是/ }).waitFor()
  expect(problems).toEqual([])
})

test('WCAG 2.2 AA on the board, the cockpit, the open loops and the rules; nothing hangs over at 1440 and 1180', async () => {
  for (const look of [{ theme: 'light', lang: 'zh-CN' }, { theme: 'dark', lang: 'en' }] as const) {
    const { context } = await contextOf(browser, look)
    await signIn(context, product.address, 'R1')
    const page = await context.newPage()
    for (const tab of ['', '?tab=cockpit', '?tab=loops', '?tab=rules']) {
      await page.goto(`${product.address}/dispatch${tab}`)
      await page.locator('.dp-people, .dp-page .panel, .dp-looplist').first().waitFor()
      await page.waitForLoadState('networkidle')
      for (const width of [1440, 1180]) { await page.setViewportSize({ width, height: 900 }); expect([tab, width, await overflow(page)]).toEqual([tab, width, 0]) }
      expect([tab, await axeFindings(page)]).toEqual([tab, []])
    }
  }
})
