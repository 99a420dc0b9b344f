// The daily work on cases over the API: order of the queue, stages, hand-overs, answers, reopening, review, records (E.2, C.6).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { later, RESULT, resolveCase, startAcceptance, type AcceptanceProduct } from './product.ts'

let p: AcceptanceProduct
beforeAll(async () => { p = await startAcceptance() })
afterAll(() => p?.stop())

const SUPPORT = { serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'low', impact: 'one-person', complexity: 'low' }
const INSIDE = { problemClass: 'user-operation', urgency: 'low', impact: 'one-person', complexity: 'low' }
const read = (who: string, id: string) => p.must(who, 'GET', `/cases/${id}`)
const refuse = async (who: string, id: string, data: object) => { const r = await p.send(who, 'POST', `/cases/${id}/transitions`, data); return { status: r.status, pointers: (r.body.errors ?? []).map((e: { pointer: string }) => e.pointer), clauses: (r.body.errors ?? []).map((e: { clause?: string }) => e.clause), text: JSON.stringify(r.body.errors ?? []) } }
const unitId = async (code: string) => (await p.must('H1', 'GET', '/org/units')).items.find((u: { code: string }) => u.code === code).id as string

/** To the end: solved, told, confirmed by the requester. */
async function close(id: string, who = 'C1', answer: object = { solved: true }): Promise<void> {
  await resolveCase(p, id)
  await p.move('A1', id, { to: 'awaiting-confirmation', result: RESULT })
  await p.must(who, 'POST', `/cases/${id}/answer`, answer)
}

describe('the queue', () => {
  test('S-061 urgent first, then VIP before normal at equal due times', async () => {
    const normal = await p.open('C1', { ...SUPPORT, title: '次序 普通' }), vip = await p.open('V1', { ...SUPPORT, title: '次序 贵宾' }), urgent = await p.open('C1', { ...SUPPORT, urgency: 'high', title: '次序 紧急' })
    const order = (await p.must('L1', 'GET', `/cases?view=open&q=${encodeURIComponent('次序')}`)).items.map((c: { id: string }) => c.id)
    expect(order).toEqual([urgent.id, vip.id, normal.id])
  })

  test('S-164 faults go to the technical team, enquiries to customer service; quality assurance reads all and changes nothing', async () => {
    const fault = await p.open('C1', SUPPORT), question = await p.open('C1', { serviceLine: 'enquiry', title: '请问合同怎么续签？' })
    expect([(await read('Q1', fault.id)).unit.name, (await read('Q1', question.id)).unit.name]).toEqual(['技术支持部 F1 组', '客户服务部'])
    expect((await p.send('Q1', 'PATCH', `/cases/${fault.id}`, { title: '改' })).status).toBe(403)
    expect((await p.send('Q1', 'POST', `/cases/${fault.id}/messages`, { visibility: 'public', body: '改' })).status).toBe(403)
    expect((await refuse('Q1', fault.id, { to: 'cancelled', reason: '改' })).status).toBe(403)
    expect((await read('Q1', fault.id)).allowed.some((a: { ok: boolean }) => a.ok)).toBe(false)
  })

  test('S-163 a region moves cases between its own outlets, not into another region', async () => {
    const c = await p.open('C1', SUPPORT), own = await unitId('CS'), foreign = await unitId('F2')
    expect((await p.must('R1', 'PATCH', `/cases/${c.id}`, { unitId: own })).unit.id).toBe(own)
    const refused = await p.send('R1', 'PATCH', `/cases/${c.id}`, { unitId: foreign })
    expect([refused.status, refused.body.errors[0].clause]).toEqual([403, '§2.1-4'])
    expect((await p.send('R2', 'PATCH', `/cases/${c.id}`, { unitId: foreign })).status).toBe(404)
    // Nor by way of a handler there; headquarters may.
    const west = await p.idOf('R2')
    const assigned = await p.send('L1', 'POST', `/cases/${c.id}/transitions`, { to: 'assigned', handlerId: west })
    expect([assigned.status, assigned.body.errors[0]]).toMatchObject([403, { pointer: '/handlerId', clause: '§2.1-4' }])
    await p.move('R1', c.id, { to: 'assigned', handlerId: await p.idOf('A1') })
    const offered = await p.send('A1', 'POST', `/cases/${c.id}/transfers`, { toId: west, kind: 'transfer', reason: '换区' })
    expect([offered.status, offered.body.errors[0]]).toMatchObject([403, { pointer: '/toId', clause: '§2.1-4' }])
    expect((await read('H1', c.id)).unit.id).toBe(own)
    expect((await p.move('H1', c.id, { to: 'assigned', handlerId: west })).handler.id).toBe(west)
  })

  test('S-059 the same class on the same asset after five days is flagged and linked', async () => {
    const assetId = '01926f3a-7c4e-7b1a-9d2f-3a5c8e0b6d41'
    const first = await p.open('V1', { ...SUPPORT, assetId })
    await p.advance('P5D')
    const again = await p.open('V1', { ...SUPPORT, assetId }), other = await p.open('V1', { ...SUPPORT, assetId, problemClass: 'user-operation' })
    const seen = await read('L1', again.id)
    expect(seen.flags).toContain('recurrence')
    expect(seen.links).toMatchObject([{ id: first.id, kind: 'recurrence' }])
    expect((await read('L1', other.id)).flags).not.toContain('recurrence')
  })
})

