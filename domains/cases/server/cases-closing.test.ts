// From resolution to archive: handover, answers, timers, records, recurrence, lists.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../../platform/server/ctx.ts'
import { settle } from '../../../platform/server/time-travel.ts'
import { confirmationToken } from './closing/confirmation-link.ts'
import { loadCase } from './find-case.ts'
import { aCase, caseIn, RESULT, startCaseProduct, type CaseProduct } from '../testing.ts'

let product: CaseProduct
beforeAll(async () => { product = await startCaseProduct() })
afterAll(() => product.stop())

const move = (who: string, id: string, body: object) => product.send(who, 'POST', `/cases/${id}/transitions`, body)
const get = async (who: string, id: string) => (await product.send(who, 'GET', `/cases/${id}`)).body
const codes = (answer: { body: any }) => answer.body.errors.map((e: { code: string }) => e.code)
const eventNames = async (id: string) => (await product.send('a1', 'GET', `/cases/${id}/timeline?limit=200`)).body.items.map((e: { name: string }) => e.name) as string[]
const tokenOf = (id: string) => product.host.transaction(SYSTEM, async (ctx) => confirmationToken(ctx, await loadCase(ctx, id)))

describe('handing over', () => {
  test('S-038 the handler changes only after acceptance; the first-contact owner stays for life', async () => {
    const open = await caseIn(product, 'responded')
    expect(open.firstOwner.name).toBe('陈安')
    const offer = await product.send('a1', 'POST', `/cases/${open.id}/transfers`, { toId: product.people.get('a2'), kind: 'transfer', reason: '我去现场' })
    expect(offer.status).toBe(201)
    expect(await get('a1', open.id)).toMatchObject({ handler: { name: '陈安' } })
    expect(codes(await product.send('a1', 'POST', `/cases/${open.id}/transfers`, { toId: product.people.get('a2'), kind: 'transfer', reason: '再来' }))).toEqual(['case.guard.transfer-pending'])
    expect((await product.send('a2', 'GET', '/cases?view=offered')).body.items.map((c: { id: string }) => c.id)).toContain(open.id)
    expect((await product.send('l1', 'POST', `/cases/${open.id}/transfers/${offer.body.id}/answer`, { accepted: true })).status).toBe(404)
    expect((await product.send('a2', 'POST', `/cases/${open.id}/transfers/${offer.body.id}/answer`, { accepted: true })).body.state).toBe('accepted')
    expect(await get('c1', open.id)).toMatchObject({ handler: { name: '李岚' }, firstOwner: { name: '陈安' } })
    expect(codes(await product.send('a2', 'POST', `/cases/${open.id}/transfers/${offer.body.id}/answer`, { accepted: false, reason: 'x' }))).toEqual(['case.guard.transfer-answered'])
  })

  test('S-038 whoever is concerned is told: the new handler, who is asked, and the first-contact owner of each change', async () => {
    const open = await caseIn(product, 'responded')
    const offer = (await product.send('a1', 'POST', `/cases/${open.id}/transfers`, { toId: product.people.get('a2'), kind: 'transfer', reason: '我去现场' })).body
    await product.send('a2', 'POST', `/cases/${open.id}/transfers/${offer.id}/answer`, { accepted: true })
    await product.send('l1', 'POST', `/cases/${open.id}/transitions`, { to: 'assigned', handlerId: product.people.get('l1'), reason: '我来' })
    await settle(product.host, product.services)
    const told = async (who: string) => (await product.send(who, 'GET', '/notifications?limit=100')).body.items.filter((n: { subject: string }) => n.subject === `case:${open.id}`).map((n: { name: string }) => n.name).sort()
    expect(await told('a2')).toEqual(['cases.transfer-offered'])
    expect(await told('a1')).toEqual(['cases.assigned', 'cases.owner-informed', 'cases.owner-informed', 'cases.transfer-accepted'])
  })

  test('R5.2-5 a consultation is a question with an answer that stays on the case; clock, owner and handler stay; a unit may be asked', async () => {
    const open = await caseIn(product, 'diagnosing'), path = `/cases/${open.id}/transfers`, due = (await product.send('a1', 'GET', `/cases/${open.id}`)).body.nextDue
    const asked = (await product.send('a1', 'POST', path, { toId: product.people.get('a2'), kind: 'consult', reason: '归档日志写满时先删哪个？' })).body
    expect(asked).toMatchObject({ kind: 'consult', state: 'offered', answer: null })
    expect(codes(await product.send('a2', 'POST', `${path}/${asked.id}/answer`, { accepted: false }))).toEqual(['case.decline-reason'])
    expect((await product.send('a2', 'POST', `${path}/${asked.id}/answer`, { accepted: true })).body).toMatchObject({ state: 'accepted', answer: null })
    expect((await product.send('a2', 'POST', `${path}/${asked.id}/answer`, { accepted: true, answer: '先删 14 天前的归档。' })).body).toMatchObject({ state: 'accepted', answer: '先删 14 天前的归档。' })
    expect(codes(await product.send('a2', 'POST', `${path}/${asked.id}/answer`, { accepted: true, answer: '改口' }))).toEqual(['case.guard.transfer-answered'])
    const unit = (await product.send('a1', 'POST', path, { toUnitId: product.units.get('CS'), kind: 'consult', reason: '客户约了几点？' })).body
    expect(unit).toMatchObject({ to: { name: '周立' }, toUnit: product.units.get('CS') })
    expect((await product.send('e1', 'POST', `${path}/${unit.id}/answer`, { accepted: true, answer: 'x' })).status, 'not of that unit').toBe(404)
    expect((await product.send('a2', 'POST', `${path}/${unit.id}/answer`, { accepted: true, answer: '下午三点。' })).body).toMatchObject({ to: { name: '李岚' }, answer: '下午三点。' })
    const now = (await product.send('a1', 'GET', `/cases/${open.id}`)).body
    expect([now.handler, now.firstOwner, now.unit, now.nextDue]).toEqual([open.handler, open.firstOwner, open.unit, due])
    expect((await product.send('a1', 'GET', path)).body.items.map((t: any) => [t.reason, t.answer])).toEqual([['归档日志写满时先删哪个？', '先删 14 天前的归档。'], ['客户约了几点？', '下午三点。']])
  })

  test('a handover note goes along with the offer; it is no answer of a consultation', async () => {
    const open = await caseIn(product, 'diagnosing'), path = `/cases/${open.id}/transfers`
    const offer = (await product.send('a1', 'POST', path, { toId: product.people.get('a2'), kind: 'transfer', reason: '我下班', note: '已核对日志；下一步重建索引；答应 15:00 回电。' })).body
    expect(offer.note).toBe('已核对日志；下一步重建索引；答应 15:00 回电。')
    expect(codes(await product.send('a2', 'POST', `${path}/${offer.id}/answer`, { accepted: true, answer: 'x' }))).toEqual(['case.answer-consult-only'])
    expect((await product.send('a2', 'POST', `${path}/${offer.id}/answer`, { accepted: true })).body).toMatchObject({ state: 'accepted', note: offer.note })
  })

  test('declining needs a reason and changes nothing; consulting never changes the handler (S-205)', async () => {
    const open = await caseIn(product, 'responded')
    const offer = (await product.send('a1', 'POST', `/cases/${open.id}/transfers`, { toId: product.people.get('a2'), kind: 'transfer', reason: '忙' })).body
    expect((await product.send('a2', 'POST', `/cases/${open.id}/transfers/${offer.id}/answer`, { accepted: false })).status).toBe(400)
    await product.send('a2', 'POST', `/cases/${open.id}/transfers/${offer.id}/answer`, { accepted: false, reason: '不熟' })
    const consult = (await product.send('a1', 'POST', `/cases/${open.id}/transfers`, { toId: product.people.get('a2'), kind: 'consult', reason: '问问' })).body
    await product.send('a2', 'POST', `/cases/${open.id}/transfers/${consult.id}/answer`, { accepted: true })
    expect((await get('a1', open.id)).handler.name).toBe('陈安')
    expect((await product.send('a1', 'GET', `/cases/${open.id}/transfers`)).body.items.map((t: { state: string }) => t.state)).toEqual(['declined', 'accepted'])
  })

  test('an escalation goes to the lead of the unit above', async () => {
    const open = await caseIn(product, 'responded')
    const offer = await product.send('a1', 'POST', `/cases/${open.id}/transfers`, { kind: 'escalate', reason: '客户催得急' })
    expect(offer.body.to.id).toBe(product.people.get('r1'))
    await product.send('r1', 'POST', `/cases/${open.id}/transfers/${offer.body.id}/answer`, { accepted: true })
    expect(await get('r1', open.id)).toMatchObject({ handler: { id: product.people.get('r1') }, unit: { id: product.units.get('East') }, firstOwner: { name: '陈安' } })
  })
})

