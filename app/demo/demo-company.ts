// The people of the demo company 星澜软件 (Xinglan Software), which sells business software with terminals and looks after both.
// Everybody and everything here is invented; addresses end in `.invalid` (RFC 6761), so that no mail can ever reach anybody.
import type { CreateUnit } from '../../domains/org/contract/unit.ts'

export type UnitKey = 'QA' | 'PM' | 'SEC' | 'EAST' | 'SH' | 'HZ' | 'FS' | 'CS' | 'IT' | 'SOUTH' | 'SZ' | 'INTL'
export type DemoUnit = Omit<CreateUnit, 'parentId' | 'state' | 'code'> & { code: UnitKey; under: UnitKey | 'HQ' }

const OFFICE: [string, string][] = [['09:00', '12:00'], ['13:00', '18:00']]
const openingHours = { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE }

export const UNITS: readonly DemoUnit[] = [
  { code: 'QA', under: 'HQ', nameZh: '质量保障部', nameEn: 'Quality Assurance', tier: 'hq', layer: 'management', function: 'quality-assurance' },
  { code: 'PM', under: 'HQ', nameZh: '流程与知识管理部', nameEn: 'Process and Knowledge', tier: 'hq', layer: 'management', function: 'process-management' },
  { code: 'SEC', under: 'HQ', nameZh: '信息安全部', nameEn: 'Information Security', tier: 'hq', layer: 'management' },
  { code: 'EAST', under: 'HQ', nameZh: '华东区技术支持中心', nameEn: 'East China Support Centre', tier: 'region', layer: 'management', function: 'technical-support', address: '上海市长宁区延安西路 1800 号', serviceArea: '上海、江苏、浙江、安徽、山东' },
  { code: 'SH', under: 'EAST', nameZh: '上海一线支持组', nameEn: 'Shanghai First-line Support', tier: 'frontline', layer: 'execution', function: 'technical-support', serviceLine: 'support', address: '上海市长宁区延安西路 1800 号 6 层', serviceArea: '上海、江苏', openingHours },
  { code: 'HZ', under: 'EAST', nameZh: '杭州一线支持组', nameEn: 'Hangzhou First-line Support', tier: 'frontline', layer: 'execution', function: 'technical-support', serviceLine: 'support', address: '杭州市滨江区江南大道 3900 号', serviceArea: '浙江、安徽', openingHours },
  { code: 'FS', under: 'EAST', nameZh: '现场服务部', nameEn: 'Field Service', tier: 'frontline', layer: 'operation', function: 'technical-support', serviceLine: 'after-sales', address: '苏州市工业园区星湖街 218 号', serviceArea: '全国', openingHours },
  { code: 'CS', under: 'EAST', nameZh: '客户服务部', nameEn: 'Customer Service', tier: 'frontline', layer: 'operation', function: 'customer-service', address: '上海市长宁区延安西路 1800 号 5 层', serviceArea: '全国', openingHours },
  { code: 'IT', under: 'EAST', nameZh: '内部 IT 服务台', nameEn: 'Internal IT Desk', tier: 'frontline', layer: 'execution', function: 'technical-support', serviceLine: 'support', serviceArea: '公司内部', openingHours },
  { code: 'SOUTH', under: 'HQ', nameZh: '华南与国际区技术支持中心', nameEn: 'South China and International Support Centre', tier: 'region', layer: 'management', function: 'technical-support', address: '深圳市南山区科苑路 15 号', serviceArea: '广东、广西、云南、海外' },
  { code: 'SZ', under: 'SOUTH', nameZh: '深圳一线支持组', nameEn: 'Shenzhen First-line Support', tier: 'frontline', layer: 'execution', function: 'technical-support', serviceLine: 'support', address: '深圳市南山区科苑路 15 号 12 层', serviceArea: '广东、广西、云南', openingHours },
  { code: 'INTL', under: 'SOUTH', nameZh: '国际客户支持组', nameEn: 'International Support', tier: 'frontline', layer: 'execution', function: 'technical-support', serviceLine: 'support', address: '80 Robinson Road, Singapore', serviceArea: 'Asia Pacific, Europe' },
]

export interface DemoPerson { key: string; name: string; role: string; unit: UnitKey | 'HQ'; title: string; locale?: 'en'; languages: string[]; also?: UnitKey; deputy?: string }

const person = (key: string, name: string, role: string, unit: DemoPerson['unit'], title: string, more: Partial<DemoPerson> = {}): DemoPerson => ({ key, name, role, unit, title, languages: ['zh'], ...more })
const EN = { locale: 'en' as const, languages: ['en', 'zh'] }