describe('stages and guards', () => {
  test('S-148 no solving without a nature; S-178 no later step first, each refusal names clause and what lacks', async () => {
    const c = await p.open('U1', INSIDE)
    await p.respond(c.id)
    expect(await refuse('A1', c.id, { to: 'solving', nature: 'software', cause: '缓存' })).toMatchObject({ status: 409, pointers: ['/to'] })
    await p.move('A1', c.id, { to: 'diagnosing' })
    expect(await refuse('A1', c.id, { to: 'solving' })).toMatchObject({ status: 409, pointers: ['/nature', '/cause'], clauses: ['§1.2', '§3.2-4'] })
    await p.move('A1', c.id, { to: 'solving', nature: 'system', cause: '缓存' })
    expect((await read('A1', c.id)).nature).toBe('system-fault')
    for (const to of ['resolved', 'awaiting-confirmation', 'confirmed', 'archived']) expect((await refuse('A1', c.id, { to })).status, to).toBe(409)
    await p.move('A1', c.id, { to: 'verifying', planExecuted: true })
    expect(await refuse('A1', c.id, { to: 'resolved', retest: 'fail' })).toMatchObject({ status: 409, pointers: ['/retest', '/stability'], clauses: ['§3.2-5', '§3.2-5'] })
    expect((await p.move('A1', c.id, { to: 'resolved', verification: { retest: true, stability: 'pass' }, note: '其他系统带来的字段' })).verification).toMatchObject({ retest: 'pass', stability: 'pass' })
    const stages = (await read('U1', c.id)).stages.map((s: { stage: string }) => s.stage)
    expect(stages).toEqual(['new', 'classified', 'assigned', 'responded', 'diagnosing', 'solving', 'verifying', 'resolved'])
  })

  test('S-043 a configuration case cannot be resolved while the security check lacks', async () => {
    const c = await p.open('U1', { ...INSIDE, problemClass: 'application-configuration' })
    await p.respond(c.id)
    await p.move('A1', c.id, { to: 'diagnosing' })
    await p.move('A1', c.id, { to: 'solving', nature: 'software', cause: '环境变量' })
    expect(await refuse('A1', c.id, { to: 'verifying', planExecuted: true, configurationChecks: { stability: 'pass', security: 'fail' } })).toMatchObject({ status: 409, pointers: ['/configurationChecks/security'] })
    await p.move('A1', c.id, { to: 'verifying', planExecuted: true, configurationChecks: { stability: 'pass', security: 'pass' } })
    await p.move('A1', c.id, { to: 'resolved', retest: 'pass', stability: 'pass' })
  })

  test('S-042 R1.2-3 a level by hand needs a reason, another scale is refused, and the audit trail holds both values', async () => {
    const c = await p.open('C1', { ...SUPPORT, urgency: 'high' })
    const bare = await p.send('A1', 'PATCH', `/cases/${c.id}`, { level: 'GENERAL' }), wrong = await p.send('A1', 'PATCH', `/cases/${c.id}`, { level: 'A', reason: '看错了' })
    expect([bare.status, bare.body.errors[0].pointer, wrong.status, wrong.body.errors[0].pointer]).toEqual([400, '/reason', 400, '/level'])
    await p.must('A1', 'PATCH', `/cases/${c.id}`, { level: 'GENERAL', reason: '已有备用方案' })
    const entry = (await p.must('U9', 'GET', `/audit?subject=case:${c.id}&limit=100`)).items.find((e: { changes: { level?: object } | null }) => e.changes?.level)
    expect(entry).toMatchObject({ changes: { level: { from: 'URGENT', to: 'GENERAL' } }, reason: '已有备用方案' })
  })

  test('S-044 a data-leak case: without clearance only number and state; compliance before closing', async () => {
    const c = await p.open('U1', { title: '客户名单外泄 QZX', description: '名单在网盘公开', problemClass: 'data-security', urgency: 'high', impact: 'one-person', complexity: 'low' })
    expect(c.level).toBe('A')
    const seen = await read('A1', c.id)
    expect(seen).toMatchObject({ number: c.number, restricted: true, title: '', description: '' })
    expect(JSON.stringify(seen)).not.toMatch(/QZX|网盘|尤内/)
    for (const path of ['messages', 'timeline', 'clocks', 'record', 'attachments']) expect((await p.send('A1', 'GET', `/cases/${c.id}/${path}`)).status, path).toBe(403)
    expect((await p.must('A1', 'GET', '/cases?view=all&q=QZX')).items).toEqual([])
    expect(JSON.stringify((await p.must('A1', 'GET', '/search?q=QZX')).items)).not.toContain(c.id)
    expect(JSON.stringify((await p.must('A1', 'GET', '/notifications?limit=100')).items)).not.toContain('QZX')
    expect((await p.send('L1', 'POST', `/cases/${c.id}/transitions`, { to: 'assigned', handlerId: await p.idOf('A1') })).status).toBe(403)
    const work = (data: object) => p.move('X1', c.id, data)
    await work({ to: 'assigned', handlerId: await p.idOf('X1') })
    await work({ to: 'responded', reply: '已隔离，正在核查。', owner: '许安', nextStep: '核查', expectedAt: later(await p.now(), 'PT1H') })
    for (const step of [{ to: 'diagnosing' }, { to: 'solving', nature: 'other', cause: '误设公开' }, { to: 'verifying', planExecuted: true }, { to: 'resolved', retest: 'pass', stability: 'pass' }]) await work(step)
    expect(await refuse('X1', c.id, { to: 'awaiting-confirmation', result: RESULT })).toMatchObject({ status: 409, pointers: ['/compliance'] })
    await p.must('X1', 'PATCH', `/cases/${c.id}`, { compliance: { affectedData: '客户名单', persons: '120 人', legalDuty: '个人信息保护法', noticeNeeded: true, evidence: '访问日志' } })
    await work({ to: 'awaiting-confirmation', result: RESULT })
  })
})

