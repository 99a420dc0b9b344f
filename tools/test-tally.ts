// Counting what ran. Anything that hides tests (a file that does not load, a crash, a missing report) counts as a failure.
import { existsSync, readFileSync } from 'node:fs'

export interface Tally {
  passed: number
  failed: number
  skipped: number
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/** Reads vitest's JSON report. `code` is how the process ended. */
export function tallyVitest(file: string, code: number): Tally {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
  const unloaded = report.testResults.filter((each) => each.status === 'failed' && !each.assertionResults.some((test) => test.status === 'failed')).length
  const failed = report.numFailedTests + unloaded
  const nothing = report.numPassedTests + failed === 0
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && (code !== 0 || nothing) ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Reads the last line of `npm run check`. */
export function tallyChecks(output: string, code: number): Tally {
  const found = [...output.matchAll(/^check: (\d+) passed, (\d+) failed$/gm)].at(-1)
  const passed = Number(found?.[1] ?? 0)
  const failed = Number(found?.[2] ?? 0)
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed, skipped: 0 }
}

export function addTallies(tallies: Tally[]): Tally {
  const sum = (key: keyof Tally): number => tallies.reduce((total, each) => total + each[key], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}

/** Green means that something passed and nothing failed. */
export function isGreen({ passed, failed }: Tally): boolean {
  return failed === 0 && passed > 0
}

export function finalLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
