// The PostgreSQL of a test run. Template databases are made on top of it by platform/server/testing.ts.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'

export interface TestServer {
  /** Address with the rights to create databases. */
  url: string
}

/**
 * The server that this test run uses: HOUYUAN_TEST_PG, which tools/vitest-global-setup.ts sets when nobody else did.
 * @throws Error outside vitest when HOUYUAN_TEST_PG is not set
 */
export async function testServer(): Promise<TestServer> {
  const url = process.env['HOUYUAN_TEST_PG']
  if (!url) throw new Error('No test database: run through vitest, or set HOUYUAN_TEST_PG to the address of a PostgreSQL 15 or later.')
  return { url }
}

/** Starts an embedded server in a temporary folder. Fast and forgetful: no fsync. `stop` also removes the folder. */
export async function startTestServer(): Promise<TestServer & { stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'houyuan-test-pg-'))
  const server = await startEmbeddedPostgres({
    dataDir,
    log: { info: () => undefined, warn: say, error: say },
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300', max_wal_size: '1GB' },
  })
  return {
    url: server.adminUrl,
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
