// Which column holds what, by its header in Chinese or English; and words that stand for values. Pure.
import type { ImportField } from '../../contract/import.ts'

const HEADERS: Record<ImportField, readonly string[]> = {
  number: ['客户编号', '编号', 'customernumber', 'number', 'no'],
  name: ['客户名称', '客户', '公司名称', '公司', '企业名称', '单位名称', '名称', 'name', 'customer', 'customername', 'company', 'companyname'],
  tier: ['客户等级', '客户级别', '等级', '级别', '客户分类', 'tier', 'level', 'customertier'],
  region: ['区域', '所属区域', '大区', 'region'],
  language: ['语言', 'language', 'locale'],
  phone: ['电话', '客户电话', '公司电话', '座机', 'phone', 'telephone', 'tel'],
  address: ['地址', '客户地址', '公司地址', 'address'],
  preferredChannel: ['首选渠道', '联系方式偏好', '偏好渠道', 'preferredchannel', 'channel'],
  mailDomain: ['邮箱域名', '域名', 'maildomain', 'domain', 'emaildomain'],
  note: ['备注', '说明', 'note', 'notes', 'remark', 'remarks'],
  bankName: ['开户行', '开户银行', '银行', 'bank', 'bankname'],
  bankAccount: ['银行账号', '银行帐号', '账号', '帐号', 'bankaccount', 'account', 'accountnumber'],
  taxNumber: ['税号', '纳税人识别号', '统一社会信用代码', 'taxnumber', 'taxid', 'vat'],
  contactName: ['联系人', '联系人姓名', '姓名', 'contact', 'contactname', 'contactperson'],
  contactEmail: ['联系人邮箱', '邮箱', '电子邮箱', '电子邮件', 'email', 'contactemail', 'mail'],
  contactPhone: ['联系人电话', '联系人手机', '手机', '手机号', 'mobile', 'contactphone', 'contactmobile', 'cell'],
}
const BY_HEADER = new Map(Object.entries(HEADERS).flatMap(([field, names]) => names.map((n) => [n, field as ImportField] as const)))

/** The field of each header; null for a header that is not known or stands a second time. */
export function guessMapping(headers: readonly string[]): (ImportField | null)[] {
  const used = new Set<ImportField>()
  return headers.map((header) => {
    const field = BY_HEADER.get(header.normalize('NFKC').toLowerCase().replace(/[\s_\-*()（）:：]/g, '')) ?? null
    if (field === null || used.has(field)) return null
    used.add(field)
    return field
  })
}

const VALUES: Partial<Record<ImportField, Readonly<Record<string, string>>>> = {
  tier: { vip: 'vip', vip客户: 'vip', 贵宾: 'vip', 普通: 'normal', 普通客户: 'normal', normal: 'normal', standard: 'normal', 潜在: 'potential', 潜在客户: 'potential', potential: 'potential', prospect: 'potential' },
  language: { 中文: 'zh-CN', 简体中文: 'zh-CN', zh: 'zh-CN', 'zh-cn': 'zh-CN', chinese: 'zh-CN', 英文: 'en', 英语: 'en', en: 'en', english: 'en' },
  preferredChannel: { 门户: 'portal', 网站: 'portal', portal: 'portal', 邮件: 'mail', 邮箱: 'mail', mail: 'mail', email: 'mail', 电话: 'phone', phone: 'phone', 在线: 'chat', 聊天: 'chat', chat: 'chat', 上门: 'on-site', 现场: 'on-site', 'on-site': 'on-site', onsite: 'on-site' },
}

/** The stored value of a word; an unknown word stays itself, so that the check names it. */
export const valueOf = (field: ImportField, text: string): string => VALUES[field]?.[text.normalize('NFKC').toLowerCase().trim()] ?? text
