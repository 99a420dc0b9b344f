// The customers of the acceptance fixture (requirements Part E): C1 of KH-0001, normal, and V1 of a VIP customer.
import { createApiToken } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { findUnitByCode, registerFixturePerson } from '../../../org/public.ts'
import type { CustomerTier } from '../../contract/customer.ts'
import { makeContact } from '../contacts/create-contact.ts'
import { createCustomer } from '../customers/create-customer.ts'

const CUSTOMERS: readonly { code: string; contact: string; name: string; tier: CustomerTier; domain: string }[] = [
  { code: 'C1', contact: '蔡一', name: '东海精密机械有限公司', tier: 'normal', domain: 'donghai.test' },
  { code: 'V1', contact: '魏一', name: '江南银行股份有限公司', tier: 'vip', domain: 'jiangnan.test' },
]

export async function seedAcceptance(ctx: Ctx): Promise<void> {
  const regionId = await findUnitByCode(ctx, 'East')
  for (const { code, contact, name, tier, domain } of CUSTOMERS) {
    const customer = await createCustomer(ctx, { name, tier, regionId, mailDomains: [domain], phone: `+86 21 5555 01${tier === 'vip' ? '18' : '00'}` })
    const email = `${code.toLowerCase()}@acceptance.test`
    const accountId = await makeContact(ctx, { name: contact, email, customerId: customer.id, locale: 'zh-CN' }, false)
    await createApiToken(ctx, { accountId, name: 'acceptance', token: `acceptance-${code.toLowerCase()}` })
    await registerFixturePerson(ctx, { code, accountId, name: contact, email, unitId: null, roles: ['customer'], customerNumber: customer.number })
  }
}
