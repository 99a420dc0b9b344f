// Changes one setting: fits its declared shape, audited with old and new value, seen by every process after the commit.
import { z } from 'zod'
import { SettingChanged, type Setting } from '../../contract/settings.ts'
import type { Ctx } from '../ctx.ts'
import { NotFound, Stale } from '../errors.ts'
import { parseInput } from '../http/parse-input.ts'
import type { SettingDef } from '../module.ts'
import { SETTINGS_SIGNAL, sealSecret } from './current-setting.ts'
import { lockSetting, saveSetting, type SettingRow } from './setting-store.ts'
import { showSetting } from './show-settings.ts'

/** Throws NotFound for a setting that nobody declares, BadInput for a value outside its shape, Stale when somebody was faster. */
export async function changeSetting(ctx: Ctx, key: string, input: { value: unknown; reason?: string | undefined }, ifMatch: number | null): Promise<Setting> {
  const def = declared(ctx, key)
  const { value } = parseInput(z.strictObject({ value: def.schema }), { value: input.value })
  return save(ctx, def, value, input.reason, ifMatch)
}

/** Returns the setting to its default. Throws NotFound, Stale. */
export async function resetSetting(ctx: Ctx, key: string, ifMatch: number | null): Promise<Setting> {
  return save(ctx, declared(ctx, key), undefined, undefined, ifMatch)
}

function declared(ctx: Ctx, key: string): SettingDef {
  const def = ctx.host.registry.settings.get(key)
  if (!def) throw new NotFound('setting')
  return def
}

/** `value` undefined: the default again. The row stays, so that versions only grow. */
async function save(ctx: Ctx, def: SettingDef, value: unknown, reason: string | undefined, ifMatch: number | null): Promise<Setting> {
  const before = await lockSetting(ctx, def.key)
  if (ifMatch !== null && ifMatch !== (before?.version ?? 0)) throw new Stale(before?.version ?? 0)
  const isSet = value !== undefined
  const after = { key: def.key, is_set: isSet, value: def.secret ? null : value ?? null, sealed: isSet && def.secret ? sealSecret(ctx.host, def.key, value) : null, version: (before?.version ?? 0) + 1 }
  await saveSetting(ctx, after)
  await ctx.emit(SettingChanged, { key: def.key }, { changes: { value: { from: audited(def, before), to: audited(def, after) } }, ...(reason ? { reason } : {}) })
  const { signals } = ctx.host
  ctx.afterCommit(() => signals.raise(SETTINGS_SIGNAL))
  return showSetting(ctx, def, await lockSetting(ctx, def.key))
}

function audited(def: SettingDef, row: Pick<SettingRow, 'is_set' | 'value'> | null): unknown {
  if (def.secret) return row?.is_set ? '•••' : null
  return row?.is_set ? row.value : def.default
}
