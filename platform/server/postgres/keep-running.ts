// A database process that dies under a running application is started again on the same port, so that pools reconnect by themselves.
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './process-facts.ts'
import { sendSignal } from './server-process.ts'
import type { RunningServer } from './server-process.ts'
import type { PostgresLog } from './start-embedded-postgres.ts'

const LOOK_EVERY_MS = 1_000
/** Deaths within this time count towards giving up. */
const WINDOW_MS = 10 * 60_000
const MOST_RESTARTS = 5

export interface KeptServer {
  current(): RunningServer
  /** Stops watching and hands back the process to be stopped. */
  release(): Promise<RunningServer>
}

interface Keeping {
  log: PostgresLog
  restart(port: number): Promise<RunningServer>
}

/** Watches the server. Gives up (and says so in the log) after five deaths within ten minutes, or when it came back on another port. */
export function keepRunning(first: RunningServer, { log, restart }: Keeping): KeptServer {
  let server = first
  let watching = true
  let restarting: Promise<void> | null = null
  let deaths: number[] = []

  const revive = async (): Promise<void> => {
    deaths = [...deaths.filter((at) => Date.now() - at < WINDOW_MS), Date.now()]
    if (deaths.length > MOST_RESTARTS) {
      watching = false
      log.error(`PostgreSQL ended ${deaths.length} times within ten minutes and is not started again; see its log in the data folder`)
      return
    }
    log.error(`PostgreSQL (process ${server.pid}) ended unexpectedly; starting it again`)
    await sleep(200 * deaths.length) // its orphaned children need a moment to notice
    const next = await restart(server.port)
    if (next.port !== server.port) log.error(`PostgreSQL came back on port ${next.port} instead of ${server.port}; the application must be restarted`)
    server = next
    server.child?.once('exit', look)
  }

  const look = (): void => {
    if (!watching || restarting || isAlive(server.pid)) return
    restarting = revive()
      .catch((error: unknown) => log.error(`PostgreSQL did not start again: ${String(error)}`))
      .finally(() => (restarting = null))
  }

  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  first.child?.once('exit', look)
  const lastMoment = (): void => sendSignal(server.pid, 'SIGINT')
  process.on('exit', lastMoment)

  return {
    current: () => server,
    async release() {
      watching = false
      clearInterval(timer)
      process.off('exit', lastMoment)
      await restarting
      return server
    },
  }
}
