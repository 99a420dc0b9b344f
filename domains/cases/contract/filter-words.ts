// The vocabulary of the filter language in both languages: fields, values, short words. The first of each is what is written; all of them are read.
export type Field = 'state' | 'level' | 'class' | 'line' | 'channel' | 'from' | 'handler' | 'owner' | 'unit' | 'customer' | 'requester' | 'tier' | 'due' | 'created' | 'updated' | 'mark'
export type Kind = 'choice' | 'person' | 'name' | 'time'

interface Word { zh: readonly string[]; en: readonly string[] }
const word = (zh: string, en: string): Word => ({ zh: zh.split(' '), en: en.split(' ') })

export interface FieldWords extends Word { kind: Kind; values?: Readonly<Record<string, Word>> }

const STATES = {
  'new': word('待分类', 'new'), 'classified': word('待派单', 'classified'), 'assigned': word('待响应', 'assigned'), 'responded': word('已响应', 'responded'), 'diagnosing': word('诊断中', 'diagnosing'), 'solving': word('解决中', 'solving'),
  'waiting-requester': word('等待用户', 'waiting-requester'), 'waiting-vendor': word('等待服务商', 'waiting-vendor'), 'on-site-scheduled': word('已约上门', 'on-site-scheduled on-site'), 'verifying': word('验证中', 'verifying'), 'resolved': word('已解决', 'resolved'),
  'awaiting-confirmation': word('待确认', 'awaiting-confirmation'), 'confirmed': word('已确认', 'confirmed'), 'closed-unconfirmed': word('未确认关闭', 'closed-unconfirmed'), 'reviewed': word('已复盘', 'reviewed'), 'archived': word('已归档', 'archived'),
  'reopened': word('已重开', 'reopened'), 'merged': word('已合并', 'merged'), 'cancelled': word('已取消', 'cancelled'),
  // Words for several states together.
  'in-progress': word('处理中', 'in-progress'), 'waiting': word('等待中', 'waiting'), 'open': word('未结束', 'open'), 'ended': word('已结束', 'ended'),
}

/** In the order in which they are offered. */
export const FIELDS: Readonly<Record<Field, FieldWords>> = {
  state: { ...word('状态', 'state status'), kind: 'choice', values: STATES },
  level: { ...word('级别 等级', 'level priority'), kind: 'choice', values: { URGENT: word('紧急', 'urgent'), GENERAL: word('一般', 'general'), COMPLEX: word('复杂', 'complex'), A: word('A A类', 'A'), B: word('B B类', 'B'), C: word('C C类', 'C'), 1: word('1 一级', '1'), 2: word('2 二级', '2'), 3: word('3 三级', '3'), none: word('无', 'none') } },
  class: { ...word('分类 类别', 'class category'), kind: 'choice', values: { 'system-fault': word('系统故障 系统故障类', 'system-fault'), 'application-configuration': word('应用配置 应用配置类', 'application-configuration'), 'data-security': word('数据安全 数据安全与隐私类', 'data-security'), 'user-operation': word('用户操作 用户操作类', 'user-operation'), 'third-party-service': word('第三方服务 第三方服务类', 'third-party-service'), 'none': word('未分类', 'none') } },
  line: { ...word('业务 服务', 'line service'), kind: 'choice', values: { 'technical-support': word('技术支持', 'technical-support support'), 'after-sales': word('售后服务 售后', 'after-sales'), 'enquiry': word('咨询', 'enquiry inquiry') } },
  channel: { ...word('渠道', 'channel'), kind: 'choice', values: { 'portal': word('门户', 'portal'), 'mail': word('邮件', 'mail email'), 'phone': word('电话', 'phone'), 'chat': word('在线客服', 'chat'), 'api': word('接口', 'api'), 'on-site': word('现场', 'on-site'), 'im': word('即时通讯', 'im'), 'monitor': word('监控', 'monitor monitoring') } },
  from: { ...word('来自', 'from'), kind: 'choice', values: { customer: word('客户', 'customer'), internal: word('内部 内部用户', 'internal') } },
  handler: { ...word('负责人 处理人', 'handler assignee'), kind: 'person' }, owner: { ...word('首接人 首问', 'owner'), kind: 'person' },
  unit: { ...word('单位 部门 团队', 'unit team'), kind: 'name' }, customer: { ...word('客户', 'customer'), kind: 'name' }, requester: { ...word('报告人 提出人', 'requester'), kind: 'name' },
  tier: { ...word('客户等级', 'tier'), kind: 'choice', values: { vip: word('VIP', 'vip'), normal: word('普通', 'normal'), potential: word('潜在', 'potential') } },
  due: { ...word('到期 时限', 'due'), kind: 'time' }, created: { ...word('提交 创建', 'created opened'), kind: 'time' }, updated: { ...word('更新', 'updated'), kind: 'time' },
  // Stand alone, without a field before them.
  mark: { ...word('标记', 'is'), kind: 'choice', values: { 'due-soon': word('即将超时', 'due-soon'), 'breached': word('已超时 超时', 'breached overdue'), 'unassigned': word('未派单 无人负责', 'unassigned'), 'unread': word('未读', 'unread'), 'recurring': word('重复发生', 'recurring'), 'reopened': word('重开过', 'was-reopened'), 'outside': word('服务商处理', 'outside'), 'waits-for-facts': word('缺资料', 'needs-facts'), 'paused': word('无时限', 'no-deadline') } },
}

/** Of people: oneself, and nobody. */
export const PEOPLE: Readonly<Record<'me' | 'none', Word>> = { me: word('我', 'me'), none: word('无', 'none') }
/** Of units: the own one. */
export const UNITS: Readonly<Record<'mine', Word>> = { mine: word('我的', 'mine') }
export const SPANS: readonly { unit: 'm' | 'h' | 'd' | 'w'; zh: string; minutes: number }[] = [{ unit: 'm', zh: '分钟', minutes: 1 }, { unit: 'h', zh: '小时', minutes: 60 }, { unit: 'd', zh: '天', minutes: 1440 }, { unit: 'w', zh: '周', minutes: 10_080 }]

/** States behind a word for several of them. */
export const STATE_GROUPS: Readonly<Record<string, readonly string[]>> = {
  'in-progress': ['responded', 'diagnosing', 'solving', 'verifying', 'reopened'], 'waiting': ['waiting-requester', 'waiting-vendor', 'on-site-scheduled'],
}
/** The first, second and third of each scale; the scales themselves are never equated (B-45). */
export const LEVEL_RANKS: Readonly<Record<string, readonly string[]>> = { 1: ['URGENT', 'A'], 2: ['GENERAL', 'B'], 3: ['COMPLEX', 'C'] }
