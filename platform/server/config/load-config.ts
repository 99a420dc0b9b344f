// Settings come from the environment first, then houyuan.config.json, then the defaults in settings.ts.
// Everything is checked before anything starts: a wrong setting must not surface as a fault an hour later.
import { dirname, resolve } from 'node:path'
import { ConfigError } from './config-error.ts'
import type { ConfigProblem } from './config-error.ts'
import { showValue } from './describe-config.ts'
import { readSettingsFile } from './read-settings-file.ts'
import { isLoopback } from './setting-values.ts'
import type { HostPort } from './setting-values.ts'
import { settingKeys, settings } from './settings.ts'
import type { Setting, SettingKey } from './settings.ts'

export { ConfigError } from './config-error.ts'
export type { HostPort } from './setting-values.ts'

export type ConfigSource = 'environment' | 'file' | 'default'

export interface Config {
  readonly host: string
  /** 0: the operating system picks a free one. */
  readonly port: number
  /** Absolute path of the folder with the embedded database, files and keys. */
  readonly dataDir: string
  /** Null: run the embedded PostgreSQL inside `dataDir`. */
  readonly databaseUrl: string | null
  /** Where the database itself is, when `databaseUrl` is a pooler that hands out connections by the transaction; null: `databaseUrl`. */
  readonly databaseDirectUrl: string | null
  readonly role: 'all' | 'web' | 'worker'
  /** How long this process goes on serving after it was told to stop, while its health check says that it leaves. */
  readonly drainSeconds: number
  /** Origin without a trailing slash, as people reach the product from outside. */
  readonly publicUrl: string
  /** Reverse proxies whose word about the client counts: addresses and networks, or how many stand in a row; null: none. */
  readonly trustProxy: number | string[] | null
  /** Where the built-in SMTP server listens; null: off. */
  readonly smtpIn: HostPort | null
  readonly smtpOut: string | null
  readonly imap: string | null
  readonly adminEmail: string | null
  readonly adminPassword: string | null
  /** Seals the keys inside backups; null: whatever was set in the product. */
  readonly backupPassphrase: string | null
  readonly seed: 'handbook' | 'demo' | 'acceptance'
  readonly testClock: boolean
  /** NODE_ENV is `production`. */
  readonly production: boolean
  readonly sources: Readonly<Record<SettingKey, ConfigSource>>
}

type Env = Readonly<Record<string, string | undefined>>
interface Said {
  text: string | null
  source: ConfigSource
}

/**
 * Reads and checks every setting.
 * @param file path of houyuan.config.json; it may be absent. Relative paths in settings start at its folder.
 * @throws ConfigError naming each refused setting, its value and what is allowed, in Chinese and English
 */
export function loadConfig(env: Env = process.env, file = 'houyuan.config.json'): Config {
  const problems: ConfigProblem[] = []
  const fromFile = readSettingsFile(file, problems)
  const values: Partial<Record<SettingKey, unknown>> = {}
  const sources = {} as Record<SettingKey, ConfigSource>
  for (const key of settingKeys) {
    const said = saidFor(settings[key], env, fromFile)
    sources[key] = said.source
    values[key] = parse(settings[key], said.text, problems)
  }
  if (problems.length > 0) throw new ConfigError(problems)
  const config = complete(values as unknown as Config, file, env, sources)
  problems.push(...contradictions(config))
  if (problems.length > 0) throw new ConfigError(problems)
  return Object.freeze(config)
}

function saidFor(setting: Setting, env: Env, fromFile: Map<string, string>): Said {
  const candidates: [string | undefined, ConfigSource][] = [[env[setting.name], 'environment'], [fromFile.get(setting.name), 'file']]
  for (const [raw, source] of candidates) {
    const text = raw?.trim()
    if (text === undefined || (text === '' && !setting.emptyIsNone)) continue
    return { text: text === '' ? null : setting.secrecy === 'secret' ? raw! : text, source }
  }
  return { text: setting.fallback, source: 'default' }
}

function parse(setting: Setting, text: string | null, problems: ConfigProblem[]): unknown {
  if (text === null) return null
  const result = setting.kind.shape.safeParse(text)
  if (result.success) return result.data
  problems.push({ setting: setting.name, value: showValue(setting, text), zh: setting.kind.zh, en: setting.kind.en })
  return null
}

function complete(values: Config, file: string, env: Env, sources: Record<SettingKey, ConfigSource>): Config {
  return {
    ...values,
    dataDir: resolve(dirname(resolve(file)), values.dataDir),
    publicUrl: values.publicUrl ?? localUrl(values.host, values.port),
    production: env['NODE_ENV'] === 'production',
    sources: Object.freeze(sources),
  }
}

function localUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return new URL(`http://${name}:${port}`).origin
}

/** Settings that are fine alone and not together. */
function contradictions(config: Config): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  const refuse = (setting: string, value: string | null, zh: string, en: string): void => void problems.push({ setting, value, zh, en })
  if (config.testClock && (!isLoopback(config.host) || config.production)) {
    refuse('HOUYUAN_TEST_CLOCK', '1',
      `测试时钟只能在 HOST 为本机回环地址（当前 ${config.host}）且 NODE_ENV 不是 production 时使用。`,
      `The test clock is allowed only when HOST is a loopback address (it is ${config.host}) and NODE_ENV is not production.`)
  }
  if (config.seed === 'acceptance' && !config.testClock) {
    refuse('HOUYUAN_SEED', 'acceptance',
      '验收数据含公开的令牌，只能与 HOUYUAN_TEST_CLOCK=1 一起使用。',
      'The acceptance data has publicly known tokens; it is allowed only together with HOUYUAN_TEST_CLOCK=1.')
  }
  if (config.databaseDirectUrl && !config.databaseUrl) {
    refuse('DATABASE_DIRECT_URL', null,
      '仅在 DATABASE_URL 指向连接池（PgBouncer）时使用；没有连接池时请只设置 DATABASE_URL。', 'Only of use when DATABASE_URL names a pooler (PgBouncer); without one set DATABASE_URL alone.')
  }
  if ((config.adminEmail === null) !== (config.adminPassword === null)) {
    refuse('HOUYUAN_ADMIN_EMAIL, HOUYUAN_ADMIN_PASSWORD', null,
      '两者须同时设置，或都不设置。', 'Set both of them or neither.')
  }
  return problems
}
