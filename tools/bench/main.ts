// `npm run bench`: how fast, beside what this machine can do at all. Each figure is a ratio to a ceiling measured in the same run.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { joinEmbeddedPostgres } from '../../platform/server/postgres/join-embedded-postgres.ts'
import { measureBulk } from './bulk.ts'
import { fillCases, measureCreate, measurePages, measureQueue, quiet } from './cases.ts'
import { measureClocks, measureEngine, measureLiveUpdates, measureSearching, measureSizesOfData, type Bench } from './filled.ts'
import { measureMail } from './mail.ts'
import { residentMiB, startCeiling, startServer } from './processes.ts'
import { Report } from './report.ts'
import { measureSizes } from './web-sizes.ts'

const { values } = parseArgs({ options: { size: { type: 'string', default: '2000' }, seconds: { type: 'string', default: '8' }, only: { type: 'string' }, data: { type: 'string' } } })
const size = Number(values.size), seconds = Number(values.seconds)
if (!Number.isInteger(size) || size < 0 || !(seconds > 0)) throw new Error('--size takes a whole number of cases, --seconds a number of seconds')

const dataDir = mkdtempSync(join(tmpdir(), 'houyuan-bench-'))
const env = { HOUYUAN_DATA: dataDir, HOUYUAN_SEED: 'acceptance', HOUYUAN_TEST_CLOCK: '1' }
const report = new Report()
const port = await freePort(), smtpPort = await freePort()
const named = new Set(values.only?.split(','))
const wants = (part: string) => values.only === undefined || named.has(part)
/** Parts that fill a database first; they run only when they are named, since that takes minutes. `--data <folder>` keeps what was filled. */
const FILLED: Readonly<Record<string, (bench: Bench) => Promise<void>>> = { engine: measureEngine, clocks: measureClocks, scale: measureSizesOfData, search: measureSearching, live: measureLiveUpdates }

try {
  for (const [part, measure] of Object.entries(FILLED)) if (named.has(part)) await measure({ report, port, size, seconds, keep: values.data ? resolve(values.data) : null })
  if (values.only === undefined || [...named].some((part) => !(part in FILLED) && part !== 'web')) await measureRunning()
  if (wants('web')) measureSizes(report)
} finally { rmSync(dataDir, { recursive: true, force: true }) }

process.exitCode = report.print() ? 0 : 1

async function measureRunning(): Promise<void> {
  const first = await startServer(port, env)
  report.figure('first start to ready', first.readyAfter / 1000, 's')
  await first.stop()
  const server = await startServer(port, { ...env, HOUYUAN_SMTP_IN: `127.0.0.1:${smtpPort}` })
  report.floor('second start to ready', server.readyAfter / 1000, 's', { most: 5 })
  const postgres = await joinEmbeddedPostgres({ dataDir, log: pino({ level: 'silent' }) })
  const ceiling = await startCeiling(postgres.url)
  try {
    await new Promise((resolve) => setTimeout(resolve, 4000))
    const idle = residentMiB(server.child.pid!)
    if (idle !== null) report.floor('server memory, idle', idle, 'MiB', { most: 350 })
    if (wants('create')) for (const connections of [8, 32]) await measureCreate(report, server.address, ceiling.address, connections, seconds, server.child.pid!)
    if (wants('queue') || wants('page') || wants('bulk')) await fillCases(server.address, size)
    await quiet(server.address)
    if (wants('queue')) for (const connections of [8, 32]) await measureQueue(report, server.address, ceiling.address, connections, seconds)
    if (wants('page')) await measurePages(report, server.address, seconds)
    if (wants('bulk')) await measureBulk(report, server.address)
    await quiet(server.address)
    if (wants('mail')) await measureMail(report, server.address, smtpPort)
    const busy = residentMiB(server.child.pid!)
    if (busy !== null) report.figure('server memory, after the load', busy, 'MiB')
  } finally {
    await ceiling.stop()
    await postgres.stop()
    await server.stop()
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port: found } = probe.address() as { port: number }
      probe.close(() => resolve(found))
    })
  })
}
