// How the demo company gives its work out: what people can do, a rule for two teams, own agents for its most important customers.
import { dispatchApi } from '../../domains/dispatch/contract/api.ts'
import { DEFAULT_RULE, type RuleDefinition } from '../../domains/dispatch/contract/rule.ts'
import { orgApi } from '../../domains/org/contract/api.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import type { UnitKey } from './demo-company.ts'
import type { Desk } from './desk.ts'

const SKILLS: Readonly<Record<string, readonly string[]>> = { chen: ['应用', '接口'], li: ['应用', '报表'], wang: ['数据库', '中间件'], zheng: ['应用配置'], feng: ['应用配置', '数据库'], tang: ['终端'], cao: ['网络', '虚拟化'], huang: ['应用'], su: ['数据库', '网络'], okafor: ['databases'], novak: ['integrations'] }
/** Agent and deputy of the customers of a region. */
const OWN: Partial<Record<UnitKey, readonly [agent: string, deputy: string]>> = { EAST: ['wang', 'chen'], SOUTH: ['su', 'huang'], INTL: ['novak', 'okafor'] }

/** Rules propose; people decide: the story has its own people at work. */
const RULES: readonly (readonly [UnitKey, string, Partial<RuleDefinition>, string])[] = [
  ['SH', 'technical-support', { skill: 'prefer', skills: { 'system-fault': ['数据库'], 'application-configuration': ['应用'] }, maxWeight: 60 }, '系统故障优先派给懂数据库的人'],
  ['CS', 'enquiry', { method: 'round-robin', roles: ['cs-agent'], language: 'must' }, '咨询轮流接'],
]

export async function giveWorkOut(desk: Desk, units: ReadonlyMap<string, string>, ids: ReadonlyMap<string, string>, vips: readonly { id: string; region: UnitKey }[]): Promise<void> {
  for (const [key, skills] of Object.entries(SKILLS)) await desk.as(SYSTEM, orgApi.patchPerson, { params: { id: ids.get(key)! }, body: { skills } })
  for (const [unit, serviceLine, more, reason] of RULES) await desk.as(SYSTEM, dispatchApi.publishRule, { body: { unitId: units.get(unit)!, serviceLine, definition: { ...DEFAULT_RULE, ...more }, reason } })
  for (const { id, region } of vips) {
    const own = OWN[region]
    if (own) await desk.as(SYSTEM, dispatchApi.nameDedicated, { params: { id }, body: { agentId: ids.get(own[0])!, deputyId: ids.get(own[1])! } })
  }
}
