// After kill -9 or a lost database connection the jobs of a worker pool would stay locked for four hours. Each pool therefore
// holds a lock that PostgreSQL frees the moment its connection ends, and the others give back what a dead pool held.
import type { Pool, PoolClient } from 'pg'
import { randomInt } from 'node:crypto'

/** Class of the advisory locks; the key comes from the row in platform_workers. */
const LOCK_CLASS = 7246020

export interface Lease {
  /** Ends when the connection behind the lock is lost: from then on others may take the jobs over. */
  readonly lost: Promise<void>
  release(): Promise<void>
}

/** Takes the lock of a new pool. */
export async function takeLease(pool: Pool, poolId: string): Promise<Lease> {
  const client = await pool.connect()
  const key = randomInt(1, 2 ** 31 - 1)
  let end = () => {}, over = false
  const lost = new Promise<void>((resolve) => { end = resolve })
  client.once('error', end)
  client.once('end', end)
  try {
    await client.query('select pg_advisory_lock($1, $2)', [LOCK_CLASS, key])
    await client.query('insert into platform_workers (pool_id, lock_key, started_at) values ($1, $2, now())', [poolId, key])
  } catch (error) {
    client.release(true)
    throw error
  }
  return {
    lost,
    async release() {
      if (over) return
      over = true
      await client.query('delete from platform_workers where pool_id = $1', [poolId]).catch(() => undefined)
      // Destroyed, not returned: the lock must not live on in a pooled connection.
      client.release(true)
    },
  }
}

/** Gives back the jobs of pools whose process is gone. Returns the ids of those pools. */
export async function freeDeadPools(pool: Pool): Promise<string[]> {
  const client = await pool.connect()
  try {
    const dead: string[] = []
    for (const row of (await client.query<{ pool_id: string; lock_key: number }>('select pool_id, lock_key from platform_workers')).rows) {
      if (!await isFree(client, row.lock_key)) continue
      await client.query('delete from platform_workers where pool_id = $1', [row.pool_id])
      dead.push(row.pool_id)
    }
    // Pools that died before their row was written.
    const unknown = await client.query<{ id: string }>(`select distinct locked_by as id from graphile_worker._private_jobs j
      where locked_by is not null and locked_at < now() - interval '1 minute' and not exists (select 1 from platform_workers w where w.pool_id = j.locked_by)`)
    dead.push(...unknown.rows.map((r) => r.id))
    if (dead.length > 0) await client.query('select graphile_worker.force_unlock_workers($1::text[])', [dead])
    return dead
  } finally { client.release() }
}

async function isFree(client: PoolClient, key: number): Promise<boolean> {
  const taken = await client.query<{ ok: boolean }>('select pg_try_advisory_lock($1, $2) as ok', [LOCK_CLASS, key])
  if (!taken.rows[0]!.ok) return false
  await client.query('select pg_advisory_unlock($1, $2)', [LOCK_CLASS, key])
  return true
}
