// The same matter is reported a second time by another way; the lead puts both together (§1.2).
import { casesApi } from '../../domains/cases/contract/api.ts'
import type { CaseInHand, Life } from './case-in-hand.ts'

export async function* reportAgain(c: CaseInHand): Life {
  yield* c.waitMinutes(5, 22)
  const { problem: p } = c
  const again = await c.world.desk.as(c.requester, casesApi.open, { body: {
    title: c.word(`补充：${p.title}`, `Again: ${p.title}`).slice(0, 200), description: c.word(`刚才已报过一次，再补充：${p.given}`, `Reported a moment ago already; to add: ${p.given}`), channel: 'portal', serviceLine: p.line,
  } })
  yield* c.wait('classify')
  await c.world.desk.as(c.team.lead, casesApi.transition, { params: { id: again.id }, body: { to: 'merged', into: c.facts.id, reason: c.word(`与 ${c.facts.number} 为同一问题。`, `The same matter as ${c.facts.number}.`) } })
  await c.refresh()
}
