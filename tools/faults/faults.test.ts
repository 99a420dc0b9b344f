// A short run of `npm run faults`: the worst that can happen to one process and to two with a database server of their own.
import { expect, test } from 'vitest'
import { playRounds, type RoundReport } from './rounds.ts'
import { seededRandom } from '../../platform/server/seeded-random.ts'

/** A run that is tried again must not take its findings along. */
const onRound = (r: RoundReport): void => { if (r.faults.length > 0) process.stderr.write(`${r.fault}\n${r.faults.map((f) => `    ${f}\n`).join('')}`) }
const said = (reports: RoundReport[]) => reports.flatMap((r) => r.faults.map((f) => `${r.fault}: ${f}`))

test('power is cut while people work: whatever was acknowledged is there, once', { timeout: 600_000 }, async () => {
  const reports = await playRounds({ shape: 'one', rounds: 1, only: ['kill all'], random: seededRandom(11), workMs: 1_500, onRound })
  expect(said(reports)).toEqual([])
  expect(reports[0]!.cases, 'nobody got an answer').toBeGreaterThan(0)
  expect(reports[0]!.mails).toBeGreaterThan(0)
})

test('a killed database and a cut line between processes lose nothing, double nothing and heal without a person', { timeout: 900_000 }, async () => {
  const reports = await playRounds({ shape: 'many', rounds: 2, only: ['kill postgres', 'line cut'], random: seededRandom(12), workMs: 1_500, onRound })
  expect(said(reports)).toEqual([])
  for (const r of reports) expect(r.cases, `${r.fault}: nobody got an answer`).toBeGreaterThan(0)
})
