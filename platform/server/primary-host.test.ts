import pg from 'pg'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { testServer } from './postgres/test-database.ts'
import { poolAddress, primaryAddress, splitHosts } from './primary-host.ts'

test('an address with several hosts is taken apart; one with a single host stays as it is', () => {
  expect(splitHosts('postgres://u:p%40ss@a:5432,b:6000,[::1]/db?target_session_attrs=read-write&sslmode=require')).toEqual({
    hosts: [{ host: 'a', port: 5432 }, { host: 'b', port: 6000 }, { host: '::1', port: 5432 }], single: 'postgres://u:p%40ss@a:5432/db?sslmode=require',
  })
  expect(splitHosts('postgresql://a,b/db?target_session_attrs=read-write').single).toBe('postgresql://a/db')
  for (const url of ['postgres://u@h:1/d', 'postgres:///d', 'postgres://u@h/d?application_name=a,b']) expect(splitHosts(url)).toEqual({ hosts: [], single: url })
})

test('the host that takes writes is used, whichever place it has; where none answers the error says so', async () => {
  const server = new URL((await testServer()).url), silent = createServer((socket) => { socket.destroy() })
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as { port: number }, dead = `127.0.0.1:${port}`, login = `${server.username}:${server.password}`
  const pool = new pg.Pool({ ...poolAddress(`postgres://${login}@${dead},${server.host}${server.pathname}?target_session_attrs=read-write`), max: 2 })
  pool.on('error', () => undefined)
  expect((await pool.query<{ port: number }>('select inet_server_port() as port')).rows[0]!.port).toBe(Number(server.port))
  // A connection that is lost makes it look again, and find it again.
  await pool.query('select pg_terminate_backend(pg_backend_pid())').catch(() => undefined)
  expect((await pool.query('select 1')).rowCount).toBe(1)
  await pool.end()
  expect(await primaryAddress(`postgres://${login}@${dead},${server.host}${server.pathname}?target_session_attrs=read-write`)).toBe(`postgres://${login}@${server.host}${server.pathname}`)
  const none = new pg.Pool({ ...poolAddress(`postgres://${login}@${dead},${dead}/none`), max: 1 })
  await expect(none.query('select 1')).rejects.toThrow(/terminated|ECONNRESET|hang up/)
  await none.end()
  await new Promise((resolve) => silent.close(resolve))
})