describe('the answer of the requester', () => {
  test('solved with a rating: confirmed, and the rating may change for a day', async () => {
    const open = await caseIn(product, 'awaiting-confirmation')
    expect((await product.send('a1', 'POST', `/cases/${open.id}/answer`, { solved: true })).status).toBe(403)
    const confirmed = await product.send('c1', 'POST', `/cases/${open.id}/answer`, { solved: true, score: 4, comment: '快' })
    expect(confirmed.body).toMatchObject({ state: 'confirmed', rating: { score: 4, comment: '快' } })
    expect((await product.send('c1', 'POST', `/cases/${open.id}/rating`, { score: 5 })).body.rating.score).toBe(5)
    expect(codes(await product.send('c1', 'POST', `/cases/${open.id}/answer`, { solved: true }))).toEqual(['case.move'])
  })

  test('S-052 another problem confirms this case and opens a linked one', async () => {
    const open = await caseIn(product, 'awaiting-confirmation')
    const confirmed = await product.send('c1', 'POST', `/cases/${open.id}/answer`, { solved: true, anotherProblem: '打印机也不行\n昨天开始' })
    expect(confirmed.body.state).toBe('confirmed')
    const linked = confirmed.body.links.find((l: { kind: string }) => l.kind === 'child')
    expect(linked).toMatchObject({ title: '打印机也不行', state: 'new' })
    expect(await get('c1', linked.id)).toMatchObject({ requester: { id: product.people.get('c1') }, links: [{ id: open.id, kind: 'parent' }] })
  })

  test('not solved needs a reason, reopens with a new round, and work starts again at the diagnosis', async () => {
    const open = await caseIn(product, 'awaiting-confirmation')
    expect(codes(await product.send('c1', 'POST', `/cases/${open.id}/answer`, { solved: false }))).toEqual(['case.guard.rejection-reason'])
    const reopened = await product.send('c1', 'POST', `/cases/${open.id}/answer`, { solved: false, reason: '还是慢' })
    expect(reopened.body).toMatchObject({ state: 'reopened', round: 2, resolvedAt: null, result: null, rating: null })
    expect(await get('a1', open.id)).toMatchObject({ verification: { retest: null, stability: null }, reviewRequired: true })
    expect((await move('a1', open.id, { to: 'diagnosing' })).body.state).toBe('diagnosing')
    const names = await eventNames(open.id)
    expect(names.indexOf('cases.user-answered@1')).toBeLessThan(names.indexOf('cases.case-reopened@1'))
  })

  test('the link in the mail shows without acting, acts without signing in, and no other link works', async () => {
    const open = await caseIn(product, 'awaiting-confirmation')
    const token = await tokenOf(open.id)
    const page = await product.send('', 'GET', `/confirmations/${token}`)
    expect(page.body).toMatchObject({ number: open.number, mayAnswer: true, answered: false, result: { solution: RESULT.solution }, ownerName: '陈安' })
    expect((await get('c1', open.id)).state).toBe('awaiting-confirmation')
    for (const wrong of [token.slice(0, -2) + 'xx', token.replace('.1.', '.2.'), `${open.id}.1.`]) expect([400, 404], wrong).toContain((await product.send('', 'GET', `/confirmations/${encodeURIComponent(wrong)}`)).status)
    expect((await product.send('', 'POST', `/confirmations/${token}`, { solved: true, score: 5 })).body).toMatchObject({ state: 'confirmed', answered: true, mayAnswer: false, rating: { score: 5 } })
    const entry = (await product.send('a1', 'GET', `/cases/${open.id}/timeline?limit=200`)).body.items.find((e: { name: string }) => e.name === 'cases.user-answered@1')
    expect(entry.by.id).toBe(product.people.get('c1'))
    expect((await product.send('', 'POST', `/confirmations/${token}`, { solved: false, reason: 'x' })).body.state).toBe('reopened')
    expect(codes(await product.send('', 'POST', `/confirmations/${token}`, { solved: true }))).toEqual(['case.guard.link-old'])
  })
})

