// The ceiling on this machine, now: bare Fastify with one-row inserts, and a bare keyset select of the same rows, through pg.
import Fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.argv[2], max: 20 })
await pool.query(`create table if not exists bench_ceiling (id uuid primary key default gen_random_uuid(), number bigint generated always as identity, title text not null, description text not null,
  state text not null, unit_id uuid, created_at timestamptz not null default now())`)

const app = Fastify()
app.post('/insert', async (request) => {
  const { title, description } = request.body as { title: string; description: string }
  return (await pool.query({ name: 'insert', text: 'insert into bench_ceiling (title, description, state) values ($1, $2, $3) returning *', values: [title, description, 'new'] })).rows[0]
})
/** The same rows and columns that the queue page shows, by the same key. */
const QUEUE = `select id, number, title, state, channel, requester_type, service_line, problem_class, urgency, impact, complexity, severity, level, requester_id, requester_name, customer_id, customer_number, customer_name, tier,
  first_owner_id, first_owner_name, handler_id, handler_name, unit_id, unit_name, next_due_at, next_due_kind, next_due_clause, next_due_warned_at, next_due_breached, breached, unread, created_at, updated_at, version
  from cases where open order by rank, next_due_at, id limit 50`
app.get('/select', async () => ({ items: (await pool.query({ name: 'queue', text: QUEUE })).rows }))
const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.send?.({ address })
process.on('SIGTERM', () => { void app.close().then(() => pool.end()).then(() => process.exit(0)) })
