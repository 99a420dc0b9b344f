// Work inside a case over HTTP: what it records, who approves, and how it stands in the way until it is done.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settle } from '../../platform/server/time-travel.ts'
import { caseIn, startCaseProduct, type CaseProduct } from '../cases/testing.ts'
import { casework } from './module.ts'

let product: CaseProduct
beforeAll(async () => { product = await startCaseProduct([casework]) })
afterAll(() => product.stop())

const post = (who: string, path: string, body: object = {}) => product.send(who, 'POST', path, body)
const ok = async (who: string, path: string, body: object = {}) => { const r = await post(who, path, body); if (r.status >= 300) throw new Error(`${path}: ${JSON.stringify(r.body)}`); return r.body }
const get = async (who: string, path: string) => (await product.send(who, 'GET', path)).body
const codes = (answer: { body: any }) => answer.body.errors.map((e: { code: string }) => e.code)
const solving = (more: object = {}) => caseIn(product, 'solving', 'c1', more)
const titles = async (who: string, id: string) => (await get(who, `/cases/${id}/timeline?limit=200`)).items.map((e: { name: string }) => e.name.replace(/@1$/, ''))

test('S-181 R3.2-13 R3.2-14 a log, a graph, the user\'s words and a tool run are kept; the conclusion opens the way to solving', async () => {
  const c = await caseIn(product, 'diagnosing')
  const d = await ok('a1', `/cases/${c.id}/diagnoses`, { hypothesis: '网关拒绝旧令牌' })
  for (const e of [{ kind: 'log', text: 'invalid_audience' }, { kind: 'monitoring', text: '401 比例 37 %', link: 'https://monitor.example/d/1' }, { kind: 'user-feedback', text: '昨晚升级后开始' }, { kind: 'tool-run', text: '令牌解码', tool: 'jwt-cli', input: 'teller', output: 'aud=web' }]) await ok('a1', `/cases/${c.id}/diagnoses/${d.id}/evidence`, e)
  expect(codes(await post('a1', `/cases/${c.id}/diagnoses/${d.id}/evidence`, { kind: 'tool-run', text: '没有工具名' }))).toEqual(['casework.tool-run'])
  await ok('a1', `/cases/${c.id}/diagnoses/${d.id}/excluded`, { cause: '目录服务不可用', why: '健康检查正常' })
  // R1.2-4: no nature, no conclusion.
  expect((await post('a1', `/cases/${c.id}/diagnoses/${d.id}/conclusion`, { cause: '白名单缺客户端' })).status).toBe(400)
  await ok('a1', `/cases/${c.id}/diagnoses/${d.id}/conclusion`, { nature: 'software', cause: '白名单缺客户端' })
  const work = await get('a1', `/cases/${c.id}/work`)
  expect(work.diagnoses[0]).toMatchObject({ state: 'concluded', nature: 'software', excluded: [{ cause: '目录服务不可用' }] })
  expect(work.diagnoses[0].evidence.map((e: { kind: string }) => e.kind)).toEqual(['log', 'monitoring', 'user-feedback', 'tool-run'])
  expect((await ok('a1', `/cases/${c.id}/transitions`, { to: 'solving' })).cause).toBe('白名单缺客户端')
  expect(codes(await post('a1', `/cases/${c.id}/diagnoses/${d.id}/excluded`, { cause: 'x', why: 'y' }))).toEqual(['casework.concluded'])
})

