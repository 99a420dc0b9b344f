// What of the handbook can be measured, clause by clause: requirement, target, and the figure that says whether it holds (R0-2, A.1, A.2).
// A figure has a name; the part of the product that knows it says so in `clauseFigures`. Nobody there: "not measured yet".
import type { Pair } from './clause-seed.ts'

export interface Measure {
  /** Address of the row: clause, figure, level. */
  readonly key: string
  readonly clause: string
  readonly requirement: Pair
  /** `default`: the handbook gives no share, the setting `handbook.limit-target` does. */
  readonly target: { readonly op: '>=' | '<='; readonly value: number | null; readonly unit: 'percent' | 'years' | 'hours' | 'per-year'; readonly basis: 'printed' | 'default' }
  /** Part whose records are counted. */
  readonly part: string
  readonly figure: string
  /** Ruling where the handbook contradicts itself. */
  readonly decision?: string
  readonly note?: Pair
}

const share = (value: number | null): Measure['target'] => ({ op: '>=', value, unit: 'percent', basis: value === null ? 'default' : 'printed' })
const DEFAULT = share(null), ALL = share(100)
type Extra = Pick<Measure, 'decision' | 'note'>
const row = (key: string, requirement: Pair, part: string, figure: string, target: Measure['target'] = DEFAULT, extra: Extra = {}): Measure => ({ key, clause: key.split('.').slice(0, 2).join('.'), requirement, target, part, figure, ...extra })
/** Share of the clocks of a limit that were met; `figure` is policy, clause, kind, level. */
const limit = (key: string, requirement: Pair, part: string, policy: string, kind: string, level: string, target?: Measure['target'], extra?: Extra): Measure => {
  const clause = key.split('.').slice(0, 2).join('.')
  return row(key, requirement, part, `clock/${policy}/${policy === 'POL-2.2' ? '*' : `§${clause}`}/${kind}/${level}`, target, extra)
}
const hours = (n: number): Pair => [`${n} 小时`, `${n} h`]
const WORDS: Readonly<Record<string, Pair>> = {
  response: ['内响应', 'answered within'], resolution: ['内解决', 'solved within'], 'initial-solution': ['内给出初步方案', 'first solution within'], 'initial-handling': ['内初步处理', 'first handling within'],
  removal: ['内排除', 'removed within'], repair: ['内修复', 'repaired within'],
}
const says = (who: Pair, kind: string, n: number): Pair => [`${who[0]}${hours(n)[0]}${WORDS[kind]![0]}`, `${who[1]}: ${WORDS[kind]![1]} ${hours(n)[1]}`]

const SUPPORT: readonly [level: string, who: Pair, response: number, resolution: number][] = [['URGENT', ['紧急问题 ', 'Urgent'], 2, 4], ['GENERAL', ['一般问题 ', 'General'], 24, 48], ['COMPLEX', ['复杂问题 ', 'Complex'], 72, 120]]
const ABC: readonly [level: string, who: Pair, solution: number, handling: number, resolution: number][] = [['A', ['A 类 ', 'Class A'], 2, 24, 48], ['B', ['B 类 ', 'Class B'], 4, 24, 72], ['C', ['C 类 ', 'Class C'], 2, 12, 24]]
const EMERGENCY: readonly [level: string, who: Pair, response: number, removal: number][] = [['1', ['一级事件 ', 'Level 1'], 2, 4], ['2', ['二级事件 ', 'Level 2'], 4, 8], ['3', ['三级事件 ', 'Level 3'], 8, 12], ['4', ['四级事件 ', 'Level 4'], 12, 24]]

const REGULARLY: Pair = ['手册只写“定期”，数字为默认值', 'The handbook says “regularly”; the figure is a default']

