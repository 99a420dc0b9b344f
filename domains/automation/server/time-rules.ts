// Rules about time: a case has been in a state for so many hours. Each deadline is a timer row, made when the state is entered or the rule switched on.
import { SYSTEM, type Ctx, type JobType } from '../../../platform/server/ctx.ts'
import { reaction } from '../../../platform/server/module.ts'
import { CaseOpened, CaseStateChanged, loadCase, readCases, type CaseFacts } from '../../cases/public.ts'
import { casesInState } from './history-queries.ts'
import { findRule, listRuleRows, type RuleRow } from './rule-store.ts'
import { runRule } from './run-rules.ts'

const HOUR_MS = 3_600_000
const MOST_AT_ONCE = 5_000

/** When the case came into the state that it is in. */
const enteredAt = (c: CaseFacts): Date => new Date(c.stages.findLast((s) => s.stage === c.state && s.leftAt === null)?.enteredAt ?? c.createdAt)
const keyOf = (rule: Pick<RuleRow, 'id'>, caseId: string): string => `${rule.id}:${caseId}`

async function plan(ctx: Ctx, rule: RuleRow, c: CaseFacts): Promise<void> {
  const { trigger } = rule.definition
  if (trigger.kind !== 'time' || c.state !== trigger.state) return
  const entered = enteredAt(c), due = new Date(entered.getTime() + trigger.hours * HOUR_MS)
  await ctx.enqueue(timeJob, { ruleId: rule.id, caseId: c.id, entered: entered.toISOString() }, { at: due > ctx.now() ? due : ctx.now(), key: keyOf(rule, c.id) })
}

/** Cases that are in the state already count from when they came into it. */
export async function planAll(ctx: Ctx, rule: RuleRow): Promise<void> {
  const { trigger } = rule.definition
  if (trigger.kind !== 'time') return
  for (const c of (await readCases(ctx, await casesInState(ctx, trigger.state, MOST_AT_ONCE))).values()) await plan(ctx, rule, c)
}

const entering = async (ctx: Ctx, caseId: string): Promise<void> => {
  const rules = (await listRuleRows(ctx, true)).filter((r) => r.definition.trigger.kind === 'time')
  if (rules.length === 0) return
  const c = await loadCase(ctx, caseId)
  for (const rule of rules) await plan(ctx, rule, c)
}

export const timeReactions = [
  reaction({ name: 'automation.time-on-opened', to: CaseOpened, when: 'after-commit', run: (ctx, { data }) => entering(ctx, data.caseId) }),
  reaction({ name: 'automation.time-on-state', to: CaseStateChanged, when: 'after-commit', run: (ctx, { data }) => entering(ctx, data.caseId) }),
]

export const timeJob: JobType<{ ruleId: string; caseId: string; entered: string }> = {
  name: 'automation.time-due', run: () => Promise.reject(new Error('runs outside a transaction')),
  async outside(host, { ruleId, caseId, entered }) {
    const due = await host.transaction(SYSTEM, async (ctx) => {
      const rule = await findRule(ctx, ruleId), c = (await readCases(ctx, [caseId])).get(caseId), trigger = rule?.definition.trigger
      if (rule?.state !== 'on' || trigger?.kind !== 'time' || !c || c.state !== trigger.state || enteredAt(c).toISOString() !== entered) return null
      return enteredAt(c).getTime() + trigger.hours * HOUR_MS <= ctx.now().getTime() ? { rule, now: ctx.now().toISOString() } : null
    })
    if (due) await runRule(host, due.rule, { anchor: `time:${caseId}:${entered}`, caseId, chain: [], cause: { kind: 'time', event: 'time', at: due.now } })
  },
}
