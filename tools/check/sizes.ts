// Files stay small enough to be read in one go: 300 lines, tests 500. The list of exceptions may only shrink.
import { readFileSync } from 'node:fs'
import { projectFiles } from './files.ts'

const LIMIT = 300, TEST_LIMIT = 500

export async function checkSizes(): Promise<{ ok: boolean; text: string }> {
  const allowed = JSON.parse(readFileSync('tools/check/size-exceptions.json', 'utf8')) as Record<string, number>
  const problems: string[] = []
  const large = new Set<string>()
  for (const file of projectFiles(/\.(ts|tsx|js|cjs)$/)) {
    const lines = readFileSync(file, 'utf8').split('\n').length - 1
    const limit = /\.test\.tsx?$/.test(file) || file.startsWith('web/e2e/') ? TEST_LIMIT : LIMIT
    if (lines <= limit) continue
    large.add(file)
    if (lines > (allowed[file] ?? 0)) problems.push(`${file}: ${lines} lines, allowed ${allowed[file] ?? limit}`)
  }
  for (const file of Object.keys(allowed)) if (!large.has(file)) problems.push(`${file} no longer needs its exception in tools/check/size-exceptions.json`)
  return { ok: problems.length === 0, text: problems.join('\n') }
}
