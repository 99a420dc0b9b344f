// Somebody drives there: the visit is planned, carried out on the phone, signed and rated (§5.2).
import { fieldApi } from '../../domains/field/contract/api.ts'
import type { WorkOrder } from '../../domains/field/contract/order.ts'
import { newId } from '../../platform/server/ids.ts'
import type { CaseInHand, Life } from './case-in-hand.ts'
import { HOUR } from './story-time.ts'
import { personOf } from './world.ts'

const SIGNATURE = [[120, 260, 180, 120, 240, 270, 300, 140, 360, 250], [420, 200, 520, 190, 500, 280, 430, 270], [600, 150, 640, 280, 700, 160, 760, 280, 830, 200]]

export async function* visitCustomer(c: CaseInHand): Life {
  yield* c.wait('assign')
  const engineer = personOf(c.world, c.plan.no % 2 === 0 ? 'zhao' : 'deng'), from = c.promise(c.dice.between(4, 26), c.plan.stopAt === 'on-site-scheduled' ? c.world.end : undefined)
  const order = await c.world.desk.as(c.handler!, fieldApi.planVisit, { params: { id: c.facts.id }, body: {
    title: c.problem.title.slice(0, 200), task: c.problem.next, address: `${c.facts.customerName ?? ''}，${c.problem.given}`.slice(0, 500), from, to: new Date(Date.parse(from) + 2 * HOUR).toISOString(), engineerId: engineer.id,
    steps: [{ text: c.word('断电检查', 'Check without power'), photos: 1, part: false }, { text: c.word('更换并试运行', 'Replace and test'), photos: 1, part: true }],
  } })
  await stockVan(c, engineer.id)
  await c.refresh()
  if (c.done) return
  c.at = Math.max(c.at, Math.min(c.facts.waitingUntil!.getTime(), c.last ? c.world.end - HOUR / 2 : Infinity))
  yield* c.wait('assign')
  await c.say(c.handler!, { body: c.word(`已到现场。${c.problem.evidence}`, `On site. ${c.problem.evidence}`), channel: 'on-site', followUp: c.problem.next, customerFeedback: c.word('现场人员在场确认。', 'Confirmed by the people there.') })
  await carryOut(c, order)
}

async function carryOut(c: CaseInHand, order: WorkOrder): Promise<void> {
  const engineer = [...c.world.people.values()].find((p) => p.id === order.engineer!.id)!, madeAt = c.world.clock.now().toISOString()
  const act = (kind: string, data: object = {}) => ({ id: newId(), orderId: order.id, kind, madeAt, base: order.version, data })
  const commands = [act('accept'), act('travel'), act('arrive'), act('part', { partNo: 'PSU-460', name: c.word('电源模块', 'Power module'), quantity: 1 }), ...order.visit.steps.map((s) => act('step', { stepId: s.id, done: true })), act('work', { text: c.fix }), act('finish', { outcome: 'done' }),
    act('sign', { signedBy: c.requester.name, signature: SIGNATURE, score: 4 + (c.plan.no % 2) })]
  const { results } = await c.world.desk.as(engineer, fieldApi.send, { body: { device: 'demo-phone-0001', commands } })
  const refused = results.find((r) => r.outcome !== 'applied')
  if (refused) throw new Error(`a visit of the story was refused: ${refused.code}`)
  await c.refresh()
}

const stocked = new WeakMap<object, Set<string>>()

/** Once for each engineer. */
async function stockVan(c: CaseInHand, id: string): Promise<void> {
  const known = stocked.get(c.world) ?? new Set<string>()
  stocked.set(c.world, known)
  if (known.has(id)) return
  known.add(id)
  await c.world.desk.as(personOf(c.world, 'shi'), fieldApi.setStock, { params: { id }, body: { items: [{ partNo: 'PSU-460', name: '电源模块', quantity: 40 }, { partNo: 'CTL-B', name: '控制器', quantity: 2 }, { partNo: 'SFP-10G', name: '光模块 10G', quantity: 4 }] } })
}
