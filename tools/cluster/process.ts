// One process of the cluster: started, killed, asked to leave, started again.
import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

const START_MS = 180_000, STOP_MS = 60_000

export interface Part {
  readonly name: string
  /** Process number at this moment: tells whether it was started again. */
  pid(): number | undefined
  start(): Promise<void>
  /** SIGTERM, until it has ended. */
  leave(): Promise<void>
  kill(): Promise<void>
}

export interface PartOptions {
  name: string
  command: string
  args: readonly string[]
  env?: Record<string, string>
  /** True once it serves. */
  isUp: () => Promise<boolean>
  onOutput?: (text: string) => void
  /** Account to run as. */
  as?: { uid: number; gid: number }
}

export function makePart({ name, command, args, env, isUp, onOutput, as }: PartOptions): Part {
  let child: ChildProcess | null = null, said = ''
  const ended = (): boolean => !child || child.exitCode !== null || child.signalCode !== null
  const gone = async (): Promise<void> => {
    for (const until = Date.now() + STOP_MS; !ended(); await sleep(20)) if (Date.now() > until) throw new Error(`${name} does not end`)
  }
  return {
    name,
    pid: () => child?.pid,
    async start() {
      said = ''
      child = spawn(command, args, { env: env ? { ...process.env, ...env } : process.env, stdio: ['ignore', 'pipe', 'pipe'], ...as })
      child.on('error', (error) => { said += error.message })
      for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (d: Buffer) => { said = (said + d.toString()).slice(-4_000); onOutput?.(`${name}: ${d.toString()}`) })
      for (const until = Date.now() + START_MS; !await isUp(); await sleep(50)) {
        if (ended()) throw new Error(`${name} ended: ${said}`)
        if (Date.now() > until) throw new Error(`${name} does not come up: ${said}`)
      }
    },
    async leave() { if (!ended()) child!.kill('SIGTERM'); await gone() },
    async kill() { if (!ended()) child!.kill('SIGKILL'); await gone() },
  }
}