export const measures: readonly Measure[] = [
  row('1.1.escalations', ['升级有人接手', 'Escalations are taken up'], 'sla', 'escalation/acknowledged'),
  ...SUPPORT.flatMap(([level, who, response, resolution]) => [
    limit(`1.2.response.${level}`, says(who, 'response', response), 'cases', 'POL-1.2', 'response', level, DEFAULT, level === 'COMPLEX' ? { decision: 'B-24' } : {}), limit(`1.2.resolution.${level}`, says(who, 'resolution', resolution), 'cases', 'POL-1.2', 'resolution', level)]),
  row('1.2.first-owner', ['首问负责制：已解决的工单都有首问负责人', 'First-contact responsibility: every solved case has its first owner'], 'cases', 'case/first-owner', ALL),
  limit('2.2-2.response', ['售后 24 小时内响应', 'After-sales: answered within 24 h'], 'cases', 'POL-2.2', 'response', ''), limit('2.2-2.resolution', ['售后 48 小时内处理完', 'After-sales: handled within 48 h'], 'cases', 'POL-2.2', 'resolution', '', DEFAULT, { decision: 'B-4' }),
  row('2.3-3.satisfaction', ['客户满意度（工单评价 4–5 分）', 'Customer satisfaction (ratings of 4 or 5 on cases)'], 'cases', 'case/satisfaction', share(90)),
  row('2.4-4.closed-loop', ['反馈闭环率', 'Feedback brought to its end'], 'feedback', 'feedback/closed', DEFAULT),
  limit('3.1-1.response', ['系统故障类通常 24 小时内响应', 'System faults: usually answered within 24 h'], 'cases', 'POL-3.1-CAT', 'response', '', DEFAULT, { decision: 'B-2' }), limit('3.1-1.resolution', ['系统故障类通常 48 小时内解决', 'System faults: usually solved within 48 h'], 'cases', 'POL-3.1-CAT', 'resolution', '', DEFAULT, { decision: 'B-2' }),
  limit('3.1-2.resolution', ['应用配置类通常 4 小时内解决', 'Configuration: usually solved within 4 h'], 'cases', 'POL-3.1-CAT', 'resolution', '', DEFAULT, { decision: 'B-2' }), limit('3.1-4.resolution', ['用户操作类通常 3 天内解决', 'User operation: usually solved within 3 days'], 'cases', 'POL-3.1-CAT', 'resolution', '', DEFAULT, { decision: 'B-2' }),
  limit('3.1-5.resolution', ['第三方服务类 7 天内解决', 'Third-party: solved within 7 days'], 'cases', 'POL-3.1-TP', 'resolution', '', DEFAULT, { decision: 'B-2' }),
  row('3.2-1.reported', ['上报信息齐全', 'Reports give what is asked for'], 'cases', 'case/reported'),
  row('3.2-3.response', ['内部问题 1 小时内响应（各类合计）', 'Internal problems: answered within 1 h, all classes'], 'cases', 'clock/POL-3.3/*/response/*', ALL),
  limit('3.2-3.vendor-contact', ['涉及外部服务 2 小时内联系服务商', 'Outside service: provider contacted within 2 h'], 'cases', 'POL-3.2-VENDOR', 'vendor-contact', '', ALL, { decision: 'B-25' }),
  row('3.2-5.verified', ['解决前重测通过且运行稳定', 'Solved after retest and a look at stability'], 'cases', 'case/verified', ALL),
  ...ABC.flatMap(([level, who, solution, handling, resolution]) => { const extra: Extra = level === 'C' ? { decision: 'B-3' } : {}; return [
    limit(`3.3-1.response.${level}`, says(who, 'response', 1), 'cases', 'POL-3.3', 'response', level, ALL), limit(`3.3-1.initial-solution.${level}`, says(who, 'initial-solution', solution), 'cases', 'POL-3.3', 'initial-solution', level, ALL, extra),
    limit(`3.3-2.initial-handling.${level}`, says(who, 'initial-handling', handling), 'cases', 'POL-3.3', 'initial-handling', level, ALL, extra), limit(`3.3-2.resolution.${level}`, says(who, 'resolution', resolution), 'cases', 'POL-3.3', 'resolution', level, ALL, extra)] }),
  limit('3.3-3.result-feedback', ['解决后 24 小时内反馈结果', 'Result reported within 24 h of solving'], 'cases', 'POL-3.3-POST', 'result-feedback', '', ALL, { decision: 'B-42' }),
  limit('3.3-3.user-feedback', ['解决后用户 24 小时内确认', 'User confirms within 24 h of solving'], 'cases', 'POL-3.3-POST', 'user-feedback', '', ALL, { decision: 'B-18', note: ['这是用户的时限，不算团队违约', 'The duty is the user’s; it is no breach of the team'] }),
  row('3.4-3.kb-archive', ['72 小时内归档到知识库，五项内容齐全', 'Archived within 72 h with all five parts'], 'cases', 'clock/POL-3.3-POST/*/kb-archive/', ALL, { decision: 'B-17' }),
  row('3.4-3.complete', ['归档记录五项内容齐全', 'Archived records have all five parts'], 'knowledge', 'knowledge/complete', ALL),
  row('4.1.training', ['每季度至少一次系统培训并考核', 'A systematic training with assessment every quarter'], 'training', 'training/quarters', ALL),
  row('4.3.reviewed', ['知识文档按期复审（默认 180 天）', 'Articles reviewed in time (180 days by default)'], 'knowledge', 'knowledge/reviewed', ALL, { note: ['手册只写“定期”，天数为默认值', 'The handbook says “regularly”; the days are a default'] }),
  row('5.1-4.retention', ['沟通记录至少保存三年', 'Communication records kept at least three years'], 'conversations', 'retention/conversations.communications', { op: '>=', value: 3, unit: 'years', basis: 'printed' }),
  limit('5.1-5.response', ['客户咨询 24 小时内响应（手册印 48 小时）', 'Enquiries: answered within 24 h (48 h printed)'], 'cases', 'POL-5.1', 'response', '', DEFAULT, { decision: 'B-5' }), limit('5.1-5.initial-solution', ['客户咨询 24 小时内给出初步方案', 'Enquiries: first solution within 24 h'], 'cases', 'POL-5.1', 'initial-solution', '', DEFAULT, { decision: 'B-5' }),
  row('5.2-1.intake', ['来信即时记入工单', 'What comes in by mail becomes part of a case at once'], 'conversations', 'intake/placed'),
  row('5.2-2.transfers', ['转派与会商有人答复', 'Transfers and consultations are answered'], 'cases', 'case/transfers'),
  row('5.2-4.confirmed', ['关闭前由用户确认', 'Closed after the user confirmed'], 'cases', 'case/confirmed', DEFAULT, { decision: 'B-18', note: ['超时自动关闭的单独统计，不算确认', 'Closed by silence is counted apart, never as confirmed'] }),
  row('5.2-6.review', ['A 类、超时、重开的工单复盘后归档', 'Cases of class A, late or reopened are reviewed before the archive'], 'cases', 'case/review', ALL),
  limit('5.3-2.forward', ['反馈 24 小时内转交', 'Feedback forwarded within 24 h'], 'feedback', 'POL-5.3', 'feedback-forward', ''), limit('5.3-2.result', ['反馈 48 小时内给出结果', 'Feedback answered within 48 h'], 'feedback', 'POL-5.3', 'feedback-result', '', DEFAULT, { decision: 'B-12' }),
  row('5.3-4.survey', ['每季度一次满意度调查', 'A satisfaction survey every quarter'], 'feedback', 'survey/quarters', ALL),
  ...EMERGENCY.flatMap(([level, who, response, removal]) => [limit(`6.2-1.response.${level}`, says(who, 'response', response), 'emergency', 'POL-6.2', 'response', level), limit(`6.2-1.removal.${level}`, says(who, 'removal', removal), 'emergency', 'POL-6.2', 'removal', level)]),
  limit('6.2-2.record', ['事件 2 小时内记录', 'Incidents recorded within 2 h'], 'emergency', 'POL-6.2-REC', 'incident-record', '', DEFAULT, { decision: 'B-26' }),
  row('6.2-3.response-rate', ['服务响应率', 'Service response rate'], 'cases', 'clock/*/*/response/*', share(95), { decision: 'B-10' }),
  row('6.2-3.availability', ['服务可用性', 'Availability of services'], 'operations', 'availability/normal', share(99.9)), row('6.2-3.availability-core', ['核心服务可用性', 'Availability of core services'], 'operations', 'availability/core', share(99.99), { decision: 'B-9' }),
  row('6.2-3.satisfaction', ['应急服务满意度', 'Satisfaction with emergency service'], 'emergency', 'survey/emergency', share(90)),
  row('6.2-4.retention', ['应急事件记录至少保存六个月', 'Incident records kept at least six months'], 'emergency', 'retention/emergency', { op: '>=', value: 0.5, unit: 'years', basis: 'printed' }, { decision: 'B-13' }),
  row('6.3-2.drill', ['每年至少一次全面演练', 'A full drill at least once a year'], 'emergency', 'drill/full', { op: '>=', value: 1, unit: 'per-year', basis: 'printed' }),
  limit('7.1-2.response', ['未分级故障 4 小时内响应', 'Ungraded faults: answered within 4 h'], 'operations', 'POL-7.1', 'response', '', DEFAULT, { decision: 'B-6' }),
  ...([['Critical', ['重大故障 ', 'Critical'], 4], ['Severe', ['严重故障 ', 'Severe'], 24], ['Minor', ['一般故障 ', 'Minor'], 48]] as const).map(([level, who, n]) => limit(`7.2-1.response.${level}`, says(who, 'response', n), 'operations', 'POL-7.2', 'response', level)),
  limit('7.2-3.repair.Critical', says(['重大故障 ', 'Critical'], 'repair', 4), 'operations', 'POL-7.2', 'repair', 'Critical', DEFAULT, { decision: 'B-7' }),
  row('7.2-3.mttr', ['平均修复时间', 'Mean time to repair'], 'operations', 'fault/mttr', { op: '<=', value: 2, unit: 'hours', basis: 'printed' }, { decision: 'B-7' }),
  row('7.4.backup', ['定期备份：距上次可恢复备份的时间', 'Regular backup: age of the newest one that restores'], 'backup', 'backup/age', { op: '<=', value: 26, unit: 'hours', basis: 'default' }, { note: REGULARLY }),
  row('7.4.restore-tests', ['恢复演练（近一年通过次数）', 'Restore tests passed in a year'], 'backup', 'backup/restore-tests', { op: '>=', value: 4, unit: 'per-year', basis: 'default' }, { note: REGULARLY }),
  row('7.4.passwords', ['密码按期更换', 'Passwords changed in time'], 'access', 'access/passwords', ALL, { decision: 'B-36' }),
  row('7.4.second-factor', ['特权账号启用多因素认证', 'Privileged accounts have a second factor'], 'access', 'access/second-factor', ALL),
  row('7.4.audit-chain', ['审计日志完整性每日核验', 'The audit trail is checked every day'], 'audit', 'audit/chain', { op: '<=', value: 26, unit: 'hours', basis: 'default' }, { note: REGULARLY }),
]

