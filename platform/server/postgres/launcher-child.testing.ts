// A product in miniature for the launcher's tests, run as a process of its own: starts the server of the folder given, then
// writes rows until it is killed. Prints one JSON line when ready and one `ack <n>` per committed row.
import pg from 'pg'
import { PostgresError } from './postgres-error.ts'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'

const [dataDir = '', mode = 'hold'] = process.argv.slice(2)
const log = { info: () => undefined, warn: () => undefined, error: (text: string) => process.stderr.write(`${text}\n`) }

try {
  const server = await startEmbeddedPostgres({ dataDir, log })
  process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)))
  process.stdout.write(`${JSON.stringify({ url: server.url, pid: server.pid, uid: process.getuid?.() ?? -1 })}\n`)
  setInterval(() => undefined, 60_000)
  if (mode === 'write') await writeForever(server.url)
} catch (error) {
  if (!(error instanceof PostgresError)) throw error
  process.stdout.write(`${JSON.stringify({ fault: error.fault, message: error.message })}\n`)
  process.exit(3)
}

async function writeForever(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create table if not exists rows (n bigint primary key, filler text)')
  const { rows } = await client.query<{ last: number }>('select coalesce(max(n), 0)::int as last from rows')
  for (let n = (rows[0]?.last ?? 0) + 1; ; n++) {
    await client.query('insert into rows values ($1, repeat($2, 500))', [n, '行'])
    process.stdout.write(`ack ${n}\n`)
  }
}