describe('who speaks with the requester', () => {
  test('S-036 a telephone call is logged in one step: channel, first owner, requester by name and number', async () => {
    const c = await p.must('A1', 'POST', '/cases', { title: '来电：无法打印', description: '财务室三台打印机都没反应', channel: 'phone', requester: { name: '钱多', phone: '13800005555' }, requesterType: 'customer', serviceLine: 'technical-support', urgency: 'medium' })
    expect(c).toMatchObject({ channel: 'phone', requesterType: 'customer', firstOwner: { id: await p.idOf('A1') }, requester: { name: '钱多' } })
    const again = await p.must('A1', 'POST', '/cases', { title: '又来电', description: '同一个人', channel: 'phone', requester: { name: '钱多', phone: '138 0000 5555' } })
    expect(again.requester.id).toBe(c.requester.id)
    const ours = await p.must('A1', 'POST', '/cases', { title: '来电：没有权限', description: '新同事打不开系统', channel: 'phone', requester: { name: '孙新', email: 'sunxin@corp.example' }, requesterType: 'internal', effects: ['permission-problem'] })
    expect(ours).toMatchObject({ requesterType: 'internal', level: 'B', customer: null })
    expect((await p.must('A1', 'POST', '/cases', { title: '又来电', description: '同一位同事', channel: 'phone', requester: { name: '孙新', email: 'SunXin@corp.example' }, requesterType: 'internal' })).requester.id).toBe(ours.requester.id)
    expect((await p.send('A1', 'POST', '/cases', { title: '来电', description: '客户', channel: 'phone', requester: { name: '蔡一', email: 'c1@acceptance.test' }, requesterType: 'internal' })).status).toBe(400)
  })

  test('R1.2-2 the channel is kept, whatever word another system has for it', async () => {
    for (const [said, kept] of [['portal', 'portal'], ['email', 'mail'], ['phone', 'phone'], ['im', 'im'], ['web', 'portal'], ['chat', 'chat'], ['on-site', 'on-site'], ['monitor', 'monitor']]) expect((await p.open('C1', { channel: said })).channel).toBe(kept)
    const refused = await p.send('C1', 'POST', '/cases', { title: '传真', description: '传真', channel: 'fax' })
    expect(refused.body.errors).toMatchObject([{ pointer: '/channel', detail: expect.stringContaining('portal, mail') }])
  })

  test('S-065 R5.1-6 a call or a visit without follow-up is refused, and nothing was kept', async () => {
    const c = await p.open('C1', SUPPORT), count = async () => (await p.must('A1', 'GET', `/cases/${c.id}/messages`)).items.length
    const before = await count()
    for (const channel of ['phone', 'on-site']) {
      const refused = await p.send('A1', 'POST', `/cases/${c.id}/messages`, { visibility: 'public', channel, body: '已通话', customerFeedback: '着急' })
      expect([refused.status, refused.body.errors[0].pointer, refused.body.errors[0].clause]).toEqual([400, '/followUp', '§5.1-4'])
    }
    expect(await count()).toBe(before)
    const kept = await p.must('A1', 'POST', `/cases/${c.id}/messages`, { visibility: 'public', channel: 'phone', body: '已通话', customerFeedback: '着急', followUp: '今天下午回电' })
    expect(kept).toMatchObject({ channel: 'phone', customerFeedback: '着急', followUp: '今天下午回电' })
    const correction = await p.must('A1', 'POST', `/cases/${c.id}/messages`, { visibility: 'public', channel: 'phone', body: '更正：明天上午回电', followUp: '明天上午回电', corrects: kept.id })
    expect((await p.must('A1', 'GET', `/cases/${c.id}/messages`)).items.find((m: { id: string }) => m.id === kept.id)).toMatchObject({ text: '已通话', correctedBy: correction.id })
  })

  test('S-202 chat, mail, telephone note and visit stand in one conversation, in the order of time', async () => {
    const c = await p.open('C1', SUPPORT)
    for (const [who, more] of [['C1', { channel: 'chat', body: '在线咨询' }], ['A1', { channel: 'phone', body: '已回电', followUp: '寄样' }], ['A1', { body: '书面答复' }], ['A1', { channel: 'on-site', body: '已上门', followUp: '复查' }]] as const) {
      await p.advance('PT1M')
      await p.must(who, 'POST', `/cases/${c.id}/messages`, more)
    }
    const said = (await p.must('C1', 'GET', `/cases/${c.id}/messages`)).items.filter((m: { automatic: boolean }) => !m.automatic)
    expect(said.map((m: { channel: string; text: string }) => [m.channel, m.text])).toEqual([['chat', '在线咨询'], ['phone', '已回电'], ['mail', '书面答复'], ['on-site', '已上门']])
  })

  test('S-205 consulting keeps the handler, transferring changes it on acceptance, declining needs a reason', async () => {
    const c = await p.open('C1', SUPPORT), handler = async () => (await read('L1', c.id)).handler.id as string
    await p.respond(c.id)
    const offer = async (kind: string) => (await p.must('A1', 'POST', `/cases/${c.id}/transfers`, { toId: await p.idOf('A2'), kind, reason: '需要经验' })).id as string
    const answer = (id: string, body: object) => p.send('A2', 'POST', `/cases/${c.id}/transfers/${id}/answer`, body)
    const [a1, a2] = [await p.idOf('A1'), await p.idOf('A2')]
    expect((await answer(await offer('consult'), { accepted: true })).status).toBe(200)
    expect(await handler()).toBe(a1)
    const declined = await offer('transfer')
    expect((await answer(declined, { accepted: false })).status).toBe(400)
    expect((await answer(declined, { accepted: false, reason: '排满了' })).status).toBe(200)
    expect(await handler()).toBe(a1)
    expect((await answer(await offer('transfer'), { accepted: true })).status).toBe(200)
    expect(await handler()).toBe(a2)
    expect((await read('C1', c.id)).firstOwner.id).toBe(a1)
  })

  test('S-128 nobody with open cases is disabled without naming who takes over', async () => {
    const c = await p.open('C1', SUPPORT)
    await p.respond(c.id, 'E1')
    const [e1, a2] = [await p.idOf('E1'), await p.idOf('A2')]
    const refused = await p.send('M1', 'POST', `/org/people/${e1}/disablings`, { reason: '离职' })
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([409, '/reassignTo'])
    await p.must('M1', 'POST', `/org/people/${e1}/disablings`, { reason: '离职', reassignTo: a2 })
    expect((await read('L1', c.id)).handler.id).toBe(a2)
    expect((await p.send('E1', 'GET', '/cases')).status).toBe(401)
  })
})

