// `npm run generate`: writes every file that is made from the code. `check` fails when one is out of date.
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { productMap } from './map.ts'
import { traceability } from './traceability.ts'
import { openApiText } from '../app/openapi.ts'

export const generatedFiles: readonly (readonly [string, () => Promise<string> | string])[] = [
  ['openapi.json', openApiText],
  ['docs/map.md', productMap],
]

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [path, make] of generatedFiles) writeFileSync(path, await make())
  writeFileSync('docs/traceability.md', traceability())
  console.log('written: openapi.json, docs/map.md, docs/traceability.md')
}
