// Founds the demo company: units, people with their posts and deputies, customers with their contacts, and where new work lands.
import { orgApi } from '../../domains/org/contract/api.ts'
import { findUnitByCode, holdSinceHandbook, listUnits, routeFirst } from '../../domains/org/public.ts'
import { customersApi } from '../../domains/customers/contract/api.ts'
import { markDemo } from '../../platform/server/demo-records.ts'
import { SYSTEM, type Actor, type Ctx } from '../../platform/server/ctx.ts'
import { COLLEAGUES, mailOf, STAFF, UNITS, type UnitKey } from './demo-company.ts'
import { CUSTOMERS } from './demo-customers.ts'
import type { Desk } from './desk.ts'
import { giveWorkOut } from './dispatch-work.ts'

export interface Company { units: Map<string, string>; people: Map<string, Actor> }

const markAccount = (ctx: Ctx, made: { id: string }): Promise<void> => markDemo(ctx, 'accounts', made.id)

export async function makeCompany(desk: Desk): Promise<Company> {
  const units = await makeUnits(desk), ids = await makePeople(desk, units)
  const vips = await makeCustomers(desk, units, ids)
  await routeWork(desk, units)
  await giveWorkOut(desk, units, ids, vips)
  const people = new Map<string, Actor>()
  for (const [key, id] of ids) people.set(key, await desk.actor(id))
  return { units, people }
}

/** Below the headquarters that is there; a code that somebody uses already is left out. */
async function makeUnits(desk: Desk): Promise<Map<string, string>> {
  const hq = await desk.host.transaction(SYSTEM, async (ctx) => {
    await holdSinceHandbook(ctx)
    return (await listUnits(ctx)).find((u) => u.parentId === null)?.id
  })
  if (!hq) throw new Error('there is no headquarters')
  const units = new Map([['HQ', hq]])
  for (const { under, code, ...unit } of UNITS) {
    const taken = await desk.host.transaction(SYSTEM, (ctx) => findUnitByCode(ctx, code))
    const made = await desk.as(SYSTEM, orgApi.createUnit, { body: { ...unit, ...(taken ? {} : { code }), parentId: units.get(under)! } }, (ctx, u) => markDemo(ctx, 'units', u.id))
    units.set(code, made.id)
  }
  return units
}

async function makePeople(desk: Desk, units: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const [i, p] of STAFF.entries()) {
    const post = { unitId: units.get(p.unit)!, role: p.role, title: p.title }
    const made = await desk.as(SYSTEM, orgApi.addPerson, { body: { name: p.name, email: mailOf(p.key), phone: `+86 21 5555 ${String(2001 + i)}`, locale: p.locale ?? 'zh-CN', languages: p.languages, post } }, markAccount)
    ids.set(p.key, made.id)
    if (p.also) await desk.as(SYSTEM, orgApi.givePost, { body: { personId: made.id, unitId: units.get(p.also)!, role: p.role, title: p.title, main: false } })
  }
  for (const p of STAFF) if (p.deputy) await desk.as(SYSTEM, orgApi.setDeputy, { params: { id: ids.get(p.key)! }, body: { deputyId: ids.get(p.deputy)! } })
  for (const p of COLLEAGUES) {
    const made = await desk.as(SYSTEM, orgApi.addPerson, { body: { kind: 'internal', name: p.name, email: mailOf(p.key), locale: p.locale ?? 'zh-CN', department: p.department } }, markAccount)
    ids.set(p.key, made.id)
  }
  return ids
}

/** The contacts join `ids`. Answers the most important ones. */
async function makeCustomers(desk: Desk, units: ReadonlyMap<string, string>, ids: Map<string, string>): Promise<{ id: string; region: UnitKey }[]> {
  const vips: { id: string; region: UnitKey }[] = []
  for (const c of CUSTOMERS) {
    const body = { name: c.name, tier: c.tier, regionId: units.get(c.region)!, language: c.locale, phone: c.phone, address: c.address, preferredChannel: c.preferredChannel, mailDomains: [c.domain], note: c.note }
    const { id } = await desk.as(SYSTEM, customersApi.create, { body }, (ctx, made) => markDemo(ctx, 'customers', made.id))
    if (c.tier === 'vip') vips.push({ id, region: c.region })
    for (const k of c.contacts) {
      const made = await desk.as(SYSTEM, customersApi.createContact, { body: { name: k.name, email: `${k.key}@${c.domain}`, phone: k.phone, customerId: id, locale: c.locale } }, markAccount)
      ids.set(k.key, made.id)
    }
  }
  return vips
}

/** The rules of the demo company come first; those that were there stay behind them. */
async function routeWork({ host }: Desk, units: ReadonlyMap<string, string>): Promise<void> {
  const unit = (key: UnitKey) => units.get(key)!
  await host.transaction(SYSTEM, (ctx) => routeFirst(ctx, [
    { regionId: unit('INTL'), unitId: unit('INTL') }, { serviceLine: 'technical-support', regionId: unit('EAST'), unitId: unit('SH') }, { serviceLine: 'technical-support', regionId: unit('SOUTH'), unitId: unit('SZ') },
    { requesterType: 'internal', unitId: unit('IT') }, { serviceLine: 'enquiry', unitId: unit('CS') }, { serviceLine: 'after-sales', unitId: unit('FS') }, { unitId: unit('SH') },
  ]))
}