describe('after the solution', () => {
  test('S-051 "not solved" needs a reason and puts the case back to work; handler and owner are told', async () => {
    const c = await p.open('C1', SUPPORT)
    await resolveCase(p, c.id)
    await p.move('A1', c.id, { to: 'awaiting-confirmation', result: RESULT })
    const bare = await p.send('C1', 'POST', `/cases/${c.id}/answer`, { solved: false })
    expect([bare.status, bare.body.errors[0].pointer]).toEqual([409, '/reason'])
    expect((await p.must('C1', 'POST', `/cases/${c.id}/answer`, { solved: false, reason: '仍然报错' })).state).toBe('reopened')
    expect((await p.send('V1', 'POST', `/cases/${c.id}/answer`, { solved: true })).status).toBe(404)
    await p.advance('PT1M')
    expect((await p.must('A1', 'GET', '/notifications?limit=50')).items.some((n: { url: string }) => n.url.includes(c.id))).toBe(true)
    expect(await p.move('A1', c.id, { to: 'diagnosing' })).toMatchObject({ state: 'diagnosing', round: 2, flags: expect.arrayContaining(['reopened']) })
  })

  test('S-053 B-18 a silent user: reminded after 12 h, overdue and followed up at 24 h, closed at 48 h, each to the minute; still archived in time', async () => {
    const c = await p.open('C1', SUPPORT)
    await resolveCase(p, c.id)
    const resolved = await p.now()
    await p.advance('PT5M')
    await p.move('A1', c.id, { to: 'awaiting-confirmation', result: RESULT })
    await p.until(later(resolved, 'PT50H'))
    const at = Object.fromEntries(((await p.must('A1', 'GET', `/cases/${c.id}/timeline?limit=100`)).items as { name: string; at: string }[]).map((e) => [e.name.replace(/@.*/, ''), e.at]))
    expect([at['cases.confirmation-reminded'], at['cases.follow-up-opened'], at['cases.case-closed-unconfirmed']]).toEqual([later(resolved, 'PT12H'), later(resolved, 'PT24H'), later(resolved, 'PT48H')])
    expect((await p.must('C1', 'GET', '/notifications?limit=100')).items.some((n: { name: string; subject: string }) => n.name === 'cases.reminder' && n.subject === `case:${c.id}`)).toBe(true)
    expect(await read('A1', c.id)).toMatchObject({ state: 'closed-unconfirmed', answeredAt: null })
    expect((await p.move('A1', c.id, { to: 'archived' })).state).toBe('archived')
    expect((await p.clock(c.id, 'kb-archive')).state).toBe('met')
  })

  test('B-18 a result that went out late leaves the user 24 h before closing', async () => {
    const c = await p.open('C1', SUPPORT)
    await resolveCase(p, c.id)
    const resolved = await p.now()
    await p.advance('PT40H')
    await p.move('A1', c.id, { to: 'awaiting-confirmation', result: RESULT })
    await p.until(later(resolved, 'PT63H59M'))
    expect((await read('A1', c.id)).state).toBe('awaiting-confirmation')
    await p.until(later(resolved, 'PT64H'))
    expect((await read('A1', c.id)).state).toBe('closed-unconfirmed')
  })

  test('S-052 "another problem": confirmed, and a new case linked with this one', async () => {
    const c = await p.open('C1', SUPPORT)
    await close(c.id, 'C1', { solved: true, anotherProblem: '发票抬头也不对\n请一并处理' })
    const seen = await read('C1', c.id), others = seen.links.filter((l: { kind: string }) => l.kind === 'child')
    expect([seen.state, others.length]).toEqual(['confirmed', 1])
    expect(await read('C1', others[0].id)).toMatchObject({ title: '发票抬头也不对', state: 'new', requester: { id: await p.idOf('C1') } })
  })

  test('S-054 reopened within 7 days of closing, also from the archive; later only a new linked case', async () => {
    const soon = await p.open('C1', SUPPORT), late = await p.open('C1', SUPPORT)
    await close(soon.id)
    await p.move('A1', soon.id, { to: 'archived' })
    await close(late.id)
    await p.advance('P6DT23H')
    expect((await p.move('C1', soon.id, { to: 'reopened', reason: '又出现了' })).state).toBe('reopened')
    expect((await p.must('A1', 'GET', `/cases/${soon.id}/record`)).edition).toBe(1)
    await p.advance('PT2H')
    expect(await refuse('C1', late.id, { to: 'reopened', reason: '又出现了' })).toMatchObject({ status: 409, pointers: ['/to'], clauses: ['§3.3-3'] })
    const next = await p.open('C1', { ...SUPPORT, followsCaseId: late.id })
    expect((await read('C1', next.id)).links).toContainEqual(expect.objectContaining({ id: late.id, kind: 'follows' }))
  })

  test('S-058 R5.2-17 a breached, reopened or A case is not archived without its review; S-149 afterwards it is read-only', async () => {
    const c = await p.open('C1', { ...SUPPORT, urgency: 'high' })
    await p.advance('PT5H')
    await close(c.id)
    expect(await refuse('A1', c.id, { to: 'archived' })).toMatchObject({ status: 409, pointers: ['/review'], clauses: ['§5.2-6'] })
    await p.move('A1', c.id, { to: 'reviewed', review: { cause: '无人值守', handling: '夜班接手', measures: '补排班' } })
    expect((await p.move('A1', c.id, { to: 'archived' })).state).toBe('archived')
    expect((await p.send('A1', 'PATCH', `/cases/${c.id}`, { title: '改' })).status).toBe(409)
    for (const who of ['A1', 'C1']) expect((await p.send(who, 'POST', `/cases/${c.id}/messages`, { body: '补充' })).status, who).toBe(409)
    const names = (await p.must('Q1', 'GET', `/cases/${c.id}/timeline?limit=100`)).items.map((e: { name: string }) => e.name)
    expect(names).toEqual(expect.arrayContaining(['cases.case-opened@1', 'sla.clock-breached@1', 'cases.case-resolved@1', 'cases.user-answered@1', 'cases.case-archived@1']))
    const grave = await p.open('U1', { effects: ['data-loss'] })
    await resolveCase(p, grave.id)
    await p.move('A1', grave.id, { to: 'awaiting-confirmation', result: RESULT })
    await p.must('U1', 'POST', `/cases/${grave.id}/answer`, { solved: true })
    expect((await refuse('A1', grave.id, { to: 'archived' })).pointers).toContain('/review')
  })

  test('S-166 a rating counts once and can be changed for a day', async () => {
    const c = await p.open('C1', SUPPORT)
    await close(c.id, 'C1', { solved: true, score: 5 })
    expect((await p.must('C1', 'POST', `/cases/${c.id}/rating`, { score: 4, comment: '稍慢' })).rating).toMatchObject({ score: 4 })
    await p.advance('PT24H')
    expect((await p.send('C1', 'POST', `/cases/${c.id}/rating`, { score: 1 })).status).toBe(409)
    expect((await p.send('V1', 'POST', `/cases/${c.id}/rating`, { score: 1 })).status).toBe(404)
    expect((await read('L1', c.id)).rating).toMatchObject({ score: 4 })
  })

  test('S-055 archived a minute late: breached', async () => {
    const c = await p.open('C1', SUPPORT)
    await close(c.id)
    await p.until(later((await p.clock(c.id, 'kb-archive')).dueAt, 'PT1M'))
    await p.move('A1', c.id, { to: 'archived', review: { cause: '漏归档', handling: '补归档', measures: '每日清单' } })
    expect(await p.clock(c.id, 'kb-archive')).toMatchObject({ state: 'breached', overdueBy: 'PT1M' })
  })
})
