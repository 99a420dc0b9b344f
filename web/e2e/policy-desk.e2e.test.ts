// A limit is changed at headquarters: drafted in the matrix, its warnings accepted, tried on open cases, approved by a second person, held back by a red test row, published, and felt by the next case.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setPassword } from '../../platform/server/access/public.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import { contextOf, launch, signIn } from './browser.ts'
import { PASSWORD, startE2e, type E2eProduct } from './product.ts'

let product: E2eProduct, browser: Browser
const urgent = { description: '断网', channel: 'portal', serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'high', impact: 'several-users', complexity: 'low' }
const responseOf = async (id: string) => (await product.api<{ items: { kind: string; reference: boolean; dueAt: string; version: number; target: string }[] }>('L1', 'GET', `/cases/${id}/clocks`)).items.find((c) => c.kind === 'response' && !c.reference)!

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startE2e(['H1', 'R1', 'A1']), launch()])
  // A second person at headquarters, and the rule that asks for one.
  const hq = (await product.api<{ items: { id: string; code: string }[] }>('M1', 'GET', '/org/units')).items.find((u) => u.code === 'HQ')!.id
  const { id } = await product.api<{ id: string }>('M1', 'POST', '/org/people', { name: '何副', email: 'h2@acceptance.test', post: { unitId: hq, role: 'hq-manager' } })
  await product.host.transaction(SYSTEM, (ctx) => setPassword(ctx, id, PASSWORD))
  await product.api('M1', 'PUT', '/settings/sla.two-person', { value: true })
})
afterAll(async () => { await browser?.close(); await product?.stop() })

async function pageOf(who: string, path: string): Promise<{ page: Page; problems: string[] }> {
  const { context, problems } = await contextOf(browser)
  await signIn(context, product.address, who)
  const page = await context.newPage()
  await page.goto(product.address + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, problems }
}
const urgentResponse = (page: Page) => page.getByRole('region', { name: '时限矩阵' }).getByRole('row').filter({ hasText: '紧急' }).getByRole('button').first()

test('RX-1 RX-3 S-031 draft, warnings, preview, second person, red row, publication, effect', async () => {
  const open = await product.api<{ id: string }>('C1', 'POST', '/cases', { title: '之前的问题', ...urgent })
  const { page: h1, problems } = await pageOf('H1', '/policies?policy=POL-1.2')

  await urgentResponse(h1).click()
  await h1.getByLabel(/紧急.*响应时限$/).fill('1')
  await h1.keyboard.press('Enter')
  await h1.getByRole('button', { name: '存为草稿' }).click()
  await h1.getByText('草稿 v2 已保存').waitFor()

  await h1.getByRole('button', { name: '用未结工单试算' }).click()
  await h1.getByText(/提前 1 个时限/).waitFor()
  await h1.getByRole('button', { name: /查看 \d+ 条变化/ }).click()
  await h1.getByRole('dialog', { name: '试算结果' }).getByText('响应').first().waitFor()
  await h1.keyboard.press('Escape')

  // Not before every warning was accepted by name.
  const approve = h1.getByRole('button', { name: '批准', exact: true })
  expect(await approve.isDisabled()).toBe(true)
  const accept = h1.getByRole('button', { name: '确认这一条' })
  for (let left = await accept.count(); left > 0; left--) { await accept.first().click(); await expect.poll(() => accept.count()).toBe(left - 1) }
  await approve.click()
  await h1.getByRole('alert').filter({ hasText: '另一' }).waitFor()

  const { page: h2 } = await pageOf('H2', '/policies?policy=POL-1.2')
  await h2.getByRole('button', { name: '批准', exact: true }).click()
  await h2.getByText('何副 批准于').waitFor()

  // The operator's own row says two hours: red, and the publication waits for a reason.
  await product.api('H1', 'POST', '/sla/conformance', { name: '紧急 2 小时', record: { kind: 'case', createdAt: '2025-03-10T09:00:00+08:00', requesterType: 'customer', serviceLine: 'technical-support', urgency: 'high' }, then: { kind: 'response', dueAt: '2025-03-10T11:00:00+08:00' } })
  await h2.getByRole('button', { name: '发布', exact: true }).click()
  const dialog = h2.getByRole('dialog', { name: /发布 POL-1\.2 v2/ })
  await dialog.getByRole('button', { name: '发布', exact: true }).click()
  await dialog.getByLabel('自测未通过仍要发布的理由').fill('按新合同收紧')
  await dialog.getByRole('button', { name: '发布', exact: true }).click()
  await h2.getByText('v2 已发布').waitFor()

  // The case that runs keeps its promise; the next one after the date has the new one, on the screen too.
  await product.api('M1', 'PUT', '/test/clock', { now: '2025-03-05T09:00:00+08:00' })
  expect(await responseOf(open.id)).toMatchObject({ version: 1, target: 'PT2H' })
  const next = await product.api<{ id: string }>('C1', 'POST', '/cases', { title: '之后的问题', ...urgent })
  expect(await responseOf(next.id)).toMatchObject({ version: 2, target: 'PT1H', dueAt: '2025-03-05T02:00:00.000Z' })
  const { page: l1 } = await pageOf('A1', `/cases/${next.id}`)
  await l1.getByText('10:00').first().waitFor()

  await h2.goto(`${product.address}/policies?tab=conformance`)
  await h2.getByRole('row').filter({ hasText: '紧急 2 小时' }).getByText('未通过').waitFor()
  expect(problems.filter((p) => !/40[39]/.test(p))).toEqual([])
})

test('RX-2 the simulator says the level, its row and the due time of a case that does not exist', async () => {
  const { page } = await pageOf('H1', '/policies')
  await page.getByRole('button', { name: '试一条记录' }).click()
  const drawer = page.getByRole('dialog', { name: '试一条记录' })
  await drawer.getByLabel('紧急程度').selectOption('high')
  await drawer.getByRole('button', { name: '计算' }).click()
  const because = drawer.getByText(/响应时限 \d+ 时，依据 POL-1\.2 第 \d 版 §1\.2。级别：紧急，判级表 LEVEL-1\.2 第 1 版第 1 行.*到期/).first()
  await because.waitFor()
  expect(await because.textContent()).toContain('§1.2')
})

test('S-031 others read the rules and cannot change them; who may not read them is told', async () => {
  const { page: r1 } = await pageOf('R1', '/policies?policy=POL-1.2')
  await r1.getByRole('region', { name: '时限矩阵' }).getByText('紧急').first().waitFor()
  expect(await urgentResponse(r1).count()).toBe(0)
  expect(await r1.getByRole('button', { name: /存为草稿|发布|批准|添加例外/ }).count()).toBe(0)
  await expect(product.api('R1', 'POST', '/sla/policies/POL-1.2/versions', { effectiveFrom: '2025-04-01T00:00:00+08:00' })).rejects.toThrow('403')
  const { page: a1 } = await pageOf('A1', '/policies')
  expect(await a1.getByRole('region', { name: '时限矩阵' }).count()).toBe(0)
  await expect(product.api('A1', 'GET', '/sla/policies')).rejects.toThrow('403')
})
