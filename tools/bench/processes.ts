// Starts the processes of the benchmark and asks the operating system about them.
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

/** Long enough for a worker to have begun. */
const WORKER_STARTS_MS = 5_000

export interface Served { address: string; child: ChildProcess; readyAfter: number; stop(): Promise<void> }

export async function startCeiling(databaseUrl: string): Promise<Served> {
  const start = performance.now()
  const child = fork(new URL('./ceiling.ts', import.meta.url), [databaseUrl], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const address = await new Promise<string>((resolve, reject) => {
    child.once('message', (m: { address: string }) => resolve(m.address))
    child.once('exit', (code) => reject(new Error(`the ceiling server ended with ${code}`)))
  })
  return { address, child, readyAfter: performance.now() - start, stop: () => stop(child) }
}

/** Starts the product as an operator would, and waits until it answers `/readyz`; a worker answers nothing and is given time to begin. */
export async function startServer(port: number, env: Record<string, string>, answers = true): Promise<Served> {
  const start = performance.now()
  const child = spawn(process.execPath, ['app/main.ts'], { env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), HOUYUAN_SMTP_IN: '', HOUYUAN_LOG: 'error', NODE_COMPILE_CACHE: '.cache/compiled', ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout!.on('data', (d: Buffer) => { said += d.toString() })
  const address = `http://127.0.0.1:${port}`
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}: ${said}`)
    const ready = answers ? await fetch(`${address}/readyz`).then((r) => r.status === 200, () => false) : performance.now() - start > WORKER_STARTS_MS
    if (ready) break
    if (performance.now() - start > 120_000) throw new Error(`the product was not ready within 120 s: ${said}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return { address, child, readyAfter: performance.now() - start, stop: () => stop(child) }
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) { resolve(); return }
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

/** Processor time that a process has used so far, in milliseconds (Linux, in steps of 10 ms); null elsewhere. */
export function processorMs(pid: number): number | null {
  try {
    // proc(5): behind the name, which may hold spaces, the 12th and 13th field.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch { return null }
}

/** Resident memory of a process in MiB (Linux); null elsewhere. */
export function residentMiB(pid: number): number | null {
  try { return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024 } catch { return null }
}
