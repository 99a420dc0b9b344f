// Figures for Prometheus. What is cheap is counted as it happens; what lives in the database is asked for when somebody scrapes.
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { SYSTEM, type Ctx } from '../ctx.ts'
import type { Host } from '../host.ts'
import type { Figure } from '../module.ts'
import { liveHub } from '../live/live-hub.ts'
import { countJobs } from './job-store.ts'
import { relayLag } from './relay-lag.ts'

export class Metrics {
  readonly #registry = new Registry()
  readonly #host: Host
  readonly #requests: Histogram<'method' | 'route' | 'status'>
  readonly #declared: readonly { figure: Figure; gauge: Gauge }[]
  readonly #gauges: Record<'jobs' | 'relayEvents' | 'relaySeconds' | 'sweepLateness' | 'pool' | 'live', Gauge>
  #hasDefaults = false

  constructor(host: Host) {
    this.#host = host
    const registers = [this.#registry]
    this.#declared = host.registry.modules.flatMap((m) => [...(m.figures ?? [])]).map((figure) => ({ figure, gauge: new Gauge({ name: figure.name, help: figure.help, registers }) }))
    this.#requests = new Histogram({ name: 'houyuan_http_request_seconds', help: 'Duration of HTTP requests by declared route', labelNames: ['method', 'route', 'status'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10], registers })
    this.#gauges = {
      jobs: new Gauge({ name: 'houyuan_jobs', help: 'Jobs by state', labelNames: ['state'], registers }),
      relayEvents: new Gauge({ name: 'houyuan_relay_lag_events', help: 'Committed events not yet carried on (counted to 10000)', registers }),
      relaySeconds: new Gauge({ name: 'houyuan_relay_lag_seconds', help: 'Age of the oldest of them, in business time', registers }),
      sweepLateness: new Gauge({ name: 'houyuan_sweep_lateness_seconds', help: 'How long the earliest due work of a sweep waits', labelNames: ['sweep'], registers }),
      pool: new Gauge({ name: 'houyuan_database_connections', help: 'Connections of the pool by state', labelNames: ['state'], registers }),
      live: new Gauge({ name: 'houyuan_live_connections', help: 'Open live sockets of this process', registers }),
    }
  }

  /** `route` is the declared address, never the one that was asked: there must be few of them. */
  observe(method: string, route: string, status: number, seconds: number): void { this.#requests.observe({ method, route, status: String(status) }, seconds) }

  async text(): Promise<string> {
    if (!this.#hasDefaults) { this.#hasDefaults = true; collectDefaultMetrics({ register: this.#registry, prefix: 'houyuan_' }) }
    const { pool } = this.#host, gauges = this.#gauges
    for (const [state, value] of Object.entries({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount })) gauges.pool.set({ state }, value)
    gauges.live.set(liveHub(this.#host).connections.size)
    const lag = await relayLag(this.#host)
    gauges.relayEvents.set(lag.events)
    gauges.relaySeconds.set(lag.seconds)
    await this.#host.transaction(SYSTEM, async (ctx) => {
      for (const [state, value] of Object.entries(await countJobs(ctx))) gauges.jobs.set({ state }, value)
      for (const [sweep, seconds] of await sweepLateness(ctx)) gauges.sweepLateness.set({ sweep }, seconds)
      for (const { figure, gauge } of this.#declared) gauge.set(await figure.read(ctx) ?? NaN)
    })
    return this.#registry.metrics()
  }

  get contentType(): string { return this.#registry.contentType }
}

async function sweepLateness(ctx: Ctx): Promise<[string, number][]> {
  const late: [string, number][] = []
  for (const sweep of ctx.host.registry.sweeps) {
    const due = await sweep.nextDue(ctx)
    late.push([sweep.name, due ? Math.max(0, (ctx.now().getTime() - due.getTime()) / 1000) : 0])
  }
  return late
}
