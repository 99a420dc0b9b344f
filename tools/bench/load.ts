// A closed loop of requests over kept-alive connections: as many as are answered, no more.
import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'

/** `all` and `seconds`: with the warm-up. */
export interface LoadResult { perSecond: number; p50: number; p95: number; p99: number; errors: number; requests: number; all: number; seconds: number }
export interface Shot { method: 'GET' | 'POST'; path: string; body?: string; headers: Record<string, string> }

/** Fires shots from `connections` loops for `seconds` after a warm-up of a quarter of that; times in milliseconds. */
export const load = (base: string, connections: number, seconds: number, shot: (n: number) => Shot): Promise<LoadResult> => loop(base, connections, 1, seconds, (n) => [shot(n)])

/** What one page asks for at once, as one: the time until the last answer is there, by one person after the other. */
export const loadTogether = (base: string, seconds: number, shots: (n: number) => Shot[]): Promise<LoadResult> => loop(base, 1, 6, seconds, shots)

async function loop(base: string, connections: number, sockets: number, seconds: number, shots: (n: number) => Shot[]): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections * sockets })
  const times: number[] = []
  let errors = 0, n = 0, all = 0
  const warmUntil = performance.now() + seconds * 250, until = warmUntil + seconds * 1000
  await Promise.all(Array.from({ length: connections }, async () => {
    while (performance.now() < until) {
      const start = performance.now()
      const statuses = await Promise.all(shots(n++).map((shot) => once(base, agent, shot)))
      const end = performance.now()
      const went = statuses.every((status) => status >= 200 && status < 300)
      if (went) all++
      if (start < warmUntil || end > until) continue
      if (went) times.push(end - start)
      else errors++
    }
  }))
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return { perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), errors, requests: times.length, all, seconds: seconds * 1.25 }
}

function once(base: string, agent: Agent, { method, path, body, headers }: Shot): Promise<number> {
  return new Promise((resolve, reject) => {
    const req = request(new URL(path, base), { method, agent, headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }) } }, (res) => {
      res.on('data', () => undefined)
      res.on('end', () => resolve(res.statusCode ?? 0))
    })
    req.on('error', reject)
    req.end(body)
  })
}
