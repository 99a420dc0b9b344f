// Parts that need a full database: engine, clocks, scale, live. Each has an installation of its own, filled first; with `--data` it is kept for the next time.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import pino from 'pino'
import { joinEmbeddedPostgres } from '../../platform/server/postgres/join-embedded-postgres.ts'
import { quiet } from './cases.ts'
import { measureLateness } from './clocks.ts'
import { measureDueTime, measurePreview, measureReEvaluation } from './engine.ts'
import { generateData, openTemplates } from './generate-data.ts'
import { measureLive } from './live.ts'
import { startServer } from './processes.ts'
import type { Report } from './report.ts'
import { measureScale, reportScale, type Pages } from './scale.ts'
import { measureSearch } from './search.ts'

/** What large is compared with. */
const SMALL = 10_000
/** A case starts six clocks on average. */
const CLOCKS_PER_CASE = 6

type Env = Record<string, string>
export interface Installation { address: string; databaseUrl: string; pid: number; dataDir: string }
export interface Bench { report: Report; port: number; size: number; seconds: number; /** Folder that keeps what was filled; null: removed afterwards. */ keep: string | null }
/** `wall`: open cases begin now by the wall clock instead of the test clock. */
interface Filling { name: string; cases: number; openShare: number; openSeconds: number; messagesPerCase: number; wall?: boolean }

const ACCEPTANCE: Env = { HOUYUAN_SEED: 'acceptance', HOUYUAN_TEST_CLOCK: '1' }
/** The same installation by the wall clock: the acceptance seed is there already and stands only with the test clock. */
const WALL: Env = { HOUYUAN_SEED: 'handbook' }
const MONTH = 30 * 86_400
/** So long after it was filled nothing that stands by the wall clock has fallen due. */
const FRESH_MS = 10 * 60_000

async function running<T>(port: number, dataDir: string, env: Env, work: (at: Installation) => Promise<T>): Promise<T> {
  const server = await startServer(port, { HOUYUAN_DATA: dataDir, ...env }), postgres = await joinEmbeddedPostgres({ dataDir, log: pino({ level: 'silent' }) })
  try { return await work({ address: server.address, databaseUrl: postgres.url, pid: server.child.pid!, dataDir }) } finally {
    await postgres.stop()
    await server.stop()
  }
}

/** A folder with an installation of this filling: kept from an earlier run, or made now. */
async function filled(bench: Bench, filling: Filling, work: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = bench.keep === null ? mkdtempSync(join(tmpdir(), 'houyuan-bench-')) : join(bench.keep, filling.name), mark = join(dataDir, 'filled.json')
  mkdirSync(dataDir, { recursive: true })
  try {
    // What stands by the wall clock falls due by itself a while later.
    if (!existsSync(mark) || (filling.wall && Date.now() - statSync(mark).mtimeMs > FRESH_MS) || readFileSync(mark, 'utf8') !== JSON.stringify(filling)) {
      rmSync(dataDir, { recursive: true, force: true })
      mkdirSync(dataDir, { recursive: true })
      await fill(bench, dataDir, filling)
      writeFileSync(mark, JSON.stringify(filling))
    }
    await work(dataDir)
  } finally { if (bench.keep === null) rmSync(dataDir, { recursive: true, force: true }) }
}

async function fill({ report, port }: Bench, dataDir: string, { cases, openShare, openSeconds, messagesPerCase, wall = false }: Filling): Promise<void> {
  const { templates, now } = await running(port, dataDir, ACCEPTANCE, async ({ address }) => {
    const ids = await openTemplates(address)
    await quiet(address)
    return { templates: ids, now: (await fetch(`${address}/api/v1/test/clock`).then((r) => r.json()) as { now: string }).now }
  })
  const began = performance.now(), postgres = await joinEmbeddedPostgres({ dataDir, log: pino({ level: 'silent' }) })
  try { await generateData(postgres.url, templates, wall ? new Date() : new Date(now), { cases, customers: Math.max(1_000, Math.floor(cases / 5)), messagesPerCase, openShare, openSeconds }) } finally { await postgres.stop() }
  report.figure(`filled with ${cases} cases`, (performance.now() - began) / 1000, 's')
}

const SCALE = { openShare: 0.05, openSeconds: MONTH, messagesPerCase: 5 }

export const measureEngine = (bench: Bench): Promise<void> => filled(bench, { name: `open-${bench.size}`, cases: bench.size, openShare: 1, openSeconds: 600, messagesPerCase: 1 }, (dataDir) => running(bench.port, dataDir, ACCEPTANCE, async (at) => {
  measureDueTime(bench.report)
  await measurePreview(bench.report, at.address)
  await measureReEvaluation(bench.report, at.address, at.databaseUrl)
}))

/** `size`: running clocks. Requests have a process of their own, and two workers share what falls due. */
export const measureClocks = (bench: Bench): Promise<void> => filled(bench, { name: 'clocks', cases: Math.max(3_000, Math.floor(bench.size / CLOCKS_PER_CASE)), openShare: 1, openSeconds: 60, messagesPerCase: 1, wall: true }, (dataDir) =>
  running(bench.port, dataDir, { ...WALL, HOUYUAN_ROLE: 'web' }, async (at) => {
    const workers = [1, 2].map((n) => startServer(bench.port + n, { ...WALL, HOUYUAN_DATA: dataDir, HOUYUAN_ROLE: 'worker', DATABASE_URL: at.databaseUrl }, false))
    try {
      await Promise.all(workers)
      await measureLateness(bench.report, at.databaseUrl)
    } finally { for (const worker of workers) await (await worker).stop() }
  }))

/** Both sizes by themselves: each is an installation that has just started. */
export async function measureSizesOfData(bench: Bench): Promise<void> {
  const measured: { size: number; pages: Pages }[] = []
  for (const size of [SMALL, bench.size]) {
    await filled(bench, { name: `cases-${size}`, cases: size, ...SCALE }, (dataDir) => running(bench.port, dataDir, ACCEPTANCE, async (at) => { measured.push({ size, pages: await measureScale(at.address, bench.seconds) }) }))
  }
  reportScale(bench.report, measured[0]!, measured[1]!)
}

export const measureSearching = (bench: Bench): Promise<void> =>
  filled(bench, { name: `cases-${bench.size}`, cases: bench.size, ...SCALE }, (dataDir) => running(bench.port, dataDir, ACCEPTANCE, (at) => measureSearch(bench.report, at.address, bench.size, bench.seconds)))

export const measureLiveUpdates = (bench: Bench): Promise<void> =>
  filled(bench, { name: `cases-${bench.size}`, cases: bench.size, ...SCALE }, (dataDir) => running(bench.port, dataDir, ACCEPTANCE, (at) => measureLive(bench.report, at.address, at.pid, 2 * bench.seconds)))