test('somebody who only ever wrote a mail answers by the link alone', async () => {
  const opened = (await product.send('a1', 'POST', '/cases', aCase({ requester: { name: '陌生人', email: 'stranger@nowhere.example' } }))).body
  const walk: [string, object][] = [['l1', { to: 'assigned', handlerId: product.people.get('a1') }], ['a1', { to: 'responded', owner: '陈安', nextStep: '查', expectedAt: '2025-03-03T12:00:00+08:00' }], ['a1', { to: 'diagnosing' }],
    ['a1', { to: 'solving', nature: 'other', cause: '误操作' }], ['a1', { to: 'verifying', planExecuted: true }], ['a1', { to: 'resolved', retest: 'pass', stability: 'pass' }], ['a1', { to: 'awaiting-confirmation', result: RESULT }]]
  for (const [who, step] of walk) expect((await move(who, opened.id, step)).status, JSON.stringify(step)).toBe(200)
  expect((await product.send('', 'POST', `/confirmations/${await tokenOf(opened.id)}`, { solved: true })).body.state).toBe('confirmed')
  expect((await product.send('a1', 'GET', `/cases/${opened.id}/record`)).body).toMatchObject({ missing: [], parts: { process: { solution: RESULT.solution } } })
  expect((await move('a1', opened.id, { to: 'archived' })).body.state).toBe('archived')
})

