// What every session of the product begins with. A connection of our own brings it along; behind a pooler, which refuses such words of
// its clients (PgBouncer: `unsupported startup parameter`), the role has it.
import pg, { type Pool } from 'pg'

export const SESSION: Readonly<Record<string, string>> = { timezone: 'UTC', statement_timeout: '60000', idle_in_transaction_session_timeout: '120000' }

export const sessionOptions = Object.entries(SESSION).map(([name, value]) => `-c ${name}=${value}`).join(' ')

/** Any process of an installation may be the first to look. */
const LOCK = 7_246_004

/**
 * Gives the role of the product these beginnings in this database, where it does not have them yet; a role may do that for itself.
 * Throws Error when the pooler still hands out sessions that were opened before: they end with `RECONNECT`.
 */
export async function preparePooledSessions(direct: Pool, pool: Pool): Promise<void> {
  const client = await direct.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    const found = await client.query<{ name: string; settings: string[] | null }>(`select current_database() as name, (select s.setconfig from pg_db_role_setting s
      join pg_database d on d.oid = s.setdatabase join pg_roles r on r.oid = s.setrole where d.datname = current_database() and r.rolname = current_user) as settings`)
    const { name, settings } = found.rows[0]!, known = new Set((settings ?? []).map((s) => s.toLowerCase()))
    for (const [key, value] of Object.entries(SESSION)) {
      if (!known.has(`${key}=${value}`.toLowerCase())) await client.query(`alter role current_user in database ${pg.escapeIdentifier(name)} set ${key} = ${pg.escapeLiteral(value)}`)
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally { client.release() }
  const zone = (await pool.query<{ zone: string }>(`select current_setting('timezone') as zone`)).rows[0]!.zone
  if (zone !== 'UTC') throw new Error(`The pooler at DATABASE_URL hands out sessions that were opened before the product prepared its role (time zone ${zone}). Give PgBouncer the command RECONNECT, then start again. / DATABASE_URL 所指的连接池仍在使用旧会话（时区 ${zone}）。请在 PgBouncer 上执行 RECONNECT，然后重新启动。`)
}
