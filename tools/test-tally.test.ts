import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { addTallies, finalLine, isGreen, tallyChecks, tallyVitest } from './test-tally.ts'

const folder = mkdtempSync(join(tmpdir(), 'houyuan-tally-'))
afterAll(() => rmSync(folder, { recursive: true }))

function report(passed: number, failed: number, testResults: object[] = [], pending = 0): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: pending, numTodoTests: 0, testResults }))
  return file
}

describe('vitest', () => {
  it('counts what passed, failed and was skipped', () => {
    expect(tallyVitest(report(5, 2, [], 1), 1)).toEqual({ passed: 5, failed: 2, skipped: 1 })
    expect(tallyVitest(report(5, 0), 0)).toEqual({ passed: 5, failed: 0, skipped: 0 })
  })

  it.each([
    ['a file that does not load', () => tallyVitest(report(5, 0, [{ status: 'failed', assertionResults: [] }]), 1)],
    ['an error outside any test', () => tallyVitest(report(5, 0), 1)],
    ['a crash before the report', () => tallyVitest(join(folder, 'absent.json'), 134)],
    ['no test at all', () => tallyVitest(report(0, 0), 0)],
  ])('%s is a failure', (_, tally) => expect(tally().failed).toBe(1))
})

describe('checks', () => {
  it.each([
    ['ok types\ncheck: 9 passed, 0 failed\n', 0, { passed: 9, failed: 0 }],
    ['check: 7 passed, 2 failed\n', 1, { passed: 7, failed: 2 }],
    ['check: 9 passed, 0 failed\n', 1, { passed: 9, failed: 1 }],
    ['', 0, { passed: 0, failed: 1 }],
    ['Error: crash', 1, { passed: 0, failed: 1 }],
  ])('%j with exit code %d', (output, code, expected) => expect(tallyChecks(output, code)).toMatchObject(expected))
})

describe('the end', () => {
  it('is one plain line', () => {
    expect(finalLine(addTallies([{ passed: 2, failed: 0, skipped: 0 }, { passed: 1, failed: 1, skipped: 0 }]))).toBe('3 passed, 1 failed')
    expect(finalLine({ passed: 3, failed: 0, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped')
  })

  it('is green only when something passed', () => {
    expect(isGreen({ passed: 1, failed: 0, skipped: 0 })).toBe(true)
    expect(isGreen({ passed: 0, failed: 0, skipped: 4 })).toBe(false)
    expect(isGreen({ passed: 9, failed: 1, skipped: 0 })).toBe(false)
  })
})
