// Both languages are complete: the same keys and the same placeholders, nothing empty, no Chinese left in English, and every key in code exists.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectFiles } from './files.ts'

const placeholders = (text: string) => [...text.matchAll(/\{\{\s*-?\s*([\w.]+)/g)].map((m) => m[1]).sort().join(',')
/** i18next plural keys end in _one or _other; both languages need the base, not the same forms. */
const base = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')

export async function checkTranslations(): Promise<{ ok: boolean; text: string }> {
  const problems: string[] = [], owners = new Map<string, string>()
  const folders = [...new Set(projectFiles(/(^|\/)messages\/[^/]+\.json$/).map(dirname))]
  for (const folder of folders) {
    const zh = read(join(folder, 'zh-CN.json')), en = read(join(folder, 'en.json'))
    const zhBases = new Set(Object.keys(zh).map(base)), enBases = new Set(Object.keys(en).map(base))
    for (const key of zhBases) {
      if (!enBases.has(key)) problems.push(`${folder}: ${key} is missing in English`)
      const owner = owners.get(key)
      if (owner) problems.push(`${key} stands in ${owner} and in ${folder}`)
      owners.set(key, folder)
    }
    for (const key of zhBases) if (/^notify\..+\.title$/.test(key) && !zhBases.has(key.replace(/title$/, 'label'))) problems.push(`${folder}: ${key} has no label for the preferences, ${key.replace(/title$/, 'label')}`)
    for (const key of enBases) if (!zhBases.has(key)) problems.push(`${folder}: ${key} is missing in Chinese`)
    for (const [key, text] of Object.entries(en)) {
      if (!text.trim() || zh[key]?.trim() === '') problems.push(`${folder}: ${key} is empty`)
      if (/[\u4e00-\u9fff]/.test(text.replace(/“[^”]*”|"[^"]*"|\([^)]*\)|《[^》]*》/g, '')) && !ALLOWED_CHINESE.test(key)) problems.push(`${folder}: ${key} holds Chinese in English: ${text}`)
      if (zh[key] !== undefined && placeholders(text) !== placeholders(zh[key])) problems.push(`${folder}: ${key} has other placeholders in the two languages`)
    }
  }
  for (const file of projectFiles(/^(web|domains\/[^/]+\/web)\/.*\.tsx?$/)) {
    if (/\.test\.|\/e2e\//.test(file)) continue
    for (const m of readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([a-z][\w-]*(?:\.[\w-]+)+)'/g)) if (!owners.has(m[1]!)) problems.push(`${file}: no text for ${m[1]}`)
  }
  return { ok: problems.length === 0, text: problems.join('\n') }
}

/** Names that stay Chinese on purpose: the language's own name, the product's name. */
const ALLOWED_CHINESE = /(^|\.)(language|product|brand)(\.|-|$)|zh-CN|zh$/i

const read = (path: string): Record<string, string> => JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
