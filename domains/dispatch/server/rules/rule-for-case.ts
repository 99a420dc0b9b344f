// The rule that holds for a unit and service line, and whether any rule assigns by itself.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { Host } from '../../../../platform/server/host.ts'
import { escalationUnit } from '../../../org/public.ts'
import { resolveRule, type RuleInForce } from './resolve-rule.ts'
import { rulesInForce } from './rule-store.ts'

export async function ruleFor(ctx: Ctx, unitId: string | null, serviceLine: string | null): Promise<RuleInForce> {
  const path: string[] = []
  for (let at = unitId; at !== null; at = await escalationUnit(ctx, at)) path.push(at)
  return resolveRule(await rulesInForce(ctx), path, serviceLine)
}

const KEEP_MS = 2000
const answers = new WeakMap<Host, { any: boolean; until: number }>()

/** Asked with every new case, so the answer is kept for two seconds; a new version ends that at once in this process. */
export async function anyAutomatic(ctx: Ctx): Promise<boolean> {
  const real = ctx.host.realNow().getTime(), known = answers.get(ctx.host)
  if (known && known.until > real) return known.any
  const any = (await rulesInForce(ctx)).some((r) => r.definition.mode === 'automatic')
  answers.set(ctx.host, { any, until: real + KEEP_MS })
  return any
}

export const forgetRules = (host: Host): void => { answers.delete(host) }