describe('record and archive', () => {
  test('S-055 a draft of the record exists as soon as the case is resolved', async () => {
    const open = await caseIn(product, 'resolved')
    const record = (await product.send('a1', 'GET', `/cases/${open.id}/record`)).body
    expect(record).toMatchObject({ state: 'draft', missing: ['result.solved', 'result.userFeedback'], edition: 0, parts: { process: { solution: '重建索引' }, handling: { handlers: [{ name: '陈安', role: 'handler' }] } } })
    expect((await product.send('c1', 'GET', `/cases/${open.id}/record`)).status).toBe(404)
  })

  test('S-056 archiving names each missing item of the five parts', async () => {
    const open = await caseIn(product, 'confirmed')
    const { parts } = (await product.send('a1', 'GET', `/cases/${open.id}/record`)).body
    await product.send('a1', 'PATCH', `/cases/${open.id}/record`, { handling: { ...parts.handling, handlers: [] }, process: { ...parts.process, diagnosis: ' ' } })
    const refused = await move('k1', open.id, { to: 'archived' })
    expect(refused.status).toBe(409)
    expect(refused.body.errors.map((e: { code: string; clause: string }) => [e.code, e.clause])).toEqual([['case.record.process.diagnosis', '§3.4-3'], ['case.record.handling.handlers', '§3.4-3']])
    await product.send('a1', 'PATCH', `/cases/${open.id}/record`, { handling: parts.handling, process: parts.process })
    expect((await move('k1', open.id, { to: 'archived' })).body.state).toBe('archived')
  })

  test('S-058 a case that needs a review is not archived without one', async () => {
    const open = await caseIn(product, 'awaiting-confirmation')
    await product.send('c1', 'POST', `/cases/${open.id}/answer`, { solved: false, reason: '没好' })
    for (const step of [{ to: 'diagnosing' }, { to: 'solving' }, { to: 'verifying', planExecuted: true }, { to: 'resolved', retest: 'pass', stability: 'pass' }, { to: 'awaiting-confirmation', result: RESULT }]) expect((await move('a1', open.id, step)).status, step.to).toBe(200)
    await product.send('c1', 'POST', `/cases/${open.id}/answer`, { solved: true })
    expect(codes(await move('a1', open.id, { to: 'archived' }))).toEqual(['case.guard.review-missing'])
    expect((await move('a1', open.id, { to: 'reviewed' })).status).toBe(409)
    expect((await move('a1', open.id, { to: 'reviewed', review: { cause: '索引', handling: '两轮', measures: '加检查' } })).body.state).toBe('reviewed')
    expect((await move('a1', open.id, { to: 'archived' })).body.state).toBe('archived')
  })

  test('S-149 an archived case is read-only; everybody who may read it sees the whole timeline', async () => {
    const done = await caseIn(product, 'archived')
    expect((await product.send('a1', 'PATCH', `/cases/${done.id}`, { title: '改' })).status).toBe(409)
    expect((await product.send('a1', 'PATCH', `/cases/${done.id}/record`, { result: { solved: false, userFeedback: '' } })).body.code).toBe('case-archived')
    expect((await product.send('a1', 'POST', `/cases/${done.id}/vendor-contacts`, { vendor: 'x', result: 'y' })).status).toBe(409)
    const timeline = (await product.send('q1', 'GET', `/cases/${done.id}/timeline?limit=200`)).body.items as { name: string; at: string }[]
    expect(timeline.map((e) => e.name)).toEqual(expect.arrayContaining(['cases.case-opened@1', 'cases.case-responded@1', 'cases.case-resolved@1', 'cases.result-sent@1', 'cases.user-answered@1', 'cases.case-archived@1']))
    const first = (await product.send('q1', 'GET', `/cases/${done.id}/timeline?limit=3`)).body
    const second = (await product.send('q1', 'GET', `/cases/${done.id}/timeline?limit=3&cursor=${first.nextCursor}`)).body
    expect([...first.items, ...second.items].map((e: { id: string }) => e.id)).toEqual(timeline.slice(0, 6).map((e) => (e as unknown as { id: string }).id))
  })

  test('an archived case may be reopened by the requester; the record keeps its edition and gets another', async () => {
    const done = await caseIn(product, 'archived')
    expect((await move('c1', done.id, { to: 'reopened', reason: '又坏了' })).body).toMatchObject({ state: 'reopened', archivedAt: null, round: 2 })
    expect((await product.send('a1', 'GET', `/cases/${done.id}/record`)).body).toMatchObject({ state: 'draft', edition: 1 })
  })
})

