import { readFileSync } from 'node:fs'
import type { ConfigProblem } from './config-error.ts'
import { settingKeys, settings } from './settings.ts'

/** Reads houyuan.config.json as texts by setting name; an absent file is an empty one. What is wrong is added to `problems`. */
export function readSettingsFile(file: string, problems: ConfigProblem[]): Map<string, string> {
  const found = new Map<string, string>()
  const refuse = (setting: string, zh: string, en: string, value: string | null = null): void => void problems.push({ setting, value, zh, en })
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return found
    refuse(file, `无法读取设置文件：${(error as Error).message}`, `The settings file cannot be read: ${(error as Error).message}`)
    return found
  }
  const parsed = parseObject(content)
  if (!parsed) {
    refuse(file, '设置文件不是有效的 JSON 对象。', 'The settings file is not a valid JSON object.')
    return found
  }
  const names = settingKeys.map((key) => settings[key].name)
  for (const [name, value] of Object.entries(parsed)) {
    if (!names.includes(name)) {
      refuse(`${file}: ${name}`, `没有这个设置。可用的设置：${names.join('、')}。`, `There is no such setting. Known settings: ${names.join(', ')}.`)
    } else if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) {
      found.set(name, value === null ? '' : String(value))
    } else {
      refuse(`${file}: ${name}`, '应为文字、数字或 true/false。', 'Must be text, a number or true/false.', JSON.stringify(value))
    }
  }
  return found
}

function parseObject(content: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(content.replace(/^\uFEFF/, ''))
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : null
  } catch {
    return null; // the caller reports it with the file's name
  }
}
