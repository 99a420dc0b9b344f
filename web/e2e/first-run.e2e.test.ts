// An empty installation: the one-time link makes the first administrator, who cannot do anything before the second factor stands.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setupLink } from '../../platform/server/access/public.ts'
import { authenticatorCode, contextOf, launch } from './browser.ts'
import { PASSWORD, startE2e, type E2eProduct } from './product.ts'

let product: E2eProduct, browser: Browser
beforeAll(async () => { [product, browser] = await Promise.all([startE2e([], { HOUYUAN_SEED: 'handbook', HOUYUAN_TEST_CLOCK: '0' }), launch()]) })
afterAll(async () => { await browser?.close(); await product?.stop() })

test('R7.4-5 RX-11 set-up by link: check, administrator, authenticator, recovery codes once; then every sign-in asks for both factors', async () => {
  const { context, problems } = await contextOf(browser)
  const page = await context.newPage()
  const link = (await setupLink(product.host))!.replace(/^https?:\/\/[^/]+/, product.address)
  await page.goto(link)
  await page.getByRole('heading', { level: 1, name: '环境检查' }).waitFor()
  await page.getByText('数据库', { exact: true }).waitFor()
  await page.getByRole('button', { name: /^继续/ }).click()

  await page.getByLabel('姓名').fill('何建国')
  await page.getByLabel('邮箱').fill('root@example.test')
  await page.getByRole('textbox', { name: '密码' }).fill('12345678')
  await page.getByRole('button', { name: '创建管理员' }).click()
  // A weak password is refused beside its field, and the link still works.
  await page.getByRole('textbox', { name: '密码' }).and(page.locator('[aria-invalid=true]')).waitFor()
  await page.getByRole('textbox', { name: '密码' }).fill(PASSWORD)
  await page.getByRole('button', { name: '创建管理员' }).click()

  // The account owes its second factor: no other page opens before.
  const secret = (await page.locator('main code, main .mono').filter({ hasText: /^[A-Z2-7]{32}$/ }).first().textContent())!.trim()
  expect(await page.getByRole('img', { name: '验证器绑定图形码' }).evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true)
  const peek = await context.newPage()
  await peek.goto(`${product.address}/admin/roles`)
  await peek.waitForURL(/\/sign-in/)
  await peek.close()
  await page.getByRole('textbox', { name: '6 位验证码' }).fill('000000')
  await page.getByRole('button', { name: '完成绑定' }).click()
  await page.getByRole('alert').first().waitFor()
  await page.getByRole('textbox', { name: '6 位验证码' }).fill(authenticatorCode(secret))
  await page.getByRole('button', { name: '完成绑定' }).click()

  await page.getByRole('heading', { level: 1, name: '保存恢复码' }).waitFor()
  const codes = await page.locator('.codes li').allTextContents()
  expect(new Set(codes).size).toBe(10)
  const goOn = page.getByRole('button', { name: '继续' })
  expect(await goOn.isDisabled()).toBe(true)
  await page.getByRole('checkbox').check()
  await goOn.click()
  expect(await page.getByText(codes[0]!).count()).toBe(0)
  // After a reload in the middle one goes on where one was; the codes are not told again.
  await page.reload()
  await page.getByRole('link', { name: '进入工作台' }).waitFor()
  expect(await page.getByText(codes[0]!).count()).toBe(0)
  await page.getByRole('link', { name: '进入工作台' }).click()
  await page.getByRole('navigation').first().waitFor()

  // The link worked once.
  const late = await contextOf(browser)
  const latePage = await late.context.newPage()
  await latePage.goto(link)
  await latePage.getByText('已经有管理员。').waitFor()

  await signsInWithBothFactors(secret, codes)
  expect(problems).toEqual([])
})

/** Password, then a code; the same code is refused the second time, a recovery code works in its place, once. */
async function signsInWithBothFactors(secret: string, codes: readonly string[]): Promise<void> {
  const password = async () => {
    const { context } = await contextOf(browser), page = await context.newPage()
    await page.goto(`${product.address}/admin/settings`)
    await page.waitForURL(/\/sign-in\?next=/)
    await page.getByRole('textbox', { name: '邮箱' }).fill('root@example.test')
    await page.getByRole('textbox', { name: '密码' }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: '6 位验证码' }).waitFor()
    return page
  }
  const first = await password(), code = authenticatorCode(secret, 1)
  await first.getByRole('textbox').fill(code)
  // Six digits send themselves, and the person stands where they wanted to go.
  await first.waitForURL(/\/admin\/settings/)
  await first.getByRole('heading', { level: 1 }).waitFor()

  const again = await password()
  await again.getByRole('textbox').fill(code)
  await again.getByRole('alert').first().waitFor()
  await again.getByRole('button', { name: '使用恢复码' }).click()
  await again.getByRole('textbox').fill(codes[0]!)
  await again.keyboard.press('Enter')
  await again.waitForURL(/\/admin\/settings/)

  const third = await password()
  await third.getByRole('button', { name: '使用恢复码' }).click()
  await third.getByRole('textbox').fill(codes[0]!)
  await third.keyboard.press('Enter')
  await third.getByRole('alert').first().waitFor()
}
