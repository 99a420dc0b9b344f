// A mail in GBK with a screenshot comes through our own SMTP server, lives at the desk, is answered through another SMTP server, confirmed on a phone and archived.
import iconv from 'iconv-lite'
import { simpleParser, type ParsedMail } from 'mailparser'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerServer, freePort, startOutsideServer, type OutsideServer } from '../../platform/server/mail/testing.ts'
import { contextOf, launch, overflow, signIn } from './browser.ts'
import { startE2e, type E2eProduct } from './product.ts'

let product: E2eProduct, browser: Browser, outside: OutsideServer, customer: ReturnType<typeof customerServer>
beforeAll(async () => {
  outside = await startOutsideServer()
  const port = await freePort()
  ;[product, browser] = await Promise.all([startE2e(['A1'], { HOUYUAN_SMTP_IN: `127.0.0.1:${port}`, HOUYUAN_SMTP_OUT: outside.url, HOUYUAN_PUBLIC_URL: 'https://desk.example.com' }), launch()])
  customer = customerServer(port)
})
afterAll(async () => { customer?.close(); await browser?.close(); await product?.stop(); await outside?.close() })

const SUBJECT = '月报导出缺少签章', FROM = 'c1@acceptance.test', TO = 'support@desk.example.com'

/** As an old Outlook writes it: subject and body in GBK, the screenshot beside. */
function gbkMail(picture: Buffer): Buffer {
  const lines = (data: Buffer) => data.toString('base64').replace(/.{76}/g, '$&\r\n'), gbk = (text: string) => iconv.encode(text, 'gbk')
  return Buffer.from([
    `From: =?GBK?B?${gbk('蔡一').toString('base64')}?= <${FROM}>`, `To: <${TO}>`, `Subject: =?GBK?B?${gbk(SUBJECT).toString('base64')}?=`, 'Message-ID: <gbk-1@donghai.test>', 'Date: Mon, 3 Mar 2025 09:00:00 +0800',
    'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="b1"', '',
    '--b1', 'Content-Type: text/plain; charset=GBK', 'Content-Transfer-Encoding: base64', '', lines(gbk('昨天开始，导出的月报都没有签章。\r\n截图见附件。')),
    '--b1', `Content-Type: image/png; name="=?GBK?B?${gbk('截图.png').toString('base64')}?="`, 'Content-Transfer-Encoding: base64', `Content-Disposition: attachment; filename="=?GBK?B?${gbk('截图.png').toString('base64')}?="`, '', lines(picture),
    '--b1--', '',
  ].join('\r\n'), 'latin1')
}

/** The next mail to the customer that fits; it has to arrive within 20 s of trying. */
async function letter(fits: (mail: ParsedMail) => boolean): Promise<ParsedMail> {
  return expect.poll(async () => {
    for (const mail of outside.mails.filter((m) => m.to.includes(FROM))) { const read = await simpleParser(mail.raw); if (fits(read)) return read }
    return null
  }, { timeout: 20_000 }).not.toBeNull().then(async () => (await Promise.all(outside.mails.filter((m) => m.to.includes(FROM)).map((m) => simpleParser(m.raw)))).find(fits)!)
}

/** Presses the button of the next step, fills what its dialog asks, and waits until the case stands there. */
async function step(desk: Page, verb: string, state: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => undefined): Promise<void> {
  await desk.getByRole('button', { name: new RegExp(`^${verb}`) }).first().click()
  const dialog = desk.getByRole('dialog', { name: verb })
  await fill(dialog)
  await dialog.getByRole('button', { name: verb }).click()
  await dialog.waitFor({ state: 'hidden' })
  await desk.locator('.cs-crumbs').getByText(state, { exact: true }).waitFor()
}

