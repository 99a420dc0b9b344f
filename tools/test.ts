// `npm test`: the browser, every check, every test, and one honest line at the end: `N passed, N failed`.
// With arguments it runs only the matching unit and use-case tests: `npm test -- domains/sla`.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureTestBrowser } from './test-browser.ts'
import { addTallies, finalLine, isGreen, tallyChecks, tallyVitest } from './test-tally.ts'
import type { Tally } from './test-tally.ts'

const root = join(import.meta.dirname, '..')
const reports = mkdtempSync(join(tmpdir(), 'houyuan-test-reports-'))
const filters = process.argv.slice(2)
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

const tallies: Tally[] = []
const parts: [string, () => Promise<Tally>][] = filters.length > 0
  ? [['测试 / tests', () => vitest('some', 'vitest.config.ts', filters)]]
  : [
      ['浏览器 / browser', browser],
      ['检查 / checks', checks],
      ['测试 / tests', () => vitest('all', 'vitest.config.ts', [])],
      ['构建网页 / web build', () => step(['tools/build-web.ts'])],
      ['浏览器测试 / browser tests', () => vitest('browser', 'web/e2e/vitest.config.ts', [])],
    ]

for (const [name, part] of parts) {
  const began = Date.now()
  console.log(`\n== ${name}`)
  const tally = await part()
  tallies.push(tally)
  console.log(`== ${name}: ${finalLine(tally)} (${Math.round((Date.now() - began) / 1000)} s)`)
}
const total = addTallies(tallies)
process.exitCode = isGreen(total) ? 0 : 1
console.log(`\n${finalLine(total)}`)

/** A missing browser is a failure of this part; everything else still runs. */
async function browser(): Promise<Tally> {
  try {
    process.env['CHROMIUM'] = ensureTestBrowser((text) => console.log(text))
    console.log(process.env['CHROMIUM'])
    return { passed: 0, failed: 0, skipped: 0 }
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error))
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

async function checks(): Promise<Tally> {
  const { code, output } = await run(['tools/check.ts'], true)
  return tallyChecks(output, code)
}

async function vitest(name: string, config: string, args: string[]): Promise<Tally> {
  if (!existsSync(join(root, config))) {
    console.log(`${config} is missing: these tests did not run`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const report = join(reports, `${name}.json`)
  const { code } = await run(['node_modules/vitest/vitest.mjs', 'run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args], false)
  return tallyVitest(report, code)
}

/** A step that is not a test: counted only when it fails. */
async function step(args: string[]): Promise<Tally> {
  const { code } = await run(args, false)
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

/** Runs a program of this project with the same Node, showing its output as it comes. */
function run(args: string[], keepOutput: boolean): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', keepOutput ? 'pipe' : 'inherit', 'inherit'] })
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      process.stdout.write(chunk)
    })
    child.on('error', (error) => done({ code: 1, output: output + error.message }))
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}