test('S-181 a rollback names its version and needs a second person; finishing it carries the solution to the case', async () => {
  const c = await solving()
  expect(codes(await post('a1', `/cases/${c.id}/plans`, { kinds: ['rollback'], summary: '回滚', risk: 'low' }))).toEqual(['casework.rollback-version'])
  const plan = await ok('a1', `/cases/${c.id}/plans`, { kinds: ['rollback', 'temporary-fix'], summary: '回滚灰度站点', risk: 'low', rollbackVersion: 'V1.1.4', steps: ['通知', '回滚'] })
  const path = `/cases/${c.id}/plans/${plan.id}`
  expect(plan).toMatchObject({ state: 'draft', needsApproval: true })
  expect((await ok('a1', `${path}/advance`, { act: 'propose' })).state).toBe('proposed')
  expect((await post('a1', `${path}/decision`, { approved: true })).status).toBe(403)
  expect(codes(await post('a1', `${path}/advance`, { act: 'finish', result: '好了' }))).toEqual(['casework.plan-unapproved'])
  expect(await ok('l1', `${path}/decision`, { approved: true })).toMatchObject({ state: 'approved', approver: { id: product.people.get('l1') } })
  expect(codes(await post('a1', `/cases/${c.id}/transitions`, { to: 'verifying', planExecuted: true }))).toEqual(['casework.guard.plan'])
  expect(codes(await post('a1', `${path}/advance`, { act: 'finish', result: '好了' }))).toEqual(['casework.plan-steps'])
  for (const step of plan.steps) expect((await product.send('a1', 'PUT', `${path}/steps/${step.id}`, { done: true })).status).toBe(200)
  await ok('a1', `${path}/advance`, { act: 'finish', result: '已回滚到 V1.1.4' })
  expect(await get('a1', `/cases/${c.id}`)).toMatchObject({ solution: '已回滚到 V1.1.4', planExecuted: true, containmentAt: expect.any(String) })
  expect((await ok('a1', `/cases/${c.id}/transitions`, { to: 'verifying' })).state).toBe('verifying')
})

test('a lead cannot approve the own plan; what can do no harm is approved by proposing it', async () => {
  const c = await solving()
  const own = await ok('l1', `/cases/${c.id}/plans`, { kinds: ['remote'], summary: '改配置', risk: 'high', riskNote: '会断线' })
  await ok('l1', `/cases/${c.id}/plans/${own.id}/advance`, { act: 'propose' })
  const refused = await post('l1', `/cases/${c.id}/plans/${own.id}/decision`, { approved: true })
  expect([refused.status, refused.body.type]).toEqual([403, expect.stringContaining('own-work')])
  const easy = await ok('a1', `/cases/${c.id}/plans`, { kinds: ['remote'], summary: '带用户操作', risk: 'low' })
  expect((await ok('a1', `/cases/${c.id}/plans/${easy.id}/advance`, { act: 'propose' })).state).toBe('approved')
})

test('S-043 R3.1-7 a configuration change without its security check keeps the case from verifying', async () => {
  const c = await solving({ problemClass: 'application-configuration' })
  const change = await ok('a1', `/cases/${c.id}/changes`, { item: '连接池上限', before: '50', after: '200', reason: '耗尽' }), path = `/cases/${c.id}/changes/${change.id}`
  expect(codes(await post('a1', `${path}/advance`, { act: 'apply' }))).toEqual(['casework.change-unapproved'])
  await ok('l1', `${path}/decision`, { approved: true })
  expect(codes(await post('a1', `${path}/advance`, { act: 'apply' }))).toEqual(['casework.change-unchecked'])
  await ok('a1', `${path}/checks`, { when: 'before', stability: 'pass', security: 'pass' })
  await ok('a1', `${path}/advance`, { act: 'apply' })
  await ok('a1', `${path}/checks`, { when: 'after', stability: 'pass', security: 'fail' })
  const refused = await post('a1', `/cases/${c.id}/transitions`, { to: 'verifying', solution: '调大', planExecuted: true, configurationChecks: { stability: 'pass', security: 'pass' } })
  expect(codes(refused)).toEqual(['casework.guard.change'])
  expect(refused.body.errors[0]).toMatchObject({ clause: '§3.1-2', detail: expect.stringContaining('连接池上限') })
  expect((await get('a1', `/cases/${c.id}`)).allowed.find((a: { action: string }) => a.action === 'verifying')).toMatchObject({ ok: false })
  expect((await ok('a1', `${path}/checks`, { when: 'after', stability: 'pass', security: 'pass' })).state).toBe('checked')
  expect(await get('a1', `/cases/${c.id}`)).toMatchObject({ configurationChecks: { stability: 'pass', security: 'pass' } })
  expect((await ok('a1', `/cases/${c.id}/transitions`, { to: 'verifying', solution: '调大', planExecuted: true })).state).toBe('verifying')
})

