// The role set of Part D: 26 personas, each with one layer (§1.1) and no more rights than its work needs (§7.4, least privilege).
// Reach: `all` everywhere, `unit` where the role is held and below, `own` records one takes part in.
import type { Layer, Reach } from '../../../../platform/contract/access.ts'

export interface RoleSeed { code: string; nameZh: string; nameEn: string; layer: Layer; privileged: boolean; rights: Rights }
type Rights = Readonly<Record<string, Reach | readonly Reach[]>>

const HERE = ['unit', 'own'] as const
/** Names every permission with the same reach. */
const each = (reach: Reach | readonly Reach[], ...permissions: string[]): Rights => Object.fromEntries(permissions.map((p) => [p, reach]))

const requester: Rights = { ...each('own', 'cases.open', 'cases.read', 'cases.answer', 'conversations.read', 'conversations.write'), ...each('all', 'knowledge.read', 'search.read') }
const staff: Rights = each('all', 'org.read', 'handbook.read', 'knowledge.read', 'search.read', 'process.read')
/** Takes part in single records that others invite to: sub-tasks, referrals. */
const helper: Rights = { ...staff, ...each('own', 'cases.read', 'cases.work', 'conversations.read', 'conversations.note', 'sla.read', 'casework.read', 'casework.write'), ...each(HERE, 'casework.answer') }
const desk: Rights = {
  ...staff, ...each(HERE, 'cases.open', 'cases.read', 'cases.classify', 'cases.work', 'cases.archive', 'cases.reopen', 'conversations.read', 'conversations.note', 'conversations.reply', 'conversations.write', 'sla.read', 'knowledge.write', 'casework.read', 'casework.write', 'casework.answer', 'field.read', 'field.plan'),
  ...each('all', 'sla.simulate', 'customers.read', 'customers.write'),
}
const dispatch: Rights = { ...desk, ...each('unit', 'dispatch.read', 'dispatch.manage'), ...each(HERE, 'cases.assign', 'cases.merge', 'casework.approve'), ...each('all', 'intake.read', 'sla.policies.read', 'templates.write', 'automation.read') }
const readAll: Rights = { ...staff, ...each('all', 'cases.read', 'conversations.read', 'customers.read', 'sla.read', 'sla.policies.read', 'casework.read', 'field.read') }

const role = (code: string, nameZh: string, nameEn: string, layer: Layer, rights: Rights, privileged = false): RoleSeed => ({ code, nameZh, nameEn, layer, privileged, rights })

export const ROLE_SEEDS: readonly RoleSeed[] = [
  role('customer', '客户', 'Customer', 'operation', requester),
  role('internal-user', '内部用户', 'Internal user', 'operation', requester),
  role('agent', '基层技术支持工程师', 'Support engineer', 'execution', desk),
  role('cs-agent', '客服专员', 'Customer service agent', 'operation', { ...desk, ...each('all', 'intake.read') }),
  role('field-engineer', '现场服务工程师', 'Field engineer', 'operation', { ...desk, ...each('own', 'cases.classify', 'cases.archive', 'field.read', 'field.plan', 'field.work') }),
  role('lead', '组长', 'Team lead', 'execution', dispatch),
  role('regional-manager', '区域中心经理', 'Regional manager', 'management', { ...dispatch, ...each('unit', 'cases.export', 'knowledge.publish', 'knowledge.archive') }),
  role('hq-manager', '总部技术支持中心经理', 'HQ support manager', 'management', {
    ...readAll, ...each('all', 'cases.open', 'cases.classify', 'cases.assign', 'cases.work', 'cases.archive', 'cases.reopen', 'cases.merge', 'cases.export', 'casework.write', 'casework.approve', 'casework.answer', 'field.plan', 'field.manage',
      'conversations.note', 'conversations.reply', 'conversations.write', 'templates.write', 'templates.approve', 'automation.read', 'automation.manage', 'intake.read', 'sla.simulate', 'sla.policies.publish', 'calendars.manage',
      'knowledge.write', 'knowledge.publish', 'knowledge.archive', 'customers.write', 'customers.import', 'customers.financial', 'org.manage', 'handbook.manage', 'process.design', 'audit.read', 'dispatch.read', 'dispatch.manage'),
  }, true),
  role('executive', '高层管理者', 'Executive', 'strategic', { ...staff, ...each('all', 'sla.read', 'sla.policies.read') }),
  role('qa', '质量专员', 'Quality assurance', 'management', { ...readAll, ...each('all', 'sla.simulate', 'automation.read', 'intake.read', 'dispatch.read') }),
  role('knowledge-manager', '知识管理员', 'Knowledge manager', 'management', { ...staff, ...each('all', 'knowledge.write', 'knowledge.publish', 'knowledge.archive', 'cases.read', 'cases.archive', 'casework.read', 'conversations.read', 'sla.read') }),
  role('training-manager', '培训管理员', 'Training manager', 'management', staff),
  role('assessor', '评审专家', 'Assessor', 'management', staff),
  role('hr', '人事专员', 'HR', 'management', { ...staff, ...each('all', 'org.manage') }),
  role('crm-manager', '客户关系经理', 'Customer relations manager', 'management', { ...readAll, ...each('all', 'customers.write', 'customers.import', 'customers.financial', 'field.manage') }),
  role('loyalty-manager', '会员运营', 'Loyalty manager', 'management', { ...staff, ...each('all', 'customers.read') }),
  role('incident-commander', '应急指挥', 'Incident commander', 'management', { ...readAll, ...each('all', 'cases.work', 'casework.write', 'casework.approve', 'conversations.note', 'conversations.reply', 'conversations.write') }),
  role('plan-owner', '预案负责人', 'Plan owner', 'management', { ...helper, ...each('own', 'knowledge.write') }),
  role('sysadmin', '系统管理员', 'System administrator', 'execution', { ...helper, ...each('own', 'knowledge.write'), ...each('all', 'console.manage', 'backup.manage') }, true),
  role('developer', '开发人员', 'Developer', 'execution', { ...helper, ...each('own', 'knowledge.write') }),
  role('release-manager', '版本经理', 'Release manager', 'management', helper),
  role('security', '安全专家', 'Security expert', 'management', { ...readAll, ...each('all', 'cases.restricted', 'cases.work', 'casework.write', 'casework.answer', 'conversations.note', 'audit.read') }, true),
  role('partner', '协作部门', 'Partner department', 'execution', helper),
  role('vendor', '外部服务商', 'Vendor', 'operation', {}),
  role('auditor', '审计员', 'Auditor', 'management', { ...readAll, ...each('all', 'audit.read', 'automation.read', 'cases.export', 'intake.read', 'dispatch.read') }, true),
  role('admin', '平台管理员', 'Platform administrator', 'management', {
    ...readAll, ...each('all', 'access.accounts', 'access.roles', 'access.tokens', 'settings.manage', 'console.manage', 'backup.manage', 'retention.manage', 'audit.read', 'org.manage',
      'automation.read', 'automation.manage', 'customers.import', 'customers.write', 'intake.read', 'intake.manage', 'sla.simulate', 'calendars.manage'),
  }, true),
]

export const permissionsOf = (rights: Rights): { permission: string; reach: Reach }[] =>
  Object.entries(rights).flatMap(([permission, reach]) => (typeof reach === 'string' ? [reach] : reach).map((r) => ({ permission, reach: r })))