export interface Ruling { readonly decision: string; readonly clauses: readonly string[]; readonly text: Pair; readonly taken: Pair }

/** Where two clauses, or two words of one, cannot both hold, and what the product takes (B-2). */
export const rulings: readonly Ruling[] = [
  { decision: 'B-2', clauses: ['§3.1', '§3.3'], text: ['问题类别的通常时间与 A、B、C 类时限不同', 'The usual times of the problem classes differ from the limits of classes A, B and C'], taken: ['§3.3 为准，§3.1 作参考；第三方服务类按 7 天', '§3.3 governs, §3.1 is a reference; third-party services take 7 days'] },
  { decision: 'B-3', clauses: ['§3.3-1', '§3.3-2'], text: ['C 类严于 B 类', 'Class C is stricter than class B'], taken: ['照手册执行，队列仍按 A、B、C 排序', 'As printed; the queue still goes A, B, C'] },
  { decision: 'B-4', clauses: ['§2.2-2', '§2.3-1'], text: ['48 小时在 2.2 只管重大问题，在 2.3 管全部', '2.2 gives 48 h for major problems only, 2.3 for all'], taken: ['全部按 48 小时', '48 h for all'] },
  { decision: 'B-5', clauses: ['§5.1-5'], text: ['48 小时响应、24 小时初步方案，次序不可能', 'Response in 48 h but first solution in 24 h: an impossible order'], taken: ['两项都按 24 小时', 'Both within 24 h'] },
  { decision: 'B-6', clauses: ['§7.1-2', '§7.2-1'], text: ['7.1 重大故障 24 小时，比一般故障还慢', '7.1 gives major faults 24 h, slower than others'], taken: ['已分级故障按 §7.2-1，未分级按 4 小时', 'Graded faults follow §7.2-1, ungraded ones 4 h'] },
  { decision: 'B-7', clauses: ['§7.2-1', '§7.2-3'], text: ['重大故障 4 小时响应，4 小时修复，平均修复 2 小时', 'Critical: answered in 4 h, repaired in 4 h, mean repair 2 h'], taken: ['各自计时；平均修复时间按期统计', 'Each clock on its own; the mean is a figure of a period'] },
  { decision: 'B-24', clauses: ['§1.2', '§5.1-5'], text: ['复杂问题 72 小时响应，宽于其他各条', 'Complex: 72 h to respond, weaker than every other clause'], taken: ['照手册执行；取严模式下按 24 小时', 'As printed; 24 h in strictest mode'] },
  { decision: 'B-8', clauses: ['§6.1', '§6.2'], text: ['6.1 分三级，6.2 分四级', 'Three levels in 6.1, four in 6.2'], taken: ['按四级', 'Four levels'] },
]