test('S-046 R1.3-2 a remote session starts only after the user has consented; the timeline shows operator, start and end', async () => {
  const c = await solving()
  const s = await ok('a1', `/cases/${c.id}/remote-sessions`, { tool: 'teamviewer', address: '123 456 789', purpose: '查看登录报错' }), path = `/cases/${c.id}/remote-sessions/${s.id}`
  expect(s.launch).toBeNull()
  expect(codes(await post('a1', `${path}/start`))).toEqual(['casework.guard.consent-missing'])
  await settle(product.host, product.services)
  const notice = (await get('c1', '/notifications?limit=20')).items.find((n: { name: string }) => n.name === 'casework.consent-asked')
  const token = /\/portal\/remote\/(.+)$/.exec(notice.url)![1]!
  expect((await get('', `/consents/${token}`))).toMatchObject({ state: 'requested', purpose: '查看登录报错' })
  expect((await get('a1', `/cases/${c.id}/work`)).sessions[0].state).toBe('requested')
  expect((await product.send('', 'GET', `/consents/${token.slice(0, -2)}xx`)).status).toBe(404)
  expect((await post('', `/consents/${token}`, { given: true })).body.state).toBe('consented')
  const started = await ok('a1', `${path}/start`)
  expect(started).toMatchObject({ state: 'active', operator: { id: product.people.get('a1') }, consentWay: 'link', launch: { href: 'teamviewer10://control?device=123456789' } })
  await ok('a1', `${path}/end`, { notes: '已指导重新登录', recordingUrl: 'https://rec.example/1' })
  expect(await titles('c1', c.id)).toEqual(expect.arrayContaining(['casework.session-requested', 'casework.session-answered', 'casework.session-started', 'casework.session-ended']))
  const entry = (await get('a1', `/cases/${c.id}/timeline?limit=200`)).items.find((e: { name: string }) => e.name === 'casework.session-answered@1')
  expect(entry.by.id).toBe(product.people.get('c1'))
})

test('consent in the portal, by message, and refused', async () => {
  const c = await solving()
  const ask = () => ok('a1', `/cases/${c.id}/remote-sessions`, { tool: 'rdp', address: 'pc-17.bank.example:3390', purpose: '远程桌面' })
  const one = await ask(), two = await ask(), three = await ask()
  expect((await get('c1', `/cases/${c.id}/consents`)).items).toHaveLength(3)
  expect((await product.send('v1', 'GET', `/cases/${c.id}/consents`)).status).toBe(404)
  expect((await post('c1', `/cases/${c.id}/consents/${one.id}`, { given: true })).body.state).toBe('consented')
  expect((await ok('a1', `/cases/${c.id}/remote-sessions/${two.id}/consent`, { given: true, way: 'phone', words: '可以，现在连吧' }))).toMatchObject({ consentBy: c.requester.name, consentWords: '可以，现在连吧', launch: { fileName: 'pc-17.bank.example_3390.rdp' } })
  await ok('a1', `/cases/${c.id}/remote-sessions/${three.id}/consent`, { given: false, way: 'message', words: '不方便' })
  expect(codes(await post('a1', `/cases/${c.id}/remote-sessions/${three.id}/start`))).toEqual(['casework.guard.consent-refused'])
  expect((await post('a1', `/cases/${c.id}/remote-sessions`, { tool: 'rdp', address: 'a\r\nalternate shell:s:cmd', purpose: 'x' })).status).toBe(400)
})

