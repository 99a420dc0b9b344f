// Settings that administrators change while the product runs; each is declared by the part that reads it.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { defineEvent } from './event.ts'
import { LongText } from './text.ts'
import { Moment } from './time.ts'

export const SettingKey = z.string().regex(/^[a-z][a-z0-9.-]{0,119}$/, 'settings.key')

export const Setting = z.object({
  key: SettingKey, group: z.string(), label: z.string(), groupLabel: z.string(), clause: z.string().nullable(),
  /** JSON Schema of the value: what a form for it offers and refuses. */
  schema: z.record(z.string(), z.unknown()),
  /** null for secrets: they are never shown. */
  value: z.unknown(), default: z.unknown(),
  secret: z.boolean(), source: z.enum(['default', 'set']),
  /** 0 while nobody has changed it. */
  version: z.number().int(), updatedAt: Moment.nullable(), updatedBy: z.string().nullable(),
})
export type Setting = z.infer<typeof Setting>

export const ChangeSetting = z.strictObject({ value: z.unknown(), reason: LongText(1_000).optional() })

const Params = z.strictObject({ key: SettingKey })
const common = { permission: 'settings.manage', params: Params, etag: true }

export const settingsApi = {
  list: endpoint({ method: 'GET', path: '/settings', permission: 'settings.manage', summary: 'All settings with value, default and source', reply: z.object({ items: z.array(Setting) }) }),
  read: endpoint({ ...common, method: 'GET', path: '/settings/:key', summary: 'One setting', reply: Setting }),
  change: endpoint({ ...common, method: 'PUT', path: '/settings/:key', summary: 'Change a setting', body: ChangeSetting, reply: Setting }),
  reset: endpoint({ ...common, method: 'DELETE', path: '/settings/:key', summary: 'Return a setting to its default', reply: Setting }),
}

export const SettingChanged = defineEvent('settings.changed@1', z.object({ key: SettingKey }), { subject: (e) => `setting:${e.key}` })
