// Reply templates and macros over HTTP.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCase } from '../../../cases/testing.ts'
import { startDesk, type Desk } from '../../testing.ts'

let desk: Desk
beforeAll(async () => { desk = await startDesk() })
afterAll(() => desk.stop())

const open = async (who = 'c1', more: object = {}) => (await desk.send(who, 'POST', '/cases', aCase({ channel: 'api', ...more }))).body as { id: string; number: string }
const messages = async (who: string, id: string) => (await desk.send(who, 'GET', `/cases/${id}/messages`)).body.items as any[]
const NEW = { nameZh: '请补充日志', nameEn: 'Ask for the log', bodyZh: '{{requester.name}}，请提供 {{case.number}} 的日志。', bodyEn: 'Dear {{requester.name}}, please send the log for {{case.number}}.' }
const FIRST = { owner: '陈安', nextStep: '检查日志', expectedAt: '2025-03-03T12:00:00+08:00' }
const until = async (done: () => Promise<boolean>) => { for (let i = 0; i < 100; i++) { if (await done()) return; await new Promise((r) => setTimeout(r, 100)) } throw new Error('it did not come about within 10 s') }

describe('templates', () => {
  test('R5.1-11 written by a lead, approved by headquarters and not by the author, filled in the language of the requester', async () => {
    const { id } = await open(), written = await desk.send('l1', 'POST', '/reply-templates', NEW)
    expect(written.body).toMatchObject({ state: 'draft', version: 1, approvedVersion: null })
    const template = written.body.id, filled = () => desk.send('a1', 'GET', `/cases/${id}/reply-templates/${template}`)
    expect((await filled()).status).toBe(404)
    expect((await desk.send('a1', 'POST', '/reply-templates', NEW)).status).toBe(403)
    expect((await desk.send('l1', 'POST', `/reply-templates/${template}/approval`)).status).toBe(403)
    expect((await desk.send('h1', 'POST', `/reply-templates/${template}/approval`)).body).toMatchObject({ state: 'approved', approvedVersion: 1, approvedBy: { id: desk.people.get('h1') } })
    expect((await filled()).body).toMatchObject({ locale: 'zh-CN', empty: [], text: expect.stringMatching(/^.+，请提供 [A-Z0-9-]+ 的日志。$/) })
    await desk.send('l1', 'PATCH', `/reply-templates/${template}`, { bodyZh: '新的说法' })
    expect((await filled()).body.text).toContain('的日志')
    expect((await desk.send('l1', 'GET', `/reply-templates/${template}/versions`)).body.items.map((v: any) => v.version)).toEqual([2, 1])
    const own = (await desk.send('h1', 'POST', '/reply-templates', NEW)).body.id
    expect((await desk.send('h1', 'POST', `/reply-templates/${own}/approval`)).body.code).toBe('template-four-eyes')
    await desk.send('l1', 'POST', `/reply-templates/${template}/retirement`)
    expect((await filled()).status).toBe(404)
    expect((await desk.send('a1', 'GET', '/reply-templates')).body.items.map((t: any) => t.id)).not.toContain(template)
  })

  test('a variable that no case can fill is named with its field', async () => {
    const refused = await desk.send('l1', 'POST', '/reply-templates', { ...NEW, bodyEn: '{{customer.secret}}' })
    expect(refused.body).toMatchObject({ status: 400, code: 'template-variable', errors: [{ pointer: '/bodyEn', detail: expect.stringContaining('customer.secret') }] })
  })
})

