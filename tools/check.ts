// `npm run check`: types, lint, boundaries, generated files, translations, sizes. Every part runs; the sum decides.
import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { checkGenerated } from './check/generated.ts'
import { checkSizes } from './check/sizes.ts'
import { checkTranslations } from './check/translations.ts'
import { checkTraceability } from './check/traceability.ts'

export interface Finding { ok: boolean; text: string }
type Part = { name: string; run: () => Promise<Finding> }

const bin = (path: string) => `node_modules/${path}`
const tsc = (project: string) => command(process.execPath, [bin('typescript7/bin/tsc'), '-p', project, '--noEmit', '--pretty', 'false'])

const parts: Part[] = [
  { name: 'types: contract', run: () => tsc('tsconfig.contract.json') },
  { name: 'types: server', run: () => tsc('tsconfig.server.json') },
  { name: 'types: web', run: () => tsc('tsconfig.web.json') },
  { name: 'types: web tests', run: () => tsc('tsconfig.web-tests.json') },
  { name: 'lint', run: () => command(process.execPath, [bin('oxlint/bin/oxlint'), '--quiet', '.']) },
  { name: 'boundaries', run: boundaries },
  { name: 'generated files', run: checkGenerated },
  { name: 'translations', run: checkTranslations },
  { name: 'sizes', run: checkSizes },
  { name: 'traceability', run: checkTraceability },
]

/** dependency-cruiser reads nothing and reports success when its TypeScript does not fit: too few modules are a failure. */
async function boundaries(): Promise<Finding> {
  const found = await command(process.execPath, [bin('dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.cjs', 'app', 'platform', 'domains', 'web', 'tools'])
  const modules = Number(/(\d+) modules/.exec(found.text)?.[1] ?? 0)
  return modules < 100 ? { ok: false, text: `only ${modules} modules were read; the rules were not checked\n${found.text}` } : found
}

async function command(file: string, args: string[]): Promise<Finding> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    child.stdout.on('data', (d: Buffer) => { text += d.toString() })
    child.stderr.on('data', (d: Buffer) => { text += d.toString() })
    child.on('error', (error) => resolve({ ok: false, text: String(error) }))
    child.on('close', (code) => resolve({ ok: code === 0, text: text.trim() }))
  })
}

let passed = 0, failed = 0
const only = process.argv.slice(2)
for (const part of parts.filter((p) => only.length === 0 || only.some((o) => p.name.includes(o)))) {
  const start = performance.now()
  const found = await part.run().catch((error: unknown): Finding => ({ ok: false, text: error instanceof Error ? error.stack ?? error.message : String(error) }))
  if (found.ok) passed++
  else failed++
  console.log(`${found.ok ? 'ok  ' : 'FAIL'} ${part.name} (${((performance.now() - start) / 1000).toFixed(1)} s)`)
  if (!found.ok) console.log(found.text.split('\n').slice(0, 80).map((line) => `     ${line}`).join('\n'))
}
console.log(`check: ${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
