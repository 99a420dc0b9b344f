// Through the pooler: how few sessions the database server has, and that none of them keeps anything of the one before.
import pg from 'pg'
import type { Finding } from './check-across.ts'
import type { Cluster } from './cluster.ts'

export async function checkPool(cluster: Cluster): Promise<Finding> {
  const db = new pg.Client({ connectionString: cluster.databaseUrl() })
  await db.connect()
  try {
    const found = (await db.query<{ name: string; n: number; listens: number }>(`select application_name as name, count(*)::int as n, count(*) filter (where query ilike 'listen%')::int as listens from pg_stat_activity where datname = 'houyuan' and pid <> pg_backend_pid() group by 1 order by 1`)).rows
    const locks = (await db.query<{ n: number }>(`select count(*)::int as n from pg_locks l join pg_stat_activity a on a.pid = l.pid where l.locktype = 'advisory' and l.objsubid = 2 and a.datname = 'houyuan'`)).rows[0]!.n
    const faults = locks === 2 ? [] : [`two workers hold ${locks} locks that belong to a connection`]
    return { name: 'PgBouncer in transaction mode', figures: `sessions at the database server, of five processes: ${found.map((r) => `${r.n} ${r.name}`).join(', ')}`, faults }
  } finally { await db.end() }
}