export const STAFF: readonly DemoPerson[] = [
  person('he', '何静远', 'hq-manager', 'HQ', '总部技术支持中心经理', { languages: ['zh', 'en'] }),
  person('qian', '钱知行', 'qa', 'QA', '质量专员'),
  person('kang', '康明理', 'knowledge-manager', 'PM', '知识管理员', { deputy: 'pan' }),
  person('pan', '潘以宁', 'plan-owner', 'PM', '流程专员'),
  person('xu', '许安宁', 'security', 'SEC', '信息安全专家', { languages: ['zh', 'en'] }),
  person('wu', '吴东升', 'regional-manager', 'EAST', '华东区经理', { deputy: 'zhou' }),
  person('zhou', '周立新', 'lead', 'SH', '组长', { also: 'HZ', deputy: 'chen' }),
  person('chen', '陈安', 'agent', 'SH', '技术支持工程师', { deputy: 'li' }),
  person('li', '李岚', 'agent', 'SH', '技术支持工程师', { deputy: 'chen' }),
  person('wang', '王子墨', 'agent', 'SH', '高级技术支持工程师'),
  person('lin', '林晓', 'lead', 'HZ', '组长', { also: 'SH' }),
  person('zheng', '郑好', 'agent', 'HZ', '技术支持工程师'),
  person('feng', '冯源', 'agent', 'HZ', '技术支持工程师'),
  person('shi', '石磊', 'lead', 'FS', '现场服务主管'),
  person('zhao', '赵野', 'field-engineer', 'FS', '现场工程师'),
  person('deng', '邓鹏', 'field-engineer', 'FS', '现场工程师'),
  person('xie', '谢婉清', 'lead', 'CS', '客服主管'),
  person('luo', '罗敏', 'cs-agent', 'CS', '客服专员', { deputy: 'song' }),
  person('song', '宋佳', 'cs-agent', 'CS', '客服专员'),
  person('han', '韩磊', 'lead', 'IT', '服务台主管'),
  person('tang', '唐悦', 'agent', 'IT', '桌面支持工程师'),
  person('cao', '曹阳', 'agent', 'IT', '系统工程师'),
  person('guo', '郭南', 'regional-manager', 'SOUTH', '华南与国际区经理', { languages: ['zh', 'en'] }),
  person('liang', '梁启明', 'lead', 'SZ', '组长', { deputy: 'su' }),
  person('huang', '黄蕾', 'agent', 'SZ', '技术支持工程师'),
  person('su', '苏航', 'agent', 'SZ', '高级技术支持工程师'),
  person('tan', 'Grace Tan', 'lead', 'INTL', 'Team Lead', EN),
  person('okafor', 'Daniel Okafor', 'agent', 'INTL', 'Support Engineer', EN),
  person('novak', 'Emily Novak', 'agent', 'INTL', 'Support Engineer', { ...EN, deputy: 'okafor' }),
]

/** Colleagues who only ask for help. */
export const COLLEAGUES: readonly { key: string; name: string; department: string; locale?: 'en' }[] = [
  { key: 'jiang', name: '江雪', department: '财务部' }, { key: 'mo', name: '莫文彬', department: '财务部' }, { key: 'bai', name: '白露', department: '人力资源部' }, { key: 'ren', name: '任远', department: '销售一部' },
  { key: 'shao', name: '邵琪', department: '销售二部' }, { key: 'fang', name: '方舟', department: '研发一部' }, { key: 'yan', name: '严谨', department: '研发二部' }, { key: 'du', name: '杜若', department: '市场部' },
  { key: 'pei', name: '裴航', department: '采购部' }, { key: 'yin', name: '尹清', department: '法务部' }, { key: 'gu', name: '顾川', department: '项目交付部' }, { key: 'ye', name: '叶知秋', department: '项目交付部' },
  { key: 'cheng', name: '程亦凡', department: '研发一部' }, { key: 'luan', name: '栾雪', department: '人力资源部' }, { key: 'zhuo', name: '卓然', department: '销售一部' }, { key: 'hui', name: '惠敏', department: '行政部' },
  { key: 'meng', name: '孟川', department: '采购部' }, { key: 'qiu', name: '邱实', department: '研发二部' }, { key: 'bian', name: '卞之遥', department: '市场部' }, { key: 'lou', name: '娄晓', department: '行政部' },
  { key: 'sato', name: 'Mina Sato', department: 'International Sales', locale: 'en' }, { key: 'reyes', name: 'Carlos Reyes', department: 'International Sales', locale: 'en' },
]

export const MAIL_DOMAIN = 'xinglan.invalid'
/** First lines of defence against the same address twice: the key is unique among staff and colleagues. */
export const mailOf = (key: string): string => `${key}@${MAIL_DOMAIN}`
/** Who is handed out for a first look: an engineer, a team lead, a regional manager, an engineer who works in English. None of these roles needs a second factor. */
export const SIGN_INS = ['chen', 'zhou', 'wu', 'okafor'] as const
