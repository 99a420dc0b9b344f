// The scheduled work of Annex 2: code, name, frequency that the product takes, whether the handbook prints it.
import type { Pair } from './clause-seed.ts'

export interface JobSeed {
  code: string
  name: Pair
  /** Frequency: a pair of words. */ every: Pair
  /** What carries it out where no schedule bears its code: names of a sweep, a job or a setting of the product. */ by?: readonly string[]
}

const job = (n: number, name: Pair, every: Pair, by?: readonly string[]): JobSeed => ({ code: `J-${String(n).padStart(2, '0')}`, name, every, ...(by ? { by } : {}) })
const daily: Pair = ['每天', 'daily'], monthly: Pair = ['每月', 'monthly'], quarterly: Pair = ['每季度', 'quarterly'], halfYearly: Pair = ['每半年', 'half-yearly'], yearly: Pair = ['每年', 'yearly']

export const jobs: readonly JobSeed[] = [
  job(1, ['时限检查', 'SLA tick'], ['持续', 'continuously'], ['sla.clocks']),
  job(2, ['确认提醒与关闭', 'Confirmation reminders and closing'], ['解决后 12、24、48 小时', '12, 24, 48 hours after resolution'], ['cases.confirmation-remind', 'cases.confirmation-follow-up', 'cases.confirmation-close']),
  job(3, ['案例归档监督', 'Case-record archive watch'], ['解决后 72 小时', '72 hours after resolution'], ['sla.clocks']),
  job(4, ['进度更新监督', 'Progress-update watch'], ['按级别', 'per level'], ['sla.references']),
  job(5, ['复发识别', 'Recurrence detection'], ['新建时', 'on create'], ['cases.recurrence-days']),
  job(6, ['反馈与满意度分析', 'Feedback and satisfaction analysis'], monthly),
  job(7, ['满意度调查', 'Satisfaction survey'], quarterly),
  job(8, ['系统培训监督', 'Systematic training watch'], quarterly),
  job(9, ['年度技能计划', 'Annual skill plan'], yearly),
  job(10, ['人员考核', 'Staff assessment'], quarterly),
  job(11, ['改进效果复查', 'Improvement effect re-check'], ['关闭后 90 天', '90 days after closing']),
  job(12, ['年度绩效汇总', 'Annual performance roll-up'], yearly),
  job(13, ['年度服务评估', 'Annual service evaluation'], yearly),
  job(14, ['团队周会', 'Team weekly meeting'], ['每周', 'weekly']),
  job(15, ['团队月会', 'Team monthly meeting'], monthly),
  job(16, ['客户月度沟通会', 'Customer communication meeting'], monthly),
  job(17, ['客户满意度报告', 'Customer satisfaction report'], monthly),
  job(18, ['沟通评估', 'Communication evaluation'], halfYearly),
  job(19, ['全面演练监督', 'Full drill watch'], yearly),
  job(20, ['重大事件后修订预案', 'Plan revision after major event'], ['关闭时', 'on close']),
  job(21, ['预案复审', 'Plan review'], yearly),
  job(22, ['系统预案演练', 'System-plan drill'], halfYearly),
  job(23, ['巡检', 'Inspection'], daily),
  job(24, ['可用率与修复时间', 'Availability and repair figures'], monthly),
  job(25, ['备份', 'Backup'], daily),
  job(26, ['恢复测试', 'Restore test'], quarterly),
  job(27, ['漏洞扫描提醒', 'Vulnerability scan reminder'], monthly),
  job(28, ['补丁逾期监督', 'Patch overdue watch'], daily),
  job(29, ['加固复查', 'Hardening re-check'], halfYearly),
  job(30, ['访问日志审计与权限复核', 'Access-log audit and access review'], ['每月；每季度', 'monthly; quarterly']),
  job(31, ['密码与证书到期', 'Password and certificate expiry'], ['90 天；到期前 60、30、7 天', '90 days; 60, 30, 7 days before']),
  job(32, ['文章复审', 'Article review'], ['默认 180 天', 'default 180 days']),
  job(33, ['旧文档归档', 'Old-document archive'], yearly),
  job(34, ['知识整理', 'Knowledge collation'], monthly),
  job(35, ['常见问题候选', 'FAQ candidates'], monthly),
  job(36, ['客户级别与积分', 'Tiers, levels and points'], ['每月；每天', 'monthly; daily']),
  job(37, ['到期清理', 'Retention purge'], ['每周', 'weekly']),
  job(38, ['引用标准复审', 'Reference validity review'], yearly),
  job(39, ['工具规则与许可复审', 'Tool rule and licence review'], yearly),
  job(40, ['审计链检查', 'Audit chain check'], daily),
  job(41, ['专属客户活动监督', 'Exclusive customer activity watch'], quarterly),
  job(42, ['客户联系频率', 'Customer contact cadence'], ['VIP 每月，普通每季度', 'VIP monthly, normal quarterly']),
]
