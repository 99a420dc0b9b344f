// The operator's commands explain themselves and end with a code that scripts can go by.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testServer } from '../../platform/server/postgres/test-database.ts'
import { commands } from './commands.ts'

const dir = mkdtempSync(join(tmpdir(), 'houyuan-commands-'))
const name = `houyuan_commands_${process.pid}`
let url: URL
beforeAll(async () => { url = new URL((await testServer()).url); await admin(`create database ${name}`); url.pathname = `/${name}` })
afterAll(async () => { await admin(`drop database if exists ${name} with (force)`); rmSync(dir, { recursive: true, force: true }) })

async function admin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: (await testServer()).url })
  await client.connect()
  try { await client.query(statement) } finally { await client.end() }
}

function houyuan(args: string[], input = ''): { code: number | null; out: string; err: string } {
  const done = spawnSync(process.execPath, ['app/cli.ts', ...args], { input, encoding: 'utf8', env: { ...process.env, HOUYUAN_DATA: dir, DATABASE_URL: url.href, HOUYUAN_SMTP_IN: '', HOUYUAN_LOG: 'silent' } })
  return { code: done.status, out: done.stdout, err: done.stderr }
}

test.each(commands.map((c) => [c.name, c] as const))('RX-11 %s --help explains in both languages and does nothing', (name, command) => {
  const { code, out } = houyuan([name, '--help'])
  expect([code, out.startsWith(`npm run houyuan -- ${command.usage}`)]).toEqual([0, true])
  expect(out).toMatch(/[\u4e00-\u9fff]/)
  expect(out).toMatch(/[a-z]{4,} [a-z]{2,}/)
})

test('RX-11 an unknown command and wrong usage end with 2 and say what there is', () => {
  for (const args of [['nonsense'], ['user'], ['user', 'nonsense'], ['user', 'grant', 'a@b.example'], ['token'], ['token', 'create'], ['demo']]) {
    const { code, out, err } = houyuan(args)
    expect([code, out], args.join(' ')).toEqual([2, ''])
    expect(err.length).toBeGreaterThan(20)
  }
})

describe('RX-11 on an installation', () => {
  test('migrate brings an empty database up to date, and a second time has nothing to do', () => {
    expect(houyuan(['migrate'])).toMatchObject({ code: 0, out: expect.stringContaining('core') })
    expect(houyuan(['migrate'])).toMatchObject({ code: 0, out: expect.stringContaining('up to date') })
  })

  test('doctor prints every setting with its source and ends with 0 when all is well', () => {
    const { code, out } = houyuan(['doctor'])
    for (const setting of ['HOST', 'PORT', 'HOUYUAN_TRUST_PROXY', 'HOUYUAN_TEST_CLOCK']) expect(out).toMatch(new RegExp(`${setting} .*\\((default|environment|file)\\)`))
    expect(code, out).toBe(0)
  })

  test('verify ends with 0 on what is right', () => { expect(houyuan(['verify'])).toMatchObject({ code: 0, out: expect.stringContaining('ok') }) })

  test('R7.4-4 who is not there, a role that does not exist and a weak password are refused in words', () => {
    expect(houyuan(['user', 'grant', 'nobody@example.test', 'admin'])).toMatchObject({ code: 1, err: expect.stringContaining('nobody@example.test') })
    expect(houyuan(['user', 'add', 'new@example.test', '新人', 'no-such-role'])).toMatchObject({ code: 1, err: expect.stringContaining('no-such-role') })
    expect(houyuan(['token', 'list', 'nobody@example.test']).code).toBe(1)
    expect(houyuan(['token', 'revoke', '01926f3a-7c4e-7b1a-9d2f-3a5c8e0b6d41']).code).toBe(1)
  })
})
