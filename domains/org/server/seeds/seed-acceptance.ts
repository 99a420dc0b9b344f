// The people and units of the acceptance fixture (requirements Part E), with tokens `acceptance-<id>`.
import { createApiToken } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CreateUnit } from '../../contract/unit.ts'
import { addPerson } from '../people/add-person.ts'
import { givePost } from '../people/give-post.ts'
import { replaceRules } from '../routing/routing-store.ts'
import { createUnit } from '../units/create-unit.ts'
import { registerFixturePerson } from './fixture-people.ts'

const UNITS: readonly (Omit<CreateUnit, 'parentId' | 'state'> & { code: string; under: string | null })[] = [
  { code: 'HQ', under: null, nameZh: '总部技术支持中心', nameEn: 'HQ support centre', tier: 'hq', layer: 'strategic', serviceLine: 'both' },
  { code: 'QA', under: 'HQ', nameZh: '质量保障部', nameEn: 'Quality assurance department', tier: 'hq', layer: 'management', function: 'quality-assurance' },
  { code: 'PM', under: 'HQ', nameZh: '流程管理部', nameEn: 'Process management department', tier: 'hq', layer: 'management', function: 'process-management' },
  { code: 'East', under: 'HQ', nameZh: '东区技术支持中心', nameEn: 'East regional support centre', tier: 'region', layer: 'management', function: 'technical-support' },
  { code: 'West', under: 'HQ', nameZh: '西区技术支持中心', nameEn: 'West regional support centre', tier: 'region', layer: 'management', function: 'technical-support' },
  { code: 'F1', under: 'East', nameZh: '技术支持部 F1 组', nameEn: 'Technical support team F1', tier: 'frontline', layer: 'execution', function: 'technical-support', address: '上海市浦东新区世纪大道 100 号', serviceArea: '华东' },
  { code: 'CS', under: 'East', nameZh: '客户服务部', nameEn: 'Customer service department', tier: 'frontline', layer: 'operation', function: 'customer-service', serviceArea: '全国' },
  { code: 'F2', under: 'West', nameZh: '技术支持部 F2 组', nameEn: 'Technical support team F2', tier: 'frontline', layer: 'execution', function: 'technical-support', address: '成都市高新区天府大道 200 号', serviceArea: '西部' },
]

/** id, name, role, unit, further units where the role is held too. */
const STAFF: readonly (readonly [string, string, string, string, ...string[]])[] = [
  ['A1', '陈安', 'agent', 'F1', 'CS'], ['A2', '李岚', 'agent', 'F1', 'CS'], ['E1', '赵野', 'field-engineer', 'F1'], ['L1', '周立', 'lead', 'F1', 'CS'],
  ['R1', '吴东', 'regional-manager', 'East'], ['R2', '郑西', 'regional-manager', 'West'], ['H1', '何总', 'hq-manager', 'HQ'], ['Q1', '钱检', 'qa', 'QA'],
  ['S1', '孙运', 'sysadmin', 'HQ'], ['S2', '沈维', 'sysadmin', 'HQ'], ['D1', '丁开', 'developer', 'HQ'], ['X1', '许安', 'security', 'HQ'], ['P1', '潘预', 'plan-owner', 'PM'],
  ['K1', '康知', 'knowledge-manager', 'PM'], ['T1', '唐培', 'training-manager', 'PM'], ['M1', '马管', 'admin', 'HQ'], ['U9', '于审', 'auditor', 'HQ'],
]

export async function seedAcceptance(ctx: Ctx): Promise<void> {
  const units = new Map<string, string>()
  for (const { under, ...unit } of UNITS) units.set(unit.code, await createUnit(ctx, { ...unit, state: 'active', parentId: under === null ? null : units.get(under)! }))
  const to = (unit: string, when: Partial<Record<'service_line' | 'region_id', string>> = {}) => ({ service_line: null, problem_class: null, requester_type: null, region_id: null, ...when, unit_id: units.get(unit)! })
  await replaceRules(ctx, [to('CS', { service_line: 'enquiry' }), to('F2', { region_id: units.get('West')! }), to('F1')])
  for (const [code, name, role, unit, ...more] of STAFF) {
    const accountId = await addPerson(ctx, { kind: 'staff', name, email: `${code}@acceptance.test`, locale: 'zh-CN', languages: ['zh'], post: { unitId: units.get(unit)!, role } })
    for (const other of more) await givePost(ctx, { personId: accountId, unitId: units.get(other)!, role, main: false })
    await register(ctx, { code, accountId, name, unitId: units.get(unit)!, roles: [role] })
  }
  const u1 = await addPerson(ctx, { kind: 'internal', name: '尤内', email: 'u1@acceptance.test', locale: 'zh-CN', languages: ['zh'], department: '财务部' })
  await register(ctx, { code: 'U1', accountId: u1, name: '尤内', unitId: null, roles: ['internal-user'] })
}

async function register(ctx: Ctx, person: { code: string; accountId: string; name: string; unitId: string | null; roles: string[] }): Promise<void> {
  await createApiToken(ctx, { accountId: person.accountId, name: 'acceptance', token: `acceptance-${person.code.toLowerCase()}` })
  await registerFixturePerson(ctx, { ...person, email: `${person.code.toLowerCase()}@acceptance.test`, customerNumber: null })
}
