// Names of what rules mention by id, and their acts in words.
import { accountsOf } from '../../../platform/server/access/public.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { translate } from '../../../platform/server/i18n.ts'
import { listTemplateNames } from '../../conversations/public.ts'
import { customersOf } from '../../customers/public.ts'
import { listUnits } from '../../org/public.ts'
import type { Definition } from '../contract/rule.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** People, units, customers and templates that these rules name. */
export async function namesIn(ctx: Ctx, definitions: readonly Definition[]): Promise<Map<string, string>> {
  const ids = [...new Set(definitions.flatMap((d) => [...d.conditions.flatMap((c) => c.values), ...d.actions.flatMap((a) => ('personId' in a && a.personId ? [a.personId] : 'unitId' in a ? [a.unitId] : 'templateId' in a ? [a.templateId] : []))]).filter((id) => UUID.test(id)))]
  if (ids.length === 0) return new Map()
  const units = await listUnits(ctx), templates = await listTemplateNames(ctx)
  return new Map([...(await accountsOf(ctx, ids)).map((a) => [a.id, a.name] as const), ...units.map((u) => [u.id, u.name] as const), ...(await customersOf(ctx, ids)).map((c) => [c.id, c.name] as const), ...templates.map((t) => [t.id, t.name] as const)].filter(([id]) => ids.includes(id)))
}

/** One sentence per act, in the reader's language. */
export async function describeActs(ctx: Ctx, definition: Definition): Promise<string[]> {
  const names = await namesIn(ctx, [definition]), t = (key: string, params?: Record<string, unknown>) => translate(ctx.locale, `automation.would.${key}`, params)
  return definition.actions.map((a) => t(a.do, { name: ('personId' in a && a.personId && names.get(a.personId)) || ('unitId' in a && names.get(a.unitId)) || ('templateId' in a && names.get(a.templateId)) || ('name' in a ? a.name : '') }))
}
