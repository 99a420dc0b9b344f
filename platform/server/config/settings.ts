// The settings of the product, one row each. docs/operations.md repeats this list for operators.
import * as kind from './setting-values.ts'
import type { Kind } from './setting-values.ts'

export interface Setting<T = unknown> {
  /** Name in the environment and in houyuan.config.json. */
  name: string
  kind: Kind<T>
  /** What is taken when nothing is said; in the form an operator would write it. Null: none. */
  fallback: string | null
  /** True: an empty text is an answer ("none", "off"). Otherwise empty counts as not set. */
  emptyIsNone: boolean
  /** `secret` is never shown; `address` is shown without its password. */
  secrecy: 'open' | 'secret' | 'address'
}

const required = <T>(name: string, of: Kind<T>, fallback: string): Setting<T> => ({
  name, kind: of, fallback, emptyIsNone: false, secrecy: 'open',
})

const optional = <T>(name: string, of: Kind<T>, secrecy: Setting['secrecy'] = 'open', fallback: string | null = null): Setting<T> => ({
  name, kind: of, fallback, emptyIsNone: true, secrecy,
})

export const settings = {
  host: required('HOST', kind.host, '127.0.0.1'),
  port: required('PORT', kind.port, '8080'),
  dataDir: required('HOUYUAN_DATA', kind.path, './data'),
  databaseUrl: optional('DATABASE_URL', kind.databaseUrl, 'address'),
  databaseDirectUrl: optional('DATABASE_DIRECT_URL', kind.databaseUrl, 'address'),
  role: required('HOUYUAN_ROLE', kind.oneOf('all', 'web', 'worker'), 'all'),
  trustProxy: optional('HOUYUAN_TRUST_PROXY', kind.trustedProxies),
  drainSeconds: required('HOUYUAN_DRAIN', kind.seconds, '0'),
  publicUrl: optional('HOUYUAN_PUBLIC_URL', kind.webUrl),
  smtpIn: optional('HOUYUAN_SMTP_IN', kind.hostPort, 'open', '127.0.0.1:2525'),
  smtpOut: optional('HOUYUAN_SMTP_OUT', kind.smtpUrl, 'address'),
  imap: optional('HOUYUAN_IMAP', kind.imapUrl, 'address'),
  adminEmail: optional('HOUYUAN_ADMIN_EMAIL', kind.email),
  adminPassword: optional('HOUYUAN_ADMIN_PASSWORD', kind.text, 'secret'),
  backupPassphrase: optional('HOUYUAN_BACKUP_PASSPHRASE', kind.text, 'secret'),
  seed: required('HOUYUAN_SEED', kind.oneOf('handbook', 'demo', 'acceptance'), 'handbook'),
  testClock: required('HOUYUAN_TEST_CLOCK', kind.flag, '0'),
} as const

export type SettingKey = keyof typeof settings
export const settingKeys = Object.keys(settings) as SettingKey[]
