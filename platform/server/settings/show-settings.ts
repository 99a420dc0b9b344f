// Settings as administrators see them.
import { z } from 'zod'
import type { Setting } from '../../contract/settings.ts'
import type { Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { translate } from '../i18n.ts'
import type { SettingDef } from '../module.ts'
import { allSettings, type SettingRow } from './setting-store.ts'

export async function listSettings(ctx: Ctx): Promise<Setting[]> {
  const rows = new Map((await allSettings(ctx.sql<unknown>())).map((row) => [row.key, row]))
  return [...ctx.host.registry.settings.values()]
    .map((def) => showSetting(ctx, def, rows.get(def.key) ?? null))
    .sort((a, b) => (`${a.group} ${a.key}` < `${b.group} ${b.key}` ? -1 : 1))
}

/** Throws NotFound for a setting that nobody declares. */
export async function readSetting(ctx: Ctx, key: string): Promise<Setting> {
  const found = (await listSettings(ctx)).find((s) => s.key === key)
  if (!found) throw new NotFound('setting')
  return found
}

export function showSetting(ctx: Ctx, def: SettingDef, row: SettingRow | null): Setting {
  const isSet = row?.is_set ?? false
  return {
    key: def.key, group: def.group, label: translate(ctx.locale, `setting.${def.key}`), groupLabel: translate(ctx.locale, `settings.group.${def.group}`),
    clause: def.clause ?? null, schema: z.toJSONSchema(def.schema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
    value: def.secret ? null : isSet ? row?.value : def.default, default: def.secret ? null : def.default, secret: def.secret ?? false,
    source: isSet ? 'set' : 'default', version: row?.version ?? 0, updatedAt: row?.updated_at.toISOString() ?? null, updatedBy: row?.updated_by_name ?? null,
  }
}
