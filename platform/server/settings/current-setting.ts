// The value of a setting as this process knows it: all changed settings in memory, read again after a change anywhere.
import type { Ctx } from '../ctx.ts'
import type { Host } from '../host.ts'
import type { SettingDef } from '../module.ts'
import { allSettings, type SettingRow } from './setting-store.ts'

export const SETTINGS_SIGNAL = 'settings'
/** A wake-up between processes may be lost; no change stays unseen longer than this. */
const MAX_AGE_MS = 30_000

interface Known { values: ReadonlyMap<string, unknown>; at: number }

class SettingCache {
  #known: Known | null = null
  #generation = 0
  #loading: Promise<void> | null = null
  readonly #host: Host
  constructor(host: Host) {
    this.#host = host
    host.signals.on(SETTINGS_SIGNAL, () => { this.#generation++; if (this.#known) this.#known = { ...this.#known, at: -Infinity } })
  }

  get fresh(): boolean { return this.#known !== null && performance.now() - this.#known.at < MAX_AGE_MS }
  value<T>(def: SettingDef<T>): T { return this.#known?.values.has(def.key) ? this.#known.values.get(def.key) as T : def.default }

  /** What was read is kept only when nobody announced a change meanwhile. */
  async load(read: () => Promise<SettingRow[]>): Promise<void> {
    const generation = this.#generation
    const rows = await read()
    if (generation === this.#generation || !this.#known) this.#known = { values: this.#parsed(rows), at: generation === this.#generation ? performance.now() : -Infinity }
  }

  loadInBackground(): void {
    if (this.#loading) return
    this.#loading = this.load(() => allSettings(this.#host.db))
      .catch((error: unknown) => this.#host.log.warn({ err: error }, 'could not read the settings; the last known ones stay'))
      .finally(() => { this.#loading = null })
  }

  #parsed(rows: readonly SettingRow[]): Map<string, unknown> {
    const values = new Map<string, unknown>()
    for (const row of rows) {
      const def = this.#host.registry.settings.get(row.key)
      if (!def || !row.is_set) continue
      const parsed = def.schema.safeParse(row.sealed === null ? row.value : openSecret(this.#host, row.key, row.sealed))
      if (parsed.success) values.set(row.key, parsed.data)
      else this.#host.log.warn({ setting: row.key }, 'a stored setting no longer fits its shape; the default is used')
    }
    return values
  }
}

const caches = new WeakMap<Host, SettingCache>()

function cacheOf(host: Host): SettingCache {
  const found = caches.get(host) ?? new SettingCache(host)
  caches.set(host, found)
  return found
}

/** The value of a declared setting. A change in the same transaction is not seen before its commit. */
export async function setting<T>(ctx: Ctx, def: SettingDef<T>): Promise<T> {
  const cache = cacheOf(ctx.host)
  if (!cache.fresh) await cache.load(() => allSettings(ctx.sql<unknown>()))
  return cache.value(def)
}

/** The value as it lies in the database at this statement: for a switch that must hold everywhere the moment it is pulled. */
export async function settingAsStored<T>(ctx: Ctx, def: SettingDef<T>): Promise<T> {
  const row = (await allSettings(ctx.sql<unknown>())).find((r) => r.key === def.key && r.is_set)
  const parsed = row && def.schema.safeParse(row.sealed === null ? row.value : openSecret(ctx.host, row.key, row.sealed))
  return parsed?.success ? parsed.data : def.default
}

/** The value without waiting: the last known one, or the default until the settings were read for the first time. */
export function settingNow<T>(host: Host, def: SettingDef<T>): T {
  const cache = cacheOf(host)
  if (!cache.fresh) cache.loadInBackground()
  return cache.value(def)
}

export const sealedPlace = (key: string): string => `settings.sealed:${key}`
export const sealSecret = (host: Host, key: string, value: unknown): string => host.cipher.seal(JSON.stringify(value), sealedPlace(key))
export const openSecret = (host: Host, key: string, sealed: string): unknown => JSON.parse(host.cipher.open(sealed, sealedPlace(key)))