test('S-022 R1.2-1 a mail becomes a case at the desk without reload, is answered in its thread, confirmed on the phone and archived', async () => {
  const agent = await contextOf(browser)
  await signIn(agent.context, product.address, 'A1')
  const desk = await agent.context.newPage()
  await desk.goto(`${product.address}/cases`)
  await desk.getByRole('heading', { level: 1 }).waitFor()
  await desk.evaluate(() => { Object.assign(globalThis, { sameLoad: true }) })
  await customer.raw(FROM, TO, gbkMail(await desk.screenshot()))

  // Live: the row comes with the one promise that runs out first.
  const row = desk.getByRole('grid').getByRole('row').filter({ hasText: SUBJECT })
  await row.waitFor()
  expect(await row.innerText()).toMatch(/响应|首次/)
  await row.dblclick()
  await desk.getByRole('heading', { level: 1, name: SUBJECT }).waitFor()
  const thread = desk.getByRole('log').first()
  await thread.getByText('导出的月报都没有签章。').waitFor()
  const picture = thread.getByRole('img', { name: '截图.png' })
  await picture.waitFor()
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(1000)
  // The acknowledgement of the system is out and stops no clock.
  const acknowledgement = await letter((mail) => mail.inReplyTo === '<gbk-1@donghai.test>')
  expect(acknowledgement.text).toMatch(/HY-\d{6}-\d{4}/)

  await step(desk, '分类定级', '待派单', async (dialog) => {
    await dialog.getByLabel('问题类别').selectOption('system-fault')
    for (const [name, value] of [['紧急程度', 'medium'], ['影响范围', 'several-users'], ['复杂程度', 'low']] as const) await dialog.getByLabel(name).selectOption(value)
  })
  await desk.getByRole('button', { name: /^接手/ }).first().click()
  await desk.locator('.cs-crumbs').getByText('待响应', { exact: true }).waitFor()
  await desk.locator('[data-composer]').fill('证书轮换后没有同步，正在重新绑定。')
  await desk.getByLabel(/下一步/).fill('重新绑定证书')
  await desk.getByRole('textbox', { name: /预计时间/ }).fill('2025-03-03 12:00')
  await desk.getByRole('button', { name: /^发送/ }).last().click()
  await thread.getByText('证书轮换后没有同步，正在重新绑定。').waitFor()

  // It leaves in the customer's thread, and the customer's answer comes back into it.
  const answer = await letter((mail) => (mail.text ?? '').includes('正在重新绑定'))
  expect([answer.subject, answer.inReplyTo, [answer.references].flat()]).toEqual([`Re: ${SUBJECT}`, '<gbk-1@donghai.test>', expect.arrayContaining(['<gbk-1@donghai.test>'])])
  await customer.send({ from: `蔡一 <${FROM}>`, to: TO, subject: `Re: ${SUBJECT}`, inReplyTo: answer.messageId!, references: ['<gbk-1@donghai.test>', answer.messageId!], text: '好的，等你们消息。\n\n> 证书轮换后没有同步' })
  await thread.getByText('好的，等你们消息。').waitFor()

  await step(desk, '开始诊断', '诊断中')
  await step(desk, '开始解决', '解决中', async (dialog) => { await dialog.getByLabel('问题性质').selectOption('software'); await dialog.getByLabel('原因').fill('证书轮换未同步') })
  await step(desk, '进入验证', '验证中', async (dialog) => { await dialog.getByLabel('解决方案').fill('已重新绑定证书并补发月报。'); await dialog.getByRole('checkbox').first().check() })
  await step(desk, '标记解决', '已解决', async (dialog) => { for (const name of ['重新测试', '稳定性检查']) await dialog.getByLabel(name).selectOption('pass') })
  await step(desk, '发送结果', '待确认', async (dialog) => { await dialog.getByLabel('问题性质').fill('证书未同步'); await dialog.getByLabel('影响范围').fill('月报缺少签章'); await dialog.getByLabel('解决方式').fill('已重新绑定证书并补发月报。') })
  expect(await desk.evaluate(() => 'sameLoad' in globalThis)).toBe(true)

  const caseId = /cases\/([0-9a-f-]{36})/.exec(desk.url())![1]!, state = async () => (await product.api<{ state: string }>('A1', 'GET', `/cases/${caseId}`)).state
  await confirmsOnThePhone((await letter((mail) => (mail.text ?? '').includes('/portal/c/'))).text!, state)
  await desk.locator('.cs-crumbs').getByText('已确认', { exact: true }).waitFor()

  await desk.getByRole('link', { name: '归档' }).click()
  await desk.getByRole('heading', { level: 1, name: /案例记录/ }).waitFor()
  // The customer's answer completed the record while this window was open.
  await desk.getByText('五项齐全，可以归档。').waitFor()
  await desk.getByLabel('用户反馈').fill('月报正常，谢谢。')
  await desk.getByRole('button', { name: '保存' }).click()
  await desk.getByText('已保存').first().waitFor()
  expect(await desk.getByLabel('用户反馈').inputValue()).toBe('月报正常，谢谢。')
  await desk.getByRole('button', { name: '归档' }).click()
  await desk.locator('.cs-crumbs').getByText('已归档', { exact: true }).waitFor()
  expect(await state()).toBe('archived')
  expect(agent.problems).toEqual([])
})

/** The link of the result mail, opened twice by nobody in particular: only the pressed button counts. */
async function confirmsOnThePhone(text: string, state: () => Promise<string>): Promise<void> {
  const { context, problems } = await contextOf(browser, { phone: true }), path = /https:\/\/desk\.example\.com(\/portal\/c\/\S+)/.exec(text)![1]!
  expect((await context.request.get(product.address + path)).ok()).toBe(true)
  const page = await context.newPage()
  await page.goto(product.address + path)
  await page.getByRole('heading', { level: 1, name: `${SUBJECT}，解决了吗？` }).waitFor()
  expect([await overflow(page), await state()]).toEqual([0, 'awaiting-confirmation'])
  await page.locator('.stars label').filter({ hasText: '5 星' }).tap()
  await page.locator('label').filter({ hasText: '响应快' }).tap()
  await page.getByRole('textbox').first().fill('谢谢')
  await page.getByRole('button', { name: '确认已解决' }).tap()
  await page.getByText('已确认，谢谢').waitFor()
  expect([await state(), problems]).toEqual(['confirmed', []])
}
