// An administrator's morning, and what a person may set for themselves.
import { simpleParser } from 'mailparser'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOutsideServer, type OutsideServer } from '../../platform/server/mail/testing.ts'
import { contextOf, launch, signIn } from './browser.ts'
import { PASSWORD, startE2e, type E2eProduct } from './product.ts'

let product: E2eProduct, browser: Browser, outside: OutsideServer
beforeAll(async () => {
  outside = await startOutsideServer()
  ;[product, browser] = await Promise.all([startE2e(['A1', 'M1'], { HOUYUAN_SMTP_OUT: outside.url, HOUYUAN_PUBLIC_URL: 'https://desk.example.com' }), launch()])
})
afterAll(async () => { await browser?.close(); await product?.stop(); await outside?.close() })

async function pageOf(who: string, path: string): Promise<{ page: Page; problems: string[] }> {
  const { context, problems } = await contextOf(browser)
  await signIn(context, product.address, who)
  const page = await context.newPage()
  await page.goto(product.address + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, problems }
}

test('an administrator adds a unit and a person, who comes in by the mailed link', async () => {
  const { page, problems } = await pageOf('M1', '/admin/units')
  await page.getByRole('button', { name: '新增单位' }).click()
  const unit = page.getByRole('dialog', { name: '新增单位' })
  // Nothing filled in: told beside the field, nothing lost.
  await unit.getByRole('button', { name: '新增单位' }).click()
  await unit.getByRole('alert').first().waitFor()
  await unit.getByLabel('中文名称').fill('技术支持部西安组')
  await unit.getByLabel('层级').selectOption('frontline')
  await unit.getByLabel('上级单位').selectOption({ label: '西区技术支持中心' })
  await unit.getByRole('button', { name: '新增单位' }).click()
  await unit.waitFor({ state: 'hidden' })
  await page.getByRole('row').filter({ hasText: '技术支持部西安组' }).waitFor()

  await page.goto(`${product.address}/admin/people`)
  await page.getByRole('button', { name: '邀请人员' }).click()
  const invite = page.getByRole('dialog', { name: '邀请人员' })
  await invite.getByLabel('姓名').fill('林工')
  await invite.getByLabel('邮箱').fill('lin@acceptance.test')
  await invite.getByLabel('单位').selectOption({ label: '技术支持部西安组' })
  await invite.getByLabel('角色').selectOption('agent')
  await invite.getByRole('button', { name: '发出邀请' }).click()
  await invite.waitFor({ state: 'hidden' })
  await page.getByRole('row').filter({ hasText: 'lin@acceptance.test' }).getByText('技术支持部西安组').waitFor()

  await expect.poll(() => outside.mails.filter((m) => m.to.includes('lin@acceptance.test')).length).toBe(1)
  const letter = await simpleParser(outside.mails.find((m) => m.to.includes('lin@acceptance.test'))!.raw), path = /https:\/\/desk\.example\.com(\/invitation#\S+)/.exec(letter.text!)![1]!
  const { context } = await contextOf(browser), own = await context.newPage()
  await own.goto(product.address + path)
  await own.getByRole('textbox', { name: /新密码/ }).fill(PASSWORD)
  await own.keyboard.press('Enter')
  await own.getByRole('link', { name: '登录' }).click()
  await own.getByRole('textbox', { name: '邮箱' }).fill('lin@acceptance.test')
  await own.getByRole('textbox', { name: '密码' }).fill(PASSWORD)
  await own.keyboard.press('Enter')
  await own.waitForURL(/\/cases/)
  await own.getByText(/技术支持部西安组/).first().waitFor()
  expect(problems).toEqual([])
})

test('RX-7 RX-19 a customer, a setting and a scheduled job; the audit trail tells it and its chain is sound', async () => {
  const { page, problems } = await pageOf('M1', '/customers')
  await page.getByRole('button', { name: '新增客户' }).click()
  const dialog = page.getByRole('dialog', { name: '新增客户' })
  await dialog.getByLabel('名称').fill('澜屿银行股份有限公司')
  await dialog.getByRole('button', { name: '新增客户' }).click()
  await page.getByRole('heading', { level: 1, name: /澜屿银行/ }).waitFor()

  await page.getByRole('button', { name: '修改' }).first().click()
  const edit = page.getByRole('dialog', { name: /澜屿银行/ })
  await edit.getByLabel('电话').fill('+86 21 5555 0199')
  await edit.getByRole('button', { name: '保存' }).click()
  await edit.waitFor({ state: 'hidden' })
  await page.getByText('+86 21 5555 0199').first().waitFor()

  await page.goto(`${product.address}/admin/settings`)
  const setting = () => page.getByRole('spinbutton', { name: '每个地址每小时最多回执数' }), row = page.locator('.adm-set').filter({ has: setting() })
  await setting().fill('7')
  await row.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存').first().waitFor()
  await page.reload()
  await setting().waitFor()
  expect(await setting().inputValue()).toBe('7')

  await page.goto(`${product.address}/admin/jobs`)
  const job = page.getByRole('row').filter({ has: page.getByRole('button', { name: '立即运行' }) }).first(), before = await job.innerText()
  await job.getByRole('button', { name: '立即运行' }).click()
  await page.getByText('已开始').first().waitFor()
  await expect.poll(async () => { await page.reload(); await job.waitFor(); return (await job.innerText()) !== before }).toBe(true)

  await page.goto(`${product.address}/admin/audit`)
  await page.getByRole('textbox', { name: '文字' }).or(page.getByLabel('文字')).first().fill('澜屿银行')
  await expect.poll(() => page.getByRole('row').count()).toBeLessThan(6)
  await page.getByRole('row').filter({ hasText: '马管' }).first().waitFor()
  await page.getByRole('button', { name: '核对审计链' }).click()
  await page.getByText(/审计链完整，已核对 \d+/).waitFor()
  expect(problems).toEqual([])
})

test('my settings: language and theme follow the account, notices are kept, another device is signed out', async () => {
  const { page, problems } = await pageOf('A1', '/me'), { page: laptop } = await pageOf('A1', '/cases')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'My settings' }).waitFor()
  await page.getByRole('group', { name: 'Appearance' }).getByRole('button', { name: 'Dark' }).click()
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset['mode']])).toEqual(['en', 'dark'])
  // A device on which nothing was chosen yet follows the account.
  const { page: tablet } = await pageOf('A1', '/me')
  await tablet.getByRole('heading', { level: 1, name: 'My settings' }).waitFor()
  await expect.poll(() => tablet.evaluate(() => document.documentElement.dataset['mode'])).toBe('dark')

  const notice = page.getByRole('checkbox', { name: /^[\w ]+: Mail$/ }).first(), name = (await notice.getAttribute('aria-label'))!, was = await notice.isChecked()
  await notice.click()
  await expect.poll(async () => { await page.reload(); const box = page.getByRole('checkbox', { name, exact: true }); await box.waitFor(); return box.isChecked() }).toBe(!was)

  const others = page.locator('.me-list li').filter({ hasNot: page.getByText('This one') })
  await expect.poll(() => others.count()).toBe(2)
  await others.last().getByRole('button').click()
  await expect.poll(() => others.count()).toBe(1)
  await page.getByRole('button', { name: /other devices/i }).click()
  await expect.poll(() => others.count()).toBe(0)
  // The one signed out is asked to sign in again, on its page.
  await laptop.keyboard.press('j')
  await laptop.goto(`${product.address}/customers`)
  await laptop.waitForURL(/\/sign-in\?next=/)
  expect(problems).toEqual([])
})
