// Recurrence by customer is looked for after the commit: intake does not wait for it (J-05).
import { reaction } from '../../../../platform/server/module.ts'
import { CaseClassified, CaseOpened, CaseReclassified } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { lockCase } from '../case-store.ts'
import { flagRecurrence } from './detect-recurrence.ts'

async function look(ctx: Ctx, caseId: string): Promise<void> {
  const facts = await lockCase(ctx, caseId)
  if (facts) await flagRecurrence(ctx, facts)
}

export const recurrenceReactions = [
  reaction({ name: 'cases.recurrence-of-opened', to: CaseOpened, when: 'after-commit', run: (ctx, e) => look(ctx, e.data.caseId) }),
  reaction({ name: 'cases.recurrence-of-classified', to: CaseClassified, when: 'after-commit', run: (ctx, e) => look(ctx, e.data.caseId) }),
  reaction({ name: 'cases.recurrence-of-reclassified', to: CaseReclassified, when: 'after-commit', run: (ctx, e) => look(ctx, e.data.caseId) }),
]
