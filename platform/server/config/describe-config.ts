import type { Config, ConfigSource } from './load-config.ts'
import { maskPassword } from './setting-values.ts'
import type { HostPort } from './setting-values.ts'
import { settingKeys, settings } from './settings.ts'
import type { Setting } from './settings.ts'

export interface SettingLine {
  setting: string
  value: string
  source: ConfigSource
}

/** Every setting with its value in force and where it came from; passwords are masked. For `houyuan doctor`. */
export function describeConfig(config: Config): SettingLine[] {
  return settingKeys.map((key) => ({
    setting: settings[key].name,
    value: showValue(settings[key], config[key]),
    source: config.sources[key],
  }))
}

/** A value as an operator would write it; secrets are masked. */
export function showValue(setting: Setting, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (setting.secrecy === 'secret') return '***'
  if (setting.secrecy === 'address') return maskPassword(String(value))
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'object') return hostPortText(value as HostPort)
  return typeof value === 'boolean' ? (value ? '1' : '0') : String(value)
}

function hostPortText({ host, port }: HostPort): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}