test('S-059 the same class on the same asset within 30 days is linked and flagged', async () => {
  const assetId = '01900000-0000-7000-8000-0000000000a1'
  const first = (await product.send('c1', 'POST', '/cases', aCase({ assetId }))).body
  const second = (await product.send('c1', 'POST', '/cases', aCase({ assetId }))).body
  expect(await get('a1', second.id)).toMatchObject({ links: [{ id: first.id, kind: 'recurrence' }], flags: ['recurrence'] })
  const v = [(await product.send('v1', 'POST', '/cases', aCase({ problemClass: 'user-operation' }))).body, (await product.send('v1', 'POST', '/cases', aCase({ problemClass: 'user-operation' }))).body]
  expect((await get('a1', v[1].id)).links).toEqual([expect.objectContaining({ id: v[0].id, kind: 'recurrence' })])
})

test('staff link cases that belong together; both ends show it', async () => {
  const a = (await product.send('c1', 'POST', '/cases', aCase({ problemClass: undefined }))).body, b = (await product.send('c1', 'POST', '/cases', aCase({ problemClass: undefined }))).body
  expect((await product.send('a1', 'POST', `/cases/${a.id}/links`, { otherId: b.id, kind: 'parent' })).body.links).toEqual([expect.objectContaining({ id: b.id, kind: 'parent' })])
  expect((await get('a1', b.id)).links).toEqual([expect.objectContaining({ id: a.id, kind: 'child' })])
  expect(codes(await product.send('a1', 'POST', `/cases/${a.id}/links`, { otherId: a.id }))).toEqual(['case.guard.link-self'])
  expect((await product.send('q1', 'POST', `/cases/${a.id}/links`, { otherId: b.id })).status).toBe(403)
})

