// Transactions that are one packet each share a few connections: what comes in the same moment leaves in one write, and the server works through
// it without being woken for each. A connection of its own for each makes the server's processes push the product's aside all the time.
import type { Pool, PoolClient } from 'pg'
import { Packet, type Statement } from './packet.ts'

/** Enough that one can write to the disk while others work. */
const LANES = 3
/** `read_only_sql_transaction`: the server behind the connection takes no writes any more. */
const ASLEEP = '25006'

interface Lane { readonly connected: Promise<PoolClient>; underWay: number; isGathering: boolean; isBroken: boolean }
interface Told { ended(): void; failed(statement: Statement, error: unknown): void }

export class ExpressLanes {
  readonly #pool: Pool
  readonly #lanes = new Set<Lane>()

  constructor(pool: Pool) { this.#pool = pool }

  /** Statements that are a transaction by themselves. Throws when there is no connection. */
  async send(statements: readonly Statement[], told: Told): Promise<void> {
    const lane = this.#freest()
    lane.underWay++
    try {
      const client = await lane.connected
      this.#gather(lane, client)
      const end = () => { this.#leave(lane, client) }
      client.query(new Packet(statements, {
        ended() { end(); told.ended() },
        failed(statement, error) {
          const { code } = error as { code?: string }
          if (code === undefined || code === ASLEEP) lane.isBroken = true
          end()
          told.failed(statement, error)
        },
      }))
    } catch (error) {
      this.#lanes.delete(lane)
      throw error
    }
  }

  #freest(): Lane {
    let freest: Lane | null = null
    for (const lane of this.#lanes) if (!lane.isBroken && (freest === null || lane.underWay < freest.underWay)) freest = lane
    if (freest && (freest.underWay === 0 || this.#lanes.size >= LANES)) return freest
    const opened: Lane = { connected: this.#pool.connect(), underWay: 0, isGathering: false, isBroken: false }
    this.#lanes.add(opened)
    return opened
  }

  /** What this turn of the event loop still brings leaves together. */
  #gather(lane: Lane, client: PoolClient): void {
    if (lane.isGathering) return
    lane.isGathering = true
    const { stream } = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection
    stream.cork()
    setImmediate(() => { lane.isGathering = false; stream.uncork() })
  }

  /** The last one out gives the connection back. */
  #leave(lane: Lane, client: PoolClient): void {
    if (lane.isBroken) this.#lanes.delete(lane)
    if (--lane.underWay > 0) return
    this.#lanes.delete(lane)
    client.release(lane.isBroken)
  }
}
