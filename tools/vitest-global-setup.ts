// One PostgreSQL for the whole run, without fsync; each test file makes its own databases on it.
// Set HOUYUAN_TEST_PG to test against another server (any PostgreSQL 15 or later, as a superuser).
import { startTestServer } from '../platform/server/postgres/test-database.ts'

export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['HOUYUAN_TEST_PG']) return undefined
  const server = await startTestServer()
  process.env['HOUYUAN_TEST_PG'] = server.url
  return async () => {
    delete process.env['HOUYUAN_TEST_PG']
    await server.stop()
  }
}
