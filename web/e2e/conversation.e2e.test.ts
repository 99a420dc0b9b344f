// What is said about a case, as an agent lives it: taking a reply back, a later time, mentions, templates and macros, a talk aside, a file in place.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contextOf, launch, signIn, type Look } from './browser.ts'
import { startE2e, type E2eProduct } from './product.ts'

let product: E2eProduct, browser: Browser, caseId = ''
beforeAll(async () => { [product, browser] = await Promise.all([startE2e(['A1', 'C1', 'H1']), launch()]) })
afterAll(async () => { await browser?.close(); await product?.stop() })
beforeEach(async () => {
  caseId = (await product.api<{ id: string }>('C1', 'POST', '/cases', { title: '报表打不开', description: '一直转圈', channel: 'portal', serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'medium', impact: 'several-users', complexity: 'low' })).id
  await product.api('A1', 'POST', `/cases/${caseId}/messages`, { body: '已接手', owner: '陈安', nextStep: '检查日志', expectedAt: '2025-03-03T12:00:00+08:00' })
})

async function pageOf(who: string, path: string, look: Look = {}): Promise<Page> {
  const { context } = await contextOf(browser, look)
  await signIn(context, product.address, who)
  const page = await context.newPage()
  await page.goto(product.address + path)
  return page
}
const composer = (page: Page) => page.locator('[data-composer]')
const messages = () => product.api<{ items: { text: string; mentions: { name: string }[]; readAt: string | null }[] }>('A1', 'GET', `/cases/${caseId}/messages?limit=50`).then((r) => r.items)

test('a reply waits ten seconds and is taken back by a key, with its words in the composer; the second time it goes, and staff see that it was opened', async () => {
  const desk = await pageOf('A1', `/cases/${caseId}`)
  await composer(desk).fill('请今晚更新')
  await desk.keyboard.press('Control+Enter')
  const waiting = desk.locator('.wait')
  await waiting.getByText(/秒后发出/).waitFor()
  await desk.keyboard.press('Alt+z')
  await waiting.waitFor({ state: 'detached' })
  await expect.poll(() => composer(desk).inputValue()).toBe('请今晚更新')
  expect((await messages()).map((m) => m.text)).not.toContain('请今晚更新')
  await composer(desk).fill('请明晚更新')
  await desk.keyboard.press('Control+Enter')
  await waiting.waitFor()
  await desk.locator('.msg.out').getByText('请明晚更新').waitFor()
  await waiting.waitFor({ state: 'detached' })
  const portal = await pageOf('C1', `/portal/cases/${caseId}`)
  await portal.getByText('请明晚更新').waitFor()
  expect(await portal.locator('body').innerText()).not.toContain('请今晚更新')
  await desk.locator('.mdel.read').first().waitFor()
})

test('a scheduled reply stands with its time, is changed, and does not go before', async () => {
  const desk = await pageOf('A1', `/cases/${caseId}`)
  await composer(desk).fill('今晚维护完成后请复测')
  await desk.getByRole('button', { name: '定时发送' }).click()
  await desk.getByRole('textbox', { name: '定时发送' }).fill('22:00')
  await desk.getByRole('button', { name: /22:00 发送/ }).click()
  const waiting = desk.locator('.wait')
  await waiting.getByText(/22:00 发送/).waitFor()
  await waiting.getByRole('button', { name: '修改' }).click()
  const dialog = desk.getByRole('dialog', { name: '修改待发消息' })
  await dialog.getByRole('textbox', { name: '内容' }).fill('今晚 23 点维护完成后请复测')
  await dialog.getByRole('button', { name: '保存' }).click()
  await waiting.getByText('今晚 23 点维护完成后请复测').waitFor()
  expect((await messages()).map((m) => m.text).join()).not.toContain('维护完成')
  await waiting.getByRole('button', { name: '撤回' }).click()
  await waiting.waitFor({ state: 'detached' })
})

test('a note cannot be mistaken, and an @ offers those who may read the case; by keyboard alone', async () => {
  const desk = await pageOf('A1', `/cases/${caseId}`)
  await desk.locator('.msg').first().waitFor()
  await desk.keyboard.press('i')
  await expect.poll(() => desk.locator('.cmp-box.note').count()).toBe(1)
  await desk.keyboard.type('请看 @李')
  await desk.getByRole('option', { name: /李岚/ }).waitFor()
  await desk.keyboard.press('Enter')
  await expect.poll(() => composer(desk).inputValue()).toBe('请看 @李岚 ')
  await desk.keyboard.press('Control+Enter')
  await desk.locator('.msg.note .mention').getByText('@李岚').waitFor()
  expect((await messages()).at(-1)!.mentions).toMatchObject([{ name: '李岚' }])
})

