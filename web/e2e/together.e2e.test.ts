// Two agents on one case, and the queue when it is empty, slow, refused or without a network.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contextOf, launch, signIn } from './browser.ts'
import { startE2e, type E2eProduct } from './product.ts'

let product: E2eProduct, browser: Browser, caseId = ''
beforeAll(async () => { [product, browser] = await Promise.all([startE2e(['A1', 'A2']), launch()]) })
afterAll(async () => { await browser?.close(); await product?.stop() })

async function deskOf(who: string, path: string): Promise<Page> {
  const { context } = await contextOf(browser)
  await signIn(context, product.address, who)
  const page = await context.newPage()
  await page.goto(product.address + path)
  return page
}

describe('the queue', () => {
  test('empty: says what fills it', async () => {
    const desk = await deskOf('A1', '/cases')
    await desk.getByRole('heading', { level: 1 }).waitFor()
    await desk.locator('.q-list .state-box').waitFor()
    expect(await desk.locator('.q-list').innerText()).toMatch(/还没有|暂无|没有/)
  })

  test('slow: bars in the height of rows, then a sentence with a retry; refused: the cause and a retry that works', async () => {
    const desk = await deskOf('A1', '/me')
    let answer: 'slow' | 'broken' | 'well' = 'slow', release = () => undefined as void
    const held = new Promise<void>((done) => { release = done })
    await desk.route(/\/api\/v1\/cases\?/, async (route) => {
      if (answer === 'slow') await held
      if (answer === 'well') return route.continue()
      return route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', code: 'internal', title: '服务器出错', status: 500, detail: '已记录，稍后重试。', errors: [], requestId: 'req-77' }) })
    })
    await desk.goto(`${product.address}/cases`)
    await desk.locator('.q-list .loading i').first().waitFor()
    await desk.getByText('还在加载').or(desk.locator('.q-list .loading p')).first().waitFor()
    answer = 'broken'
    release()
    const told = desk.locator('.q-list').getByRole('alert')
    await told.getByText('服务器出错').waitFor()
    expect(await told.innerText()).toContain('req-77')
    answer = 'well'
    await told.getByRole('button', { name: '重试' }).click()
    await desk.locator('.q-list .state-box').waitFor()
  })

  test('offline: the banner names the time of the data, the list stays readable; back: new cases appear', async () => {
    await product.api('C1', 'POST', '/cases', { title: '打印很慢', description: '每页要等一分钟', channel: 'portal' })
    const desk = await deskOf('A1', '/cases')
    const row = (title: string) => desk.getByRole('grid').getByText(title)
    await row('打印很慢').first().waitFor()
    await desk.context().setOffline(true)
    await desk.getByText(/网络断开，仍可阅读与起草。显示的是 09:00 的数据/).waitFor()
    await product.api('C1', 'POST', '/cases', { title: '报表打不开', description: '一直转圈', channel: 'portal' })
    expect(await row('打印很慢').first().isVisible()).toBe(true)
    await desk.context().setOffline(false)
    await desk.getByText('网络断开').waitFor({ state: 'hidden' })
    await row('报表打不开').first().waitFor()
  })
})

test('two authors of one article: what only the other changed is merged into what I save', async () => {
  const { id, version } = await product.api<{ id: string; version: number }>('A1', 'POST', '/articles', { title: '批量导入值班表', type: 'faq', body: '1. 下载模板' })
  const author = await deskOf('A1', `/kb/${id}/edit`), body = author.getByRole('textbox', { name: /正文/ })
  await body.fill('1. 下载模板\n2. 填写并上传')
  const reply = await fetch(`${product.address}/api/v1/articles/${id}`, { method: 'PATCH', headers: { authorization: 'Bearer acceptance-k1', 'content-type': 'application/json', 'if-match': `"${version}"` }, body: JSON.stringify({ title: '批量导入班表' }) })
  expect(reply.status, await reply.text()).toBe(200)
  await author.getByRole('button', { name: '保存草稿' }).click()
  await author.waitForURL((url) => url.pathname === `/kb/${id}`)
  expect(await product.api('A1', 'GET', `/articles/${id}`)).toMatchObject({ title: '批量导入班表', body: '1. 下载模板\n2. 填写并上传' })
})

describe('two agents on one case', () => {
  beforeEach(async () => {
    caseId = (await product.api<{ id: string }>('C1', 'POST', '/cases', { title: '登录失败', description: '提示 401', channel: 'portal', serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'medium', impact: 'several-users', complexity: 'low' })).id
  })

  test('each sees that the other is here, writes, and leaves', async () => {
    const a = await deskOf('A1', `/cases/${caseId}`), b = await deskOf('A2', `/cases/${caseId}`), seenByA = a.locator('.cs-crumbs').getByRole('status'), seenByB = b.locator('.cs-crumbs').getByRole('status')
    await seenByA.getByText('李岚').waitFor()
    await seenByB.getByText('陈安').waitFor()
    await b.locator('[data-composer]').pressSequentially('已')
    await seenByA.getByText(/李岚.*(输入|写)/).waitFor()
    await b.goto(`${product.address}/cases`)
    await expect.poll(() => seenByA.count()).toBe(0)
  })

  test('an edit on an old version: other fields are merged, the same field shows both versions and asks', async () => {
    const a = await deskOf('A1', `/cases/${caseId}`)
    const edit = async () => {
      await a.locator('.cs-more').click()
      await a.getByRole('menuitem', { name: '修改内容' }).click()
      const dialog = a.getByRole('dialog', { name: '修改内容' })
      await dialog.waitFor()
      return dialog
    }
    const now = () => product.api<{ title: string; description: string; systemVersion: string | null; version: number }>('A1', 'GET', `/cases/${caseId}`)
    const colleague = async (change: object) => {
      const { version } = await now()
      const reply = await fetch(`${product.address}/api/v1/cases/${caseId}`, { method: 'PATCH', headers: { authorization: 'Bearer acceptance-a2', 'content-type': 'application/json', 'if-match': `"${version}"` }, body: JSON.stringify(change) })
      expect(reply.status, await reply.text()).toBe(200)
    }
    const first = await edit()
    await first.getByLabel('标题').fill('柜面登录失败')
    await colleague({ systemVersion: 'V1.2.0' })
    await first.getByRole('button', { name: '保存' }).click()
    await first.waitFor({ state: 'hidden' })
    expect(await now()).toMatchObject({ title: '柜面登录失败', systemVersion: 'V1.2.0' })

    const second = await edit()
    await second.getByLabel('标题').fill('柜面登录失败，约 340 人')
    await colleague({ title: '东区柜面登录失败' })
    await second.getByRole('button', { name: '保存' }).click()
    const clash = second.getByRole('alert').filter({ hasText: '有人改了同样的内容' })
    await clash.getByText('柜面登录失败，约 340 人').waitFor()
    await clash.getByText('东区柜面登录失败').waitFor()
    expect((await now()).title).toBe('东区柜面登录失败')
    await clash.getByRole('button', { name: '保存我的' }).click()
    await second.waitFor({ state: 'hidden' })
    expect((await now()).title).toBe('柜面登录失败，约 340 人')
    await a.getByRole('heading', { level: 1, name: '柜面登录失败，约 340 人' }).waitFor()
  })
})
