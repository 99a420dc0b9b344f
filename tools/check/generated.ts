// Generated files equal what the generators print now: openapi.json, docs/map.md, schema.sql.
import { existsSync, readFileSync } from 'node:fs'
import { generatedFiles } from '../generate.ts'

export async function checkGenerated(): Promise<{ ok: boolean; text: string }> {
  const problems: string[] = []
  for (const [path, make] of generatedFiles) {
    const fresh = await make()
    if (!existsSync(path)) problems.push(`${path} is missing`)
    else if (readFileSync(path, 'utf8') !== fresh) problems.push(`${path} is out of date`)
  }
  return { ok: problems.length === 0, text: problems.length ? `${problems.join('\n')}\nRun: npm run generate` : '' }
}