describe('templates and macros', () => {
  test('a slash opens them; a template comes in the words of the requester', async () => {
    const desk = await pageOf('A1', `/cases/${caseId}`)
    await composer(desk).press('/')
    await desk.getByRole('combobox', { name: /名称/ }).fill('结束')
    await desk.keyboard.press('Enter')
    await expect.poll(() => composer(desk).inputValue()).toMatch(/您的问题已处理完成/)
  })

  test('a macro shows what it will do, does all of it, and is taken back', async () => {
    const desk = await pageOf('A1', `/cases/${caseId}`)
    await composer(desk).press('/')
    await desk.getByRole('combobox', { name: /名称/ }).fill('操作类')
    await desk.keyboard.press('Enter')
    const preview = desk.getByRole('dialog', { name: /将会/ })
    await preview.getByRole('row', { name: /问题类别.*用户操作/ }).waitFor()
    await desk.keyboard.press('Control+Enter')
    await desk.locator('.msg.note').getByText('按用户操作类处理').waitFor()
    const now = () => product.api<{ problemClass: string }>('A1', 'GET', `/cases/${caseId}`)
    expect((await now()).problemClass).toBe('user-operation')
    await desk.getByRole('button', { name: '撤销' }).click()
    await expect.poll(async () => (await now()).problemClass).toBe('system-fault')
  })
})

test('a vendor is asked aside: seen by staff, never by the customer', async () => {
  const desk = await pageOf('A1', `/cases/${caseId}`)
  await desk.getByRole('heading', { name: '旁路会话' }).or(desk.getByText('旁路会话', { exact: true })).first().waitFor()
  await desk.keyboard.press('b')
  const ask = desk.getByRole('dialog', { name: '发起旁路会话' })
  await ask.getByLabel('对方名称').fill('云存储服务商')
  await ask.getByLabel('收件地址').fill('support@vendor.example')
  await ask.getByLabel('主题').fill('写入超时')
  await ask.getByLabel('内容').fill('请协助确认内部地址 10.0.0.8 的超时')
  await ask.getByRole('button', { name: '发送' }).click()
  const talk = desk.getByRole('dialog', { name: /云存储服务商/ })
  await talk.getByText('10.0.0.8').waitFor()
  const portal = await pageOf('C1', `/portal/cases/${caseId}`)
  await portal.getByText('已接手').waitFor()
  expect(await portal.locator('body').innerText()).not.toMatch(/10\.0\.0\.8|云存储服务商/)
})

test('a text file opens in place', async () => {
  const form = new FormData()
  form.append('file', new Blob(['第一行 E-1042'], { type: 'text/plain' }), '日志.txt')
  const { items } = await (await fetch(`${product.address}/api/v1/files`, { method: 'POST', headers: { authorization: 'Bearer acceptance-c1' }, body: form })).json() as { items: { id: string }[] }
  await product.api('C1', 'POST', `/cases/${caseId}/messages`, { body: '见附件', attachments: [items[0]!.id] })
  const desk = await pageOf('A1', `/cases/${caseId}`)
  await desk.getByRole('link', { name: /日志\.txt/ }).click()
  const shown = desk.getByRole('dialog', { name: '日志.txt' })
  await shown.getByText('第一行 E-1042').waitFor()
  expect(await shown.getByRole('link', { name: '下载' }).getAttribute('download')).toBe('日志.txt')
})

test('templates are written by leads and approved by headquarters, in both languages', async () => {
  const made = await product.api<{ id: string }>('L1', 'POST', '/reply-templates', { nameZh: '升级通知', nameEn: 'Upgrade notice', bodyZh: '{{requester.name}}，今晚升级。', bodyEn: 'Dear {{requester.name}}, we upgrade tonight.' })
  expect(made.id).toBeTruthy()
  const page = await pageOf('H1', '/templates', { lang: 'en', theme: 'dark' })
  const row = page.getByRole('listitem').filter({ hasText: 'Upgrade notice' })
  await row.getByRole('button', { name: 'Approve' }).click()
  await row.getByText('Approved', { exact: true }).waitFor()
})
