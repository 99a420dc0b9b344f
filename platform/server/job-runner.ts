// Keeps the workers of this process running: takes over from dead ones, and starts anew after the database was away.
import { EventEmitter } from 'node:events'
import pg from 'pg'
import { run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Host } from './host.ts'
import { graphileLogger } from './log.ts'
import { freeDeadPools, takeLease, type Lease } from './worker-leases.ts'

const AGAIN_MS = 1_000
const TAKE_OVER_MS = 15_000

/** Starts; resolves when the first workers run. Later failures are logged and answered by starting again. */
export async function keepWorkersRunning(host: Host, tasks: TaskList, concurrency: number): Promise<{ stop(): Promise<void> }> {
  let stopping = false, current = await startPool(host, tasks, concurrency), wake = () => {}
  const supervision = (async () => {
    while (!stopping) {
      await current.ended
      if (stopping) return
      host.log.warn('the job workers stopped (database away?); they start again')
      await current.stop()
      for (let started = false; !started && !stopping;) {
        await new Promise<void>((resolve) => { const timer = setTimeout(resolve, AGAIN_MS); wake = () => { clearTimeout(timer); resolve() } })
        if (stopping) return
        try { current = await startPool(host, tasks, concurrency); started = true } catch (error) { host.log.warn({ err: error }, 'the job workers cannot start yet') }
      }
    }
  })()
  return { async stop() { stopping = true; wake(); await current.stop(); await supervision } }
}

interface Pool { ended: Promise<unknown>; stop(): Promise<void> }

async function startPool(host: Host, tasks: TaskList, concurrency: number): Promise<Pool> {
  await takeOver(host)
  const events: WorkerEvents = new EventEmitter()
  let poolId = ''
  events.once('pool:create', ({ workerPool }) => { poolId = workerPool.id })
  const books = bookkeepingPool(host, concurrency)
  const runner: Runner = await run({ pgPool: books, taskList: tasks, concurrency, pollInterval: 2000, noHandleSignals: true, logger: graphileLogger(host.log), crontab: ' ', events })
  const lease: Lease = await takeLease(host.direct, poolId).catch(async (error: unknown) => { await runner.stop().catch(() => undefined); await books.end(); throw error })
  const timer = setInterval(() => { void takeOver(host).catch((error: unknown) => host.log.warn({ err: error }, 'could not look for dead workers')) }, TAKE_OVER_MS)
  return {
    ended: Promise.race([runner.promise.catch((error: unknown) => { host.log.error({ err: error }, 'the job workers failed') }), lease.lost]),
    async stop() {
      clearInterval(timer)
      await runner.stop().catch(() => undefined)
      await lease.release()
      await books.end()
    },
  }
}

/**
 * Connections for the workers' own notes: taken, done. They need not wait for the disk, since a note that a crash loses only
 * makes a job run again, which every job must stand anyway. The work itself commits through the ordinary pool.
 */
function bookkeepingPool(host: Host, concurrency: number): pg.Pool {
  const pool = new BookkeepingPool({ ...host.direct.options, max: concurrency + 2, application_name: 'houyuan jobs', options: `${host.direct.options.options ?? ''} -c synchronous_commit=off` })
  // The database may be told to stop while the last connections are still saying goodbye.
  const lost = (error: Error) => { if (!pool.ending) host.log.warn({ err: error }, 'a database connection of the job workers was lost') }
  pool.on('error', lost)
  pool.on('connect', (client) => { client.on('error', lost) })
  return pool
}

type Release = (error?: Error | boolean) => void
type Connected = (error: Error | undefined, client: pg.PoolClient | undefined, release: Release) => void

/** The listener of the workers gives its connection back twice when the database goes away while they are being stopped; once counts. */
class BookkeepingPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(connected: Connected): void
  override connect(connected?: Connected): Promise<pg.PoolClient> | void {
    if (!connected) return super.connect()
    // A pool that is being closed answers with an error and nothing to release.
    super.connect((error, client, release: Release | undefined) => {
      let isReleased = false
      connected(error, client, (why) => { if (!isReleased) { isReleased = true; release?.(why) } })
    })
  }
}

async function takeOver(host: Host): Promise<void> {
  const dead = await freeDeadPools(host.direct)
  if (dead.length > 0) host.log.warn({ pools: dead }, 'took over the jobs of workers that died')
}
