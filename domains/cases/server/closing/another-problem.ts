// "Another problem" on the confirmation letter opens a case of its own, linked with the first (R5.2-10, S-052).
import { CaseLinked } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CaseFacts } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { linkCases } from '../lists/links-store.ts'
import { insertOpenedCase } from '../opening/insert-opened-case.ts'

const TITLE_LENGTH = 60

export async function openAnotherProblem(ctx: Ctx, facts: CaseFacts, text: string): Promise<CaseFacts> {
  const line = text.split('\n')[0]!.trim()
  const title = line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH)}…` : line
  const opened = await insertOpenedCase(ctx, {
    title, description: text, channel: facts.channel, requesterType: facts.requesterType, serviceLine: facts.serviceLine, unitId: facts.unitId, unitName: facts.unitName, unitNameEn: facts.unitNameEn,
    requesterId: facts.requesterId, requesterName: facts.requesterName, customerId: facts.customerId, customerNumber: facts.customerNumber, customerName: facts.customerName, tier: facts.tier,
    assetId: facts.assetId, systemVersion: facts.systemVersion,
  })
  await linkCases(ctx, opened.id, facts.id, 'parent')
  await ctx.emit(CaseLinked, { ...whereOf(opened), otherId: facts.id, otherNumber: facts.number, kind: 'parent' })
  return opened
}
