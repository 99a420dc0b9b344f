// The provider behind a third-party problem is called within two hours, and called again until it is mended (§3.2-3, §3.1-5).
import { casesApi } from '../../domains/cases/contract/api.ts'
import type { CaseInHand, Life } from './case-in-hand.ts'

const ticketOf = (c: CaseInHand): string => `${c.english ? 'OCH' : 'FW'}-${24_100 + c.plan.no % 9_000}`

async function logContact(c: CaseInHand, result: string): Promise<void> {
  const body = { vendor: c.problem.vendor!, result, way: c.word('电话', 'telephone'), ticket: ticketOf(c) }
  await c.world.desk.as(c.handler!, casesApi.logVendorContact, { params: { id: c.facts.id }, body })
  await c.refresh()
}

export async function* callVendor(c: CaseInHand): Life {
  if (!c.problem.vendor) return
  yield* c.wait('assign')
  await logContact(c, c.word('对方确认受理，预计两小时内回复原因。', 'They took it and will say within two hours what it is.'))
}

export async function* waitForVendor(c: CaseInHand): Life {
  yield* c.wait('assign')
  await c.move(c.handler!, { to: 'waiting-vendor', vendor: c.problem.vendor!, vendorTicket: ticketOf(c) })
  if (c.done) return
  yield* c.wait('solve', c.facts.level === 'URGENT' ? c.dice.between(0.8, 2.4) : 5)
  await logContact(c, c.problem.evidence)
  await c.move(c.handler!, { to: c.facts.resumeState! })
}
