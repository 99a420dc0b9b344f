// What people hear of rules that go wrong: those who manage rules, in the product and by mail.
import { accountsWith } from '../../../platform/server/access/public.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { notify } from '../../../platform/server/notify/public.ts'
import type { CaseFacts } from '../../cases/public.ts'
import { RuleStopped } from '../contract/events.ts'
import { listRuleRows, setState, type RuleRow } from './rule-store.ts'

const managers = (ctx: Ctx): Promise<string[]> => accountsWith(ctx, 'automation.manage', {})
const hourOf = (ctx: Ctx): string => ctx.now().toISOString().slice(0, 13)
const tell = async (ctx: Ctx, name: string, rule: RuleRow, params: Record<string, unknown>, dedupeKey: string) =>
  notify(ctx, { name, to: [...new Set([...await managers(ctx), rule.edited_by])], params: { rule: rule.name, ...params }, subject: `rule:${rule.id}`, url: `/automation?rule=${rule.id}`, dedupeKey })

/** A rule that sets itself off, alone or in a ring, is stopped until a person has changed or tried it anew; shown and told at once. */
export async function stopForLoop(ctx: Ctx, rule: RuleRow, facts: CaseFacts, chain: readonly string[]): Promise<void> {
  const names = new Map((await listRuleRows(ctx)).map((r) => [r.id, r.name])), from = chain.indexOf(rule.id)
  const ring = [...(from < 0 ? chain : chain.slice(from)), rule.id].map((id) => names.get(id) ?? '—').join(' → ')
  await setState(ctx, rule.id, 'stopped', ring)
  await ctx.emit(RuleStopped, { ruleId: rule.id, name: rule.name, caseId: facts.id, ring })
  await tell(ctx, 'automation.rule-stopped', rule, { ring, number: facts.number }, `loop:${rule.id}:${rule.version}:${facts.id}`)
}

/** Once an hour, however much is held. */
export const tellHeld = (ctx: Ctx, rule: RuleRow): Promise<number> => tell(ctx, 'automation.rule-held', rule, { limit: rule.limit_per_hour }, `held:${rule.id}:${hourOf(ctx)}`)
export const tellFailed = (ctx: Ctx, rule: RuleRow, error: string): Promise<number> => tell(ctx, 'automation.rule-failed', rule, { error }, `failed:${rule.id}:${rule.version}:${hourOf(ctx)}`)

export const automationNotifications = [
  { name: 'automation.told', channels: ['in-app'] as const }, { name: 'automation.rule-stopped', channels: ['in-app', 'mail'] as const }, { name: 'automation.rule-held', channels: ['in-app', 'mail'] as const }, { name: 'automation.rule-failed', channels: ['in-app'] as const },
]
