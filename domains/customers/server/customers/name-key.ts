// What tells companies apart in a name: width, case, spaces, punctuation and the legal form do not. Pure.
const LEGAL_FORM = /(股份有限公司|有限责任公司|有限公司|股份公司|集团公司|集团|公司|coltd|limited|ltd|inc|llc|corp|corporation|company|gmbh|plc)$/u

/** The same key for 东海机械 有限公司, 东海机械股份有限公司 and （东海机械）. Never empty: a name made of punctuation alone keeps itself. */
export function nameKey(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase()
  let key = plain.replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')
  for (let before = ''; before !== key;) { before = key; key = key.replace(LEGAL_FORM, '') || key }
  return key || plain.trim()
}

/** Digits that matter of a phone number: without country code 86, signs and extensions; null without digits. */
export function phoneKey(phone: string | null | undefined): string | null {
  if (!phone) return null
  const main = phone.normalize('NFKC').split(/转|ext|x/i)[0] ?? ''
  return main.replace(/\D/g, '').replace(/^(00)?86(?=\d{7,})/, '').replace(/^0(?=\d{9,})/, '') || null
}

/** Providers whose addresses say nothing about the company. */
const PUBLIC_DOMAINS = new Set(['qq.com', 'foxmail.com', '163.com', '126.com', 'yeah.net', 'sina.com', 'sina.cn', 'sohu.com', '139.com', '189.cn', 'wo.cn', 'aliyun.com', 'tom.com', '21cn.com',
  'gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'live.cn', 'msn.com', 'yahoo.com', 'yahoo.com.cn', 'yahoo.cn', 'icloud.com', 'me.com', 'proton.me', 'protonmail.com', 'gmx.com', 'mail.com', 'aol.com', 'zoho.com'])

/** The mail domain that may name a company; null for public providers. */
export function companyDomain(email: string): string | null {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  return domain && !PUBLIC_DOMAINS.has(domain) ? domain : null
}
