// Parts that need a full database: engine, clocks, scale. Each has an installation of its own, filled first and removed afterwards.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import pino from 'pino'
import { joinEmbeddedPostgres } from '../../platform/server/postgres/join-embedded-postgres.ts'
import { quiet } from './cases.ts'
import { measureLateness } from './clocks.ts'
import { measureDueTime, measureReEvaluation } from './engine.ts'
import { generateData, openTemplates } from './generate-data.ts'
import { startServer } from './processes.ts'
import type { Report } from './report.ts'
import { measureScale, reportScale, type Pages } from './scale.ts'

/** What large is compared with. */
const SMALL = 10_000
/** A case starts six clocks on average. */
const CLOCKS_PER_CASE = 6

type Env = Record<string, string>
interface Installation { address: string; databaseUrl: string }

const ACCEPTANCE: Env = { HOUYUAN_SEED: 'acceptance', HOUYUAN_TEST_CLOCK: '1' }
/** The same installation by the wall clock: the acceptance seed is there already and stands only with the test clock. */
const WALL: Env = { HOUYUAN_SEED: 'handbook' }

async function running<T>(port: number, dataDir: string, env: Env, work: (at: Installation) => Promise<T>): Promise<T> {
  const server = await startServer(port, { HOUYUAN_DATA: dataDir, ...env }), postgres = await joinEmbeddedPostgres({ dataDir, log: pino({ level: 'silent' }) })
  try { return await work({ address: server.address, databaseUrl: postgres.url }) } finally {
    await postgres.stop()
    await server.stop()
  }
}

async function filled(work: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'houyuan-bench-'))
  try { await work(dataDir) } finally { rmSync(dataDir, { recursive: true, force: true }) }
}

/** `wall`: clocks run from now on by the wall clock instead of the test clock. */
async function fill(report: Report, { address, databaseUrl }: Installation, cases: number, openShare: number, wall = false): Promise<void> {
  const templates = await openTemplates(address)
  await quiet(address)
  const { now } = await fetch(`${address}/api/v1/test/clock`).then((r) => r.json()) as { now: string }, began = performance.now()
  await generateData(databaseUrl, templates, wall ? new Date() : new Date(now), { cases, customers: Math.max(1_000, Math.floor(cases / 5)), messagesPerCase: 5, openShare, openSeconds: openShare === 1 ? 600 : 30 * 86_400 })
  report.figure(`filled with ${cases} cases`, (performance.now() - began) / 1000, 's')
}

export const measureEngine = (report: Report, port: number, size: number): Promise<void> => filled((dataDir) => running(port, dataDir, ACCEPTANCE, async (at) => {
  measureDueTime(report)
  await fill(report, at, size, 1)
  await measureReEvaluation(report, at.address, at.databaseUrl)
}))

/** `size`: running clocks. */
export const measureClocks = (report: Report, port: number, size: number): Promise<void> => filled(async (dataDir) => {
  await running(port, dataDir, ACCEPTANCE, (at) => fill(report, at, Math.max(3_000, Math.floor(size / CLOCKS_PER_CASE)), 1, true))
  await running(port, dataDir, WALL, (at) => measureLateness(report, at.databaseUrl))
})

export const measureSizesOfData = (report: Report, port: number, size: number, seconds: number): Promise<void> => filled((dataDir) => running(port, dataDir, ACCEPTANCE, async (at) => {
  await fill(report, at, SMALL, 0.05)
  const small: Pages = await measureScale(at.address, seconds)
  await quiet(at.address)
  await fill(report, at, size - SMALL, 0.05)
  reportScale(report, { size: SMALL, pages: small }, { size, pages: await measureScale(at.address, seconds) })
}))
