// The ceiling on this machine, now: bare Fastify with one-row inserts, and a bare keyset select of the same rows, through pg.
import Fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.argv[2], max: 20 })
await pool.query(`create table if not exists bench_ceiling (id uuid primary key default gen_random_uuid(), number bigint generated always as identity, title text not null, description text not null,
  state text not null, unit_id uuid, created_at timestamptz not null default now())`)
await pool.query('create index if not exists bench_ceiling_order on bench_ceiling (created_at desc, id)')

const app = Fastify()
app.post('/insert', async (request) => {
  const { title, description } = request.body as { title: string; description: string }
  return (await pool.query('insert into bench_ceiling (title, description, state) values ($1, $2, $3) returning *', [title, description, 'new'])).rows[0]
})
app.get('/select', async () => ({ items: (await pool.query('select * from bench_ceiling order by created_at desc, id limit 50')).rows }))
const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.send?.({ address })
process.on('SIGTERM', () => { void app.close().then(() => pool.end()).then(() => process.exit(0)) })
