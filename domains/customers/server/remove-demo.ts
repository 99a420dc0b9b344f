// Takes the demo customers and their contacts out (RX-17).
import type { Ctx } from '../../../platform/server/ctx.ts'
import { removeDocuments } from '../../../platform/server/search/public.ts'
import { customersOfDemoRegions, deleteDemoCustomers } from './demo-store.ts'

export async function removeDemo(ctx: Ctx): Promise<string[]> {
  const inRegions = await customersOfDemoRegions(ctx), { contacts, customers, tied } = await deleteDemoCustomers(ctx)
  await removeDocuments(ctx, 'contact', contacts)
  await removeDocuments(ctx, 'customer', customers)
  return [
    ...tied.map((t) => `联系人 ${t.contact} 属于示例客户 ${t.customer}，请先改到别的客户 / contact ${t.contact} belongs to the demo customer ${t.customer}, move it to another one first`),
    ...inRegions.map((name) => `客户 ${name} 属于示例区域，请先改区域 / customer ${name} belongs to a demo region, change it first`),
  ]
}