test('a linked case outside the reach shows its number and state, never its title', async () => {
  const first = (await product.send('c1', 'POST', '/cases', aCase({ problemClass: 'application-configuration', title: '西区的事' }))).body
  await product.send('h1', 'PATCH', `/cases/${first.id}`, { unitId: product.units.get('F2') })
  const second = (await product.send('c1', 'POST', '/cases', aCase({ problemClass: 'application-configuration' }))).body
  expect((await product.send('a1', 'GET', `/cases/${first.id}`)).status).toBe(404)
  expect((await get('a1', second.id)).links).toEqual([{ id: first.id, number: first.number, title: '', state: 'classified', kind: 'recurrence' }])
  expect((await get('h1', second.id)).links[0].title).toBe('西区的事')
})

test('S-061 urgent comes first, then VIP customers, then the rest', async () => {
  const title = 'S-061'
  const plain = (await product.send('c1', 'POST', '/cases', aCase({ title }))).body
  const vip = (await product.send('v1', 'POST', '/cases', aCase({ title }))).body
  const urgent = (await product.send('c1', 'POST', '/cases', aCase({ title }))).body
  await product.send('a1', 'PATCH', `/cases/${urgent.id}`, { level: 'URGENT', reason: '测试' })
  const page = async (query: string) => (await product.send('l1', 'GET', `/cases?q=${title}&${query}`)).body
  expect((await page('limit=50')).items.map((c: { id: string }) => c.id)).toEqual([urgent.id, vip.id, plain.id])
  const first = await page('limit=2')
  expect((await page(`limit=2&cursor=${first.nextCursor}`)).items.map((c: { id: string }) => c.id)).toEqual([plain.id])
  expect((await product.send('l1', 'GET', '/cases?cursor=nonsense')).status).toBe(400)
})

test('views hold what they promise, counts agree, and nobody sees beyond the own reach', async () => {
  for (const view of ['open', 'mine', 'first-owner', 'unassigned', 'due-soon', 'waiting', 'awaiting', 'to-archive', 'breached', 'all', 'closed', 'requested', 'offered']) {
    for (const sort of ['priority', 'due', 'newest', 'updated']) expect((await product.send('a1', 'GET', `/cases?view=${view}&sort=${sort}&limit=2`)).status, `${view} ${sort}`).toBe(200)
  }
  const mine = (await product.send('a1', 'GET', '/cases?view=mine&limit=200')).body.items as { handler: { id: string } }[]
  expect(mine.length).toBeGreaterThan(0)
  expect(mine.every((c) => c.handler.id === product.people.get('a1'))).toBe(true)
  const counts = (await product.send('a1', 'GET', '/cases/counts')).body
  expect(counts.views.mine).toBe(mine.length)
  const west = (await product.send('r2', 'GET', '/cases?view=all')).body.items as { unit: { id: string } }[]
  expect(west.map((c) => c.unit.id)).toEqual([product.units.get('F2')])
  const own = (await product.send('c1', 'GET', '/cases?view=all&limit=200')).body.items as { requester: { id: string } }[]
  expect(own.every((c) => c.requester.id === product.people.get('c1'))).toBe(true)
})

