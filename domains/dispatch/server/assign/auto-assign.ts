// Cases without a handler are given out where a rule says so. In the transaction of intake it is only noted that there is something to do.
import type { EventType } from '../../../../platform/contract/event.ts'
import type { Ctx, JobType } from '../../../../platform/server/ctx.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { CaseClassified, CaseEdited, CaseOpened, CaseReclassified, CaseReopened, holdCase, loadCase, type CaseFacts } from '../../../cases/public.ts'
import { NobodyLeft } from '../../contract/events.ts'
import { anyAutomatic, ruleFor } from '../rules/rule-for-case.ts'
import { assignByRule } from './assign-case.ts'

export const assignJob: JobType<{ caseId: string }> = { name: 'dispatch.assign-case', run: (ctx, { caseId }) => assignWaiting(ctx, caseId) }

/** Somebody has to classify a new case first (C.6); whoever did may also have given it to somebody. */
const waits = (facts: CaseFacts): boolean => facts.open && facts.handlerId === null && facts.state !== 'new'

const MOMENTS: readonly EventType<any>[] = [CaseOpened, CaseClassified, CaseReclassified, CaseReopened, CaseEdited]
export const autoReactions = MOMENTS.map((to) => reaction<{ caseId: string }>({
  name: `dispatch.look-after-${to.name.replace(/^cases\.|@\d+$/g, '')}`, to, when: 'in-transaction',
  async run(ctx, { data }) {
    if (!await anyAutomatic(ctx) || !waits(await loadCase(ctx, data.caseId))) return
    await ctx.enqueue(assignJob, { caseId: data.caseId })
  },
}))

/** Safe to repeat: a case that has somebody by now is left alone. */
async function assignWaiting(ctx: Ctx, caseId: string): Promise<void> {
  const seen = await loadCase(ctx, caseId)
  if (!waits(seen) || (await ruleFor(ctx, seen.unitId, seen.serviceLine)).definition.mode !== 'automatic') return
  const facts = await holdCase(ctx, caseId)
  if (waits(facts) && !await assignByRule(ctx, facts)) await ctx.emit(NobodyLeft, { caseId, unitId: facts.unitId })
}
