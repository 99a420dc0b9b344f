// The first slice through real browsers: a customer reports on a phone, an agent answers at the desk, the customer confirms and rates.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contextOf, launch, overflow, signIn } from './browser.ts'
import { PASSWORD, startE2e, type E2eProduct } from './product.ts'

let product: E2eProduct, browser: Browser
beforeAll(async () => { product = await startE2e(['A1', 'C1', 'V1']); browser = await launch() })
afterAll(async () => { await browser?.close(); await product?.stop() })

test('S-040 a customer reports on a phone and follows stage, promise and owner; notes and other customers stay out', async () => {
  const { context, problems } = await contextOf(browser, { phone: true })
  const page = await context.newPage()
  await page.goto(`${product.address}/portal`)
  await page.getByRole('textbox', { name: '邮箱' }).fill('c1@acceptance.test')
  await page.getByRole('textbox', { name: '密码' }).fill(PASSWORD)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('link', { name: /提交问题/ }).click()
  await page.getByLabel(/遇到了什么/).fill('月报导出缺少签章。昨天开始，所有月报都没有。')
  await page.getByText('业务停了').click()
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText(/已收到，编号 HY-/).waitFor()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('月报导出缺少签章')
  expect(await overflow(page)).toBe(0)
  await page.getByText('下一个承诺').waitFor()

  const caseUrl = page.url(), id = /cases\/([0-9a-f-]{36})/.exec(caseUrl)![1]!
  await product.api('A1', 'POST', `/cases/${id}/messages`, { visibility: 'internal', body: '内部：怀疑证书轮换' })
  const agent = await contextOf(browser)
  await signIn(agent.context, product.address, 'A1')
  const desk = await agent.context.newPage()
  await desk.goto(`${product.address}/cases`)
  await desk.getByRole('grid', { name: '工单' }).getByText('月报导出缺少签章').first().waitFor()
  await desk.goto(`${product.address}/cases/${id}`)
  await desk.getByText('内部：怀疑证书轮换').waitFor()
  await desk.getByLabel('回复客户', { exact: true }).last().fill('已接手，正在核对证书。')
  await desk.getByLabel(/下一步/).last().fill('核对签章证书')
  await desk.getByLabel(/预计时间/).last().fill('2025-03-03T10:30')
  await desk.getByRole('button', { name: /^发送/ }).click()
  await desk.getByRole('log').getByText('已接手，正在核对证书。').waitFor()

  // Live, without reload: the answer and the owner appear on the phone.
  await page.getByText('已接手，正在核对证书。').waitFor()
  await page.getByText('首问负责人，跟到你确认').waitFor()
  expect(await page.getByText('内部：怀疑证书轮换').count()).toBe(0)

  const other = await contextOf(browser, { phone: true })
  await signIn(other.context, product.address, 'V1')
  expect([403, 404]).toContain((await other.context.request.get(`${product.address}/api/v1/cases/${id}`)).status())
  expect([...problems, ...agent.problems]).toEqual([])
})