describe('time', () => {
  test('S-053 a silent user is reminded at 12 h, followed up at 24 h, and the case closes unconfirmed at 48 h', async () => {
    await product.at('2025-03-03T10:00:00+08:00')
    const open = await caseIn(product, 'resolved'), answered = await caseIn(product, 'resolved')
    await product.at('2025-03-03T10:05:00+08:00')
    for (const id of [open.id, answered.id]) await move('a1', id, { to: 'awaiting-confirmation', result: RESULT })
    await product.at('2025-03-03T21:59:00+08:00')
    expect(await eventNames(open.id)).not.toContain('cases.confirmation-reminded@1')
    await product.send('c1', 'POST', `/cases/${answered.id}/answer`, { solved: true })
    await product.at('2025-03-04T10:01:00+08:00')
    const timeline = (await product.send('a1', 'GET', `/cases/${open.id}/timeline?limit=200`)).body.items as { name: string; at: string }[]
    expect(timeline.find((e) => e.name === 'cases.confirmation-reminded@1')?.at).toBe('2025-03-03T14:00:00.000Z')
    expect(timeline.find((e) => e.name === 'cases.follow-up-opened@1')?.at).toBe('2025-03-04T02:00:00.000Z')
    expect((await get('a1', open.id)).flags).toContain('confirmation-overdue')
    const tasks = (await product.send('a1', 'GET', '/cases/follow-ups')).body.items as { id: string; caseId: string }[]
    expect(tasks.map((t) => t.caseId)).toContain(open.id)
    await product.at('2025-03-05T10:00:00+08:00')
    expect(await get('a1', open.id)).toMatchObject({ state: 'closed-unconfirmed', closedAt: '2025-03-05T02:00:00.000Z' })
    expect(await eventNames(answered.id)).not.toContain('cases.confirmation-reminded@1')
    const late = await product.send('c1', 'POST', `/cases/${open.id}/answer`, { solved: true, score: 3 })
    expect(late.body).toMatchObject({ state: 'closed-unconfirmed', rating: { score: 3 } })
    expect((await move('a1', open.id, { to: 'archived' })).body.state).toBe('archived')
  })

  test('a result that was sent late leaves the user a day before the case closes', async () => {
    await product.at('2025-03-06T09:00:00+08:00')
    const open = await caseIn(product, 'resolved')
    await product.at('2025-03-07T15:00:00+08:00')
    await move('a1', open.id, { to: 'awaiting-confirmation', result: RESULT })
    await product.at('2025-03-08T14:59:00+08:00')
    expect((await get('a1', open.id)).state).toBe('awaiting-confirmation')
    await product.at('2025-03-08T15:00:00+08:00')
    expect((await get('a1', open.id)).state).toBe('closed-unconfirmed')
  })

  test('S-166 a rating cannot be changed after a day; a case cannot be reopened after a week', async () => {
    await product.at('2025-03-10T09:00:00+08:00')
    const open = await caseIn(product, 'awaiting-confirmation')
    await product.send('c1', 'POST', `/cases/${open.id}/answer`, { solved: true, score: 5 })
    await product.at('2025-03-11T09:00:00+08:00')
    const fixed = await product.send('c1', 'POST', `/cases/${open.id}/rating`, { score: 1 })
    expect(codes(fixed)).toEqual(['case.guard.rating-fixed'])
    expect((await get('c1', open.id)).rating.score).toBe(5)
    await product.at('2025-03-17T09:00:01+08:00')
    expect(codes(await move('c1', open.id, { to: 'reopened', reason: '又坏了' }))).toEqual(['case.guard.reopen-window'])
    const follows = await product.send('c1', 'POST', '/cases', aCase({ followsCaseId: open.id }))
    expect(follows.body.links).toContainEqual(expect.objectContaining({ id: open.id, kind: 'follows' }))
  })
})
