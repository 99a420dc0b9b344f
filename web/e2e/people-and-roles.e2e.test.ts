// The organisation is kept up to date by its administrator: a person, the posts and the deputy, a unit, where work lands, a role, a token for a program.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { contextOf, launch, signIn } from './browser.ts'
import { startE2e, type E2eProduct } from './product.ts'

let product: E2eProduct, browser: Browser, page: Page, problems: string[]
beforeAll(async () => { [product, browser] = await Promise.all([startE2e(['M1', 'A1']), launch()]) })
beforeEach(async () => {
  const opened = await contextOf(browser)
  problems = opened.problems
  await signIn(opened.context, product.address, 'M1')
  page = await opened.context.newPage()
})
afterAll(async () => { await browser?.close(); await product?.stop() })
afterEach(() => { expect(problems).toEqual([]) })

const dialog = (name: RegExp) => page.getByRole('dialog', { name })
const open = async (path: string) => { await page.goto(product.address + path); await page.getByRole('heading', { level: 1 }).waitFor() }

test('a person gets a telephone number, a post for some time, and a deputy', async () => {
  await open('/admin/people')
  await page.getByRole('link', { name: '陈安' }).click()
  await page.getByRole('button', { name: '修改' }).click()
  await dialog(/修改 陈安/).getByLabel('电话').fill('021-5555 0101')
  await dialog(/修改 陈安/).getByRole('button', { name: '保存' }).click()
  await page.getByRole('link', { name: '021-5555 0101' }).waitFor()

  await page.getByRole('button', { name: '设岗' }).click()
  await dialog(/为 陈安 设岗/).getByLabel('单位').selectOption({ label: '技术支持部 F2 组' })
  await dialog(/为 陈安 设岗/).getByLabel('角色').selectOption('agent')
  await dialog(/为 陈安 设岗/).getByRole('button', { name: '设岗' }).click()
  const lent = page.getByRole('row').filter({ hasText: '技术支持部 F2 组' })
  await lent.getByText('在任').waitFor()
  await product.api('M1', 'PUT', '/test/clock', { now: '2025-03-03T12:00:00+08:00' })
  await page.reload()
  await lent.getByRole('button', { name: '结束' }).click()
  await page.getByRole('dialog', { name: /结束岗位/ }).getByRole('button', { name: '结束', exact: true }).click()
  await lent.getByText('已结束').waitFor()

  await page.getByRole('button', { name: '指定代理人' }).click()
  await dialog(/谁代理/).getByLabel('代理人').selectOption({ index: 1 })
  await dialog(/谁代理/).getByRole('button', { name: '指定代理人' }).click()
  await dialog(/谁代理/).waitFor({ state: 'hidden' })
  await expect.poll(async () => (await product.api<{ items: { name: string; deputy: { name: string } | null }[] }>('M1', 'GET', '/org/people?q=陈安')).items[0]?.deputy?.name).toBeTruthy()
})

test('a unit says when it is open, and its former version stays in the history', async () => {
  await open('/admin/units')
  await page.getByRole('link', { name: '技术支持部 F1 组' }).click()
  await page.getByRole('button', { name: '修改' }).click()
  await dialog(/修改 技术支持部 F1 组/).getByLabel('周一').fill('09:00-12:00 13:30-18:00')
  await dialog(/修改 技术支持部 F1 组/).getByRole('button', { name: '保存' }).click()
  await page.getByText('09:00-12:00 13:30-18:00', { exact: true }).waitFor()
  const { items } = await product.api<{ items: { openingHours: unknown }[] }>('M1', 'GET', `/org/units/${page.url().split('/').at(-1)}/history`)
  expect(items.at(-1)!.openingHours).toEqual({ mon: [['09:00', '12:00'], ['13:30', '18:00']] })
  expect(items.length).toBeGreaterThan(1)
})

test('a routing rule for security cases is put first and decides where they land', async () => {
  await open('/admin/routing')
  await page.getByRole('button', { name: '新增规则' }).click()
  const last = await page.getByRole('row').count() - 1
  await page.getByLabel(`第 ${last} 条：问题类别`).selectOption('data-security')
  await page.getByLabel(`第 ${last} 条：交给`).selectOption({ label: '技术支持部 F2 组' })
  for (let n = last; n > 1; n--) await page.getByRole('button', { name: `第 ${n} 条上移` }).click()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('修改尚未保存').waitFor({ state: 'hidden' })
  const rules = await product.api<{ items: { problemClass: string | null; unit: { name: string } }[] }>('M1', 'GET', '/org/routing-rules')
  expect(rules.items[0]).toMatchObject({ problemClass: 'data-security', unit: { name: '技术支持部 F2 组' } })
})

test('a new role copies another and a program gets a token that is shown once', async () => {
  await open('/admin/roles')
  await page.getByRole('button', { name: '新建角色' }).click()
  const role = dialog(/新建角色/)
  await role.getByLabel('代码').fill('night-desk')
  await role.getByLabel('中文名称').fill('夜班席')
  await role.getByLabel('英文名称').fill('Night desk')
  await role.getByLabel('复制权限自').selectOption('agent')
  await role.getByRole('button', { name: '保存' }).click()
  await page.getByRole('button', { name: /夜班席/ }).waitFor()

  await open('/me')
  await page.getByRole('button', { name: '新建令牌' }).click()
  await dialog(/新建令牌/).getByLabel('名称').fill('客服电话系统')
  await dialog(/新建令牌/).getByRole('button', { name: '新建令牌' }).click()
  const text = (await dialog(/令牌已建立/).locator('pre').textContent())!.trim()
  const answer = await fetch(`${product.address}/api/v1/session`, { headers: { authorization: `Bearer ${text}` } })
  expect(answer.status).toBe(200)
  await dialog(/令牌已建立/).getByRole('button', { name: '已保存' }).click()
  await page.getByRole('listitem').filter({ hasText: '客服电话系统' }).getByRole('button', { name: '吊销' }).click()
  await page.getByRole('dialog', { name: /吊销令牌/ }).getByRole('button', { name: '吊销', exact: true }).click()
  await expect.poll(async () => (await fetch(`${product.address}/api/v1/session`, { headers: { authorization: `Bearer ${text}` } })).status).toBe(401)
})