test('R2.1-10 a blocking sub-task stands in the department\'s list and keeps the case from being solved', async () => {
  const c = await solving(), unitId = product.units.get('F1')!
  const before = (await get('a1', `/cases/${c.id}`)).nextDue
  expect(codes(await post('a1', `/cases/${c.id}/sub-tasks`, { unitId, title: '查', text: '查', dueAt: '2020-01-01T00:00:00Z' }))).toEqual(['casework.due'])
  const task = await ok('a1', `/cases/${c.id}/sub-tasks`, { unitId, title: '确认网关白名单', text: '请研发确认', dueAt: '2025-03-03T15:00:00+08:00' })
  expect((await get('a2', '/sub-tasks')).items.map((t: { id: string }) => t.id)).toContain(task.id)
  expect((await get('r2', '/sub-tasks')).items).toEqual([])
  expect((await post('r2', `/sub-tasks/${task.id}/answer`, { answer: 'x' })).status).toBe(404)
  expect(codes(await post('a1', `/cases/${c.id}/transitions`, { to: 'verifying', solution: 'x', planExecuted: true }))).toEqual(['casework.guard.sub-task'])
  await product.at('2025-03-03T15:00:00+08:00')
  expect((await get('a1', `/cases/${c.id}/work`)).subTasks[0]).toMatchObject({ overdue: true })
  await ok('a2', `/sub-tasks/${task.id}/take`)
  await ok('a2', `/sub-tasks/${task.id}/answer`, { answer: '已补' })
  expect(codes(await post('a2', `/sub-tasks/${task.id}/answer`, { answer: '再补' }))).toEqual(['casework.task-ended'])
  expect((await get('a1', `/cases/${c.id}`)).nextDue).toEqual(before)
  expect((await ok('a1', `/cases/${c.id}/transitions`, { to: 'verifying', solution: 'x', planExecuted: true })).state).toBe('verifying')
})

test('R3.1-15 the vendor\'s page shows only what was released, acts only by POST, and ends', async () => {
  const c = await solving({ description: '内部口令不能外传', systemVersion: 'V1.2' })
  const task = await ok('a1', `/cases/${c.id}/vendor-tasks`, { vendor: '云信短信', email: 'noc@yunxin.example', question: '请查 503', released: ['title', 'systemVersion'], days: 3 })
  const token = task.url.split('/').at(-1)
  const page = await get('', `/vendor-tasks/${token}`)
  expect(page.facts).toEqual([{ name: 'title', value: c.title }, { name: 'systemVersion', value: 'V1.2' }])
  expect(JSON.stringify(page)).not.toContain('内部口令')
  expect((await get('a1', `/cases/${c.id}/vendor-contacts`)).items).toMatchObject([{ vendor: '云信短信' }])
  expect((await get('a1', `/cases/${c.id}/work`)).vendorTasks[0]).toMatchObject({ state: 'open', answers: [] })
  expect((await product.send('', 'GET', `/vendor-tasks/${token}a`)).status).toBe(404)
  const answered = await post('', `/vendor-tasks/${token}`, { by: '值班 王', text: '机房切换，10 分钟恢复', ticket: 'YX-77' })
  expect(answered.body.answers).toMatchObject([{ by: '值班 王', ticket: 'YX-77' }])
  expect(codes(await post('', `/vendor-tasks/${token}`, { by: '王', text: 'x', fileIds: [c.id] }))).toEqual(['file.not-yours'])
  expect((await get('a1', `/cases/${c.id}/timeline?limit=200`)).items.find((e: { name: string }) => e.name === 'casework.vendor-answered@1')).toMatchObject({ data: { outcome: '云信短信', by: '值班 王' } })
  await ok('a1', `/cases/${c.id}/vendor-tasks/${task.id}/close`)
  expect((await product.send('', 'GET', `/vendor-tasks/${token}`)).status).toBe(404)
})

test('scope: strangers, requesters and other regions see nothing of the work; a cancelled case leaves none behind', async () => {
  const c = await solving()
  await ok('a1', `/cases/${c.id}/sub-tasks`, { unitId: product.units.get('F1')!, title: '查', text: '查', dueAt: '2025-04-03T15:00:00+08:00' })
  await ok('a1', `/cases/${c.id}/plans`, { kinds: ['other'], summary: '方案', risk: 'low' })
  for (const who of ['c1', 'v1', 'r2', '']) expect([401, 403, 404], who).toContain((await product.send(who, 'GET', `/cases/${c.id}/work`)).status)
  expect((await post('q1', `/cases/${c.id}/diagnoses`, { hypothesis: 'x' })).status).toBe(403)
  await ok('l1', `/cases/${c.id}/transitions`, { to: 'cancelled', reason: '重复提交' })
  expect(await get('q1', `/cases/${c.id}/work`)).toMatchObject({ subTasks: [{ state: 'cancelled' }], plans: [{ state: 'withdrawn' }], mayWrite: false })
  expect(codes(await post('a1', `/cases/${c.id}/diagnoses`, { hypothesis: 'x' }))).toEqual(['case.guard.not-in-work'])
})
