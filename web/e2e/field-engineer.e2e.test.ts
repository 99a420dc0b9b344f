// A field engineer's phone (390 px): the visit is opened, the network goes, the work goes on, the page is even loaded again, and everything arrives once.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contextOf, launch, overflow, signIn } from './browser.ts'
import { startE2e, type E2eProduct } from './product.ts'

let product: E2eProduct, browser: Browser, people: Record<string, string>, pixel: Buffer
beforeAll(async () => { [product, browser] = await Promise.all([startE2e(['E1', 'A1', 'L1']), launch()]) })
afterAll(async () => { await browser?.close(); await product?.stop() })

interface Shown { id: string; state: string; version: number; visit: { work: string; serialFound: string | null; signedBy: string | null; score: number | null; signature: number[][] | null; parts: { name: string }[]; steps: { doneAt: string | null }[] }; photos: unknown[]; kept: { kind: string }[] }
const visitOf = (id: string) => product.api<Shown>('A1', 'GET', `/field/visits/${id}`)

/** A case in hand, and a visit of today for E1. */
async function planned(title: string): Promise<{ caseId: string; visitId: string }> {
  people = Object.fromEntries((await product.api<{ items: { id: string; accountId: string }[] }>('M1', 'GET', '/test/people')).items.map((p) => [p.id, p.accountId]))
  const { id } = await product.api<{ id: string }>('C1', 'POST', '/cases', { title, description: '双控之一离线，写延迟 41 ms。', channel: 'portal', serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'high', impact: 'whole-enterprise', complexity: 'low' })
  const move = (who: string, to: string, body: object = {}) => product.api(who, 'POST', `/cases/${id}/transitions`, { to, ...body })
  await move('L1', 'assigned', { handlerId: people['A1'] })
  await product.api('A1', 'POST', `/cases/${id}/messages`, { visibility: 'public', body: '已接手。', owner: '陈安', nextStep: '上门更换', expectedAt: '2025-03-03T11:00:00+08:00' })
  await move('A1', 'diagnosing')
  const visit = await product.api<{ id: string }>('A1', 'POST', `/cases/${id}/visits`, {
    title, task: '双控之一离线，更换控制器 B', warning: '断电前确认控制器 A 状态为“主用”。', address: '门诊楼 B1 机房', contactName: '钱主任', contactPhone: '021-55500000', from: '2025-03-03T09:30:00+08:00', to: '2025-03-03T11:30:00+08:00', engineerId: people['E1'], serialExpected: 'PX300-7C41-0092',
    steps: [{ text: '更换控制器 B', photos: 1, part: true }, { text: '同步缓存，观察 20 分钟' }],
  })
  return { caseId: id, visitId: visit.id }
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const dock = (page: Page, name: string) => page.locator('.fd-dock').getByRole('button', { name })

const offline = (page: Page) => page.locator('.fd-wait', { hasText: '离线' })

async function drawSignature(page: Page): Promise<void> {
  const pad = page.getByRole('application', { name: /签字区/ })
  await pad.scrollIntoViewIfNeeded()
  const box = (await pad.boundingBox())!
  await page.mouse.move(box.x + 20, box.y + 40)
  await page.mouse.down()
  for (const [dx, dy] of [[60, 90], [110, 30], [170, 100], [230, 50]] as const) await page.mouse.move(box.x + dx, box.y + dy, { steps: 3 })
  await page.mouse.up()
}

test('S-047 RX-9 D5 a visit at 390 px that loses the network half way arrives whole and once, signed and rated', async () => {
  const { caseId, visitId } = await planned('PX-300 更换控制器 B')
  await product.api('L1', 'PUT', `/field/engineers/${people['E1']}/stock`, { items: [{ partNo: 'CTL-B', name: '控制器', quantity: 1 }, { partNo: 'PSU-2', name: '电源', quantity: 2 }] })
  const { context, problems } = await contextOf(browser, { phone: true })
  await signIn(context, product.address, 'E1')
  const page = await context.newPage()
  await page.goto(`${product.address}/field`)
  await page.getByRole('heading', { name: '今天 1 单' }).waitFor()
  await page.getByText('随车备件：控制器 ×1、电源 ×2').waitFor()
  expect(await overflow(page)).toBe(0)
  await page.getByRole('link', { name: '查看' }).first().tap()
  await page.getByText('断电前确认控制器 A').waitFor()
  for (const verb of ['接单', '出发', '到场签到']) await dock(page, verb).tap()
  await dock(page, '核对完成').waitFor()
  await expect.poll(async () => (await visitOf(visitId)).state).toBe('on-site')
  // The worker has what it takes to open the page again.
  await expect.poll(() => page.evaluate(async () => { const kept = await caches.open('houyuan-pages'); return [Boolean(await kept.match('/field')), Boolean(await kept.match('/api/v1/session')), (await kept.keys()).filter((k) => k.url.includes('/assets/')).length > 5] })).toEqual([true, true, true])

  // Down into the machine room.
  await context.setOffline(true)
  await offline(page).waitFor()
  await page.getByLabel('现场看到的序列号').fill('PX300-7C41-0092')
  await dock(page, '核对完成').tap()
  await button(page, '扫备件').tap()
  await page.getByRole('button', { name: '控制器 ×1' }).tap()
  await button(page, '登记').tap()
  pixel = await page.screenshot()
  await page.locator('input[type=file][capture]').first().setInputFiles({ name: 'before.png', mimeType: 'image/png', buffer: pixel })
  await page.getByRole('img', { name: '待上传的照片' }).first().waitFor()
  await dock(page, '完成此步').tap()
  await page.getByLabel('处理说明').fill('已更换控制器 B，写延迟 1.2 ms')
  await page.getByLabel('处理说明').blur()
  await page.getByText('离线 · 5 条待传').waitFor()
  expect((await visitOf(visitId)).visit.parts).toEqual([])

  // The phone restarts down there: the page comes back from the device, and so does the work.
  await page.reload()
  await page.getByText('离线 · 5 条待传').waitFor()
  await page.getByText('同步缓存，观察 20 分钟').waitFor()
  expect(await page.getByLabel('处理说明').inputValue()).toBe('已更换控制器 B，写延迟 1.2 ms')
  await page.getByRole('img', { name: '待上传的照片' }).first().waitFor()
  await dock(page, '完成此步').tap()
  await dock(page, '完成工作').tap()
  await page.getByLabel('签字人姓名').fill('钱主任')
  await drawSignature(page)
  await page.locator('.fd-stars label').nth(4).tap()
  await dock(page, '提交签字').tap()
  await page.getByRole('heading', { name: '钱主任 已签字' }).waitFor()
  expect(await overflow(page)).toBe(0)
  expect((await visitOf(visitId)).state).toBe('on-site')

  // And up again: it leaves by itself, in order, once.
  await context.setOffline(false)
  await expect.poll(async () => (await visitOf(visitId)).state, { timeout: 30_000 }).toBe('signed')
  await page.locator('.fd-wait').waitFor({ state: 'detached' })
  const arrived = await visitOf(visitId)
  expect(arrived).toMatchObject({ kept: [], visit: { work: '已更换控制器 B，写延迟 1.2 ms', serialFound: 'PX300-7C41-0092', signedBy: '钱主任', score: 5, parts: [{ name: '控制器' }] } })
  expect(arrived.photos).toHaveLength(1)
  expect(arrived.visit.signature!.length).toBeGreaterThan(0)
  await page.reload()
  await page.getByRole('heading', { name: '钱主任 已签字' }).waitFor()
  expect(await visitOf(visitId)).toMatchObject({ version: arrived.version })

  // The desk shows the signed sheet and the rating; the case goes on where it stood.
  const agent = await contextOf(browser)
  await signIn(agent.context, product.address, 'A1')
  const desk = await agent.context.newPage()
  await desk.goto(`${product.address}/cases/${caseId}`)
  await desk.getByRole('img', { name: '钱主任 已签字' }).waitFor()
  await desk.getByText('★★★★★').first().waitFor()
  expect((await product.api<{ state: string }>('A1', 'GET', `/cases/${caseId}`)).state).toBe('diagnosing')
  expect([...problems, ...agent.problems]).toEqual([])
})

test('RX-9 called off while the phone was offline: what was done is kept on both sides, and the desk decides', async () => {
  const { visitId } = await planned('电源巡检')
  const { context, problems } = await contextOf(browser, { phone: true })
  await signIn(context, product.address, 'E1')
  const page = await context.newPage()
  await page.goto(`${product.address}/field/${visitId}`)
  await dock(page, '接单').tap()
  await expect.poll(async () => (await visitOf(visitId)).state).toBe('accepted')
  await context.setOffline(true)
  await offline(page).waitFor()
  for (const verb of ['出发', '到场签到']) await dock(page, verb).tap()
  await dock(page, '核对完成').waitFor()
  await product.api('A1', 'POST', `/field/visits/${visitId}/cancel`, { reason: '客户改期' })
  await context.setOffline(false)
  await page.getByText(/与服务器不一致，两份都保留/).first().waitFor()
  await page.getByText('任务已取消：客户改期').waitFor()
  expect((await visitOf(visitId)).kept.map((k) => k.kind)).toEqual(expect.arrayContaining(['travel', 'arrive']))
  const lead = await contextOf(browser)
  await signIn(lead.context, product.address, 'L1')
  const desk = await lead.context.newPage()
  await desk.goto(`${product.address}/visits/${visitId}`)
  await desk.getByRole('button', { name: '用设备的' }).first().click()
  await expect.poll(async () => (await visitOf(visitId)).kept.length).toBe(1)
  expect([...problems, ...lead.problems]).toEqual([])
})