describe('macros', () => {
  const macro = async (steps: object) => (await desk.send('l1', 'POST', '/macros', { nameZh: '宏', nameEn: 'Macro', steps })).body.id as string
  const at = async (id: string) => (await desk.send('a1', 'GET', `/cases/${id}`)).body

  test('R1.2-13 the preview shows all of it and keeps nothing; the run does all of it; undo takes back what nobody changed since', async () => {
    const { id } = await open()
    await desk.send('a1', 'POST', `/cases/${id}/messages`, { body: '已接手', ...FIRST })
    const m = await macro({ note: '{{case.number}} 按操作类处理', set: { problemClass: 'user-operation', complexity: 'medium', reason: '核对后确认' }, transition: { to: 'waiting-requester', reason: '等待用户' } })
    const before = await at(id), count = (await messages('a1', id)).length
    const preview = (await desk.send('a1', 'POST', `/cases/${id}/macros/${m}/preview`)).body
    expect(preview).toMatchObject({ reply: null, note: `${before.number} 按操作类处理`, changes: expect.arrayContaining([expect.objectContaining({ field: 'state', to: 'waiting-requester' }), expect.objectContaining({ field: 'problemClass', from: before.problemClass, to: 'user-operation', label: expect.any(String) })]) })
    expect(await at(id)).toMatchObject({ state: before.state, problemClass: before.problemClass, version: before.version })
    expect((await messages('a1', id)).length).toBe(count)
    const run = (await desk.send('a1', 'POST', `/cases/${id}/macros/${m}/runs`, {})).body
    expect(run).toMatchObject({ runId: expect.any(String), waiting: null })
    expect(await at(id)).toMatchObject({ state: 'waiting-requester', problemClass: 'user-operation', complexity: 'medium' })
    await desk.send('a1', 'PATCH', `/cases/${id}`, { complexity: 'high', reason: '再看之后' })
    expect((await desk.send('a2', 'POST', `/macro-runs/${run.runId}/undo`)).status).toBe(403)
    const undone = (await desk.send('a1', 'POST', `/macro-runs/${run.runId}/undo`)).body
    expect(undone.undone).toEqual(expect.arrayContaining(['state', 'problemClass']))
    expect(undone.kept.map((k: any) => k.what)).toEqual(expect.arrayContaining(['note', 'complexity']))
    expect(await at(id)).toMatchObject({ state: before.state, problemClass: before.problemClass, complexity: 'high' })
    expect((await desk.send('a1', 'POST', `/macro-runs/${run.runId}/undo`)).body.code).toBe('macro-undone')
  })

  test('all or nothing: what one part is refused with stops the others, in the preview and in the run', async () => {
    const { id } = await open(), m = await macro({ note: '不会留下', transition: { to: 'resolved' } })
    for (const way of ['preview', 'runs']) expect((await desk.send('a1', 'POST', `/cases/${id}/macros/${m}/${way}`, way === 'runs' ? {} : undefined)).body.code).toBe('case-guard')
    expect(await messages('a1', id)).toEqual([])
  })

  test('a macro with a reply waits for the undo seconds with everything it does, and is taken back whole', async () => {
    const { id } = await open(), m = await macro({ reply: { zh: '{{requester.name}}，请提供日志', en: 'Please send the log' }, set: { complexity: 'high', reason: '需要日志' } })
    const run = (await desk.send('a1', 'POST', `/cases/${id}/macros/${m}/runs`, { reply: '请今天提供日志' })).body
    expect(run).toMatchObject({ runId: null, waiting: { state: 'waiting', message: { body: '请今天提供日志' }, macroId: m } })
    await desk.send('a1', 'POST', `/waiting-messages/${run.waiting.id}/cancel`)
    expect(await at(id)).toMatchObject({ complexity: 'low' })
    await desk.setSetting('conversations.undo-seconds', 1)
    await desk.send('a1', 'POST', `/cases/${id}/macros/${m}/runs`, {})
    await until(async () => (await messages('a1', id)).length === 1)
    expect((await messages('c1', id))[0].text).toMatch(/，请提供日志$/)
    expect(await at(id)).toMatchObject({ complexity: 'high' })
    expect((await desk.send('a1', 'GET', `/cases/${id}/timeline?limit=200`)).body.items.map((e: any) => e.name)).toContain('conversations.macro-ran@1')
    await desk.setSetting('conversations.undo-seconds', 10)
  })

  test('a macro does something, is switched off, and is not for other units', async () => {
    expect((await desk.send('l1', 'POST', '/macros', { nameZh: '空', nameEn: 'Empty', steps: {} })).body.errors[0].code).toBe('conversations.macro-empty')
    const { id } = await open(), m = await macro({ note: 'x' })
    await desk.send('l1', 'PATCH', `/macros/${m}`, { active: false })
    expect((await desk.send('a1', 'POST', `/cases/${id}/macros/${m}/runs`, {})).status).toBe(404)
    expect((await desk.send('a1', 'GET', '/macros')).body.items.map((x: any) => x.id)).not.toContain(m)
  })
})
