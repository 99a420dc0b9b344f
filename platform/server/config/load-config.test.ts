import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { describeConfig } from './describe-config.ts'
import { ConfigError, loadConfig } from './load-config.ts'
import type { Config } from './load-config.ts'

const folder = mkdtempSync(join(tmpdir(), 'houyuan 设置 '))
const absent = join(folder, 'absent.json')
afterAll(() => rmSync(folder, { recursive: true }))

function withFile(content: string): string {
  const file = join(folder, 'houyuan.config.json')
  writeFileSync(file, content)
  return file
}

function refusal(env: Record<string, string>, file = absent): ConfigError {
  try {
    loadConfig(env, file)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error(`accepted ${JSON.stringify(env)}`)
}

describe('defaults', () => {
  it('are safe: loopback, embedded database, no test clock', () => {
    expect(loadConfig({}, absent)).toMatchObject({
      host: '127.0.0.1', port: 8080, dataDir: join(folder, 'data'), databaseUrl: null, role: 'all',
      publicUrl: 'http://127.0.0.1:8080', smtpIn: { host: '127.0.0.1', port: 2525 }, smtpOut: null, imap: null,
      adminEmail: null, adminPassword: null, backupPassphrase: null, seed: 'handbook', testClock: false, production: false,
    })
  })

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(loadConfig({}, absent))).toBe(true)
  })
})

describe('accepted values', () => {
  const cases: [Record<string, string>, Partial<Config>][] = [
    [{ HOST: '0.0.0.0', PORT: '80' }, { host: '0.0.0.0', port: 80, publicUrl: 'http://localhost' }],
    [{ HOST: '::1' }, { host: '::1', publicUrl: 'http://[::1]:8080' }],
    [{ HOST: 'desk.example.com' }, { host: 'desk.example.com' }],
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: ' 8081 ' }, { port: 8081 }],
    [{ PORT: '' }, { port: 8080 }],
    [{ HOUYUAN_DATA: '/var/lib/后援 数据' }, { dataDir: '/var/lib/后援 数据' }],
    [{ DATABASE_URL: 'postgres://u:p@h/d' }, { databaseUrl: 'postgres://u:p@h/d' }],
    [{ DATABASE_URL: 'postgresql://u@h1:1,h2:2/d?target_session_attrs=read-write' },
      { databaseUrl: 'postgresql://u@h1:1,h2:2/d?target_session_attrs=read-write' }],
    [{ DATABASE_URL: 'postgres:///d?host=/run/postgresql' }, { databaseUrl: 'postgres:///d?host=/run/postgresql' }],
    [{ DATABASE_URL: '' }, { databaseUrl: null }],
    [{ DATABASE_URL: 'postgres://u@pool:6432/d', DATABASE_DIRECT_URL: 'postgres://u@a,b/d?target_session_attrs=read-write' }, { databaseUrl: 'postgres://u@pool:6432/d', databaseDirectUrl: 'postgres://u@a,b/d?target_session_attrs=read-write' }],
    [{}, { databaseDirectUrl: null, drainSeconds: 0 }], [{ HOUYUAN_DRAIN: '10' }, { drainSeconds: 10 }],
    [{ HOUYUAN_ROLE: 'worker' }, { role: 'worker' }],
    [{ HOUYUAN_PUBLIC_URL: 'https://support.example.com/' }, { publicUrl: 'https://support.example.com' }],
    [{ HOUYUAN_SMTP_IN: '0.0.0.0:25' }, { smtpIn: { host: '0.0.0.0', port: 25 } }],
    [{ HOUYUAN_SMTP_IN: '[::1]:2525' }, { smtpIn: { host: '::1', port: 2525 } }],
    [{ HOUYUAN_SMTP_IN: '' }, { smtpIn: null }],
    [{ HOUYUAN_SMTP_OUT: 'smtps://u:p@mail.example.com' }, { smtpOut: 'smtps://u:p@mail.example.com' }],
    [{ HOUYUAN_IMAP: 'imap://u:p@127.0.0.1:1143' }, { imap: 'imap://u:p@127.0.0.1:1143' }],
    [{ HOUYUAN_ADMIN_EMAIL: 'a@b.cn', HOUYUAN_ADMIN_PASSWORD: ' spaced ' }, { adminEmail: 'a@b.cn', adminPassword: ' spaced ' }],
    [{}, { trustProxy: null }], [{ HOUYUAN_TRUST_PROXY: '2' }, { trustProxy: 2 }], [{ HOUYUAN_TRUST_PROXY: 'loopback, 10.0.0.0/8,2001:db8::/32' }, { trustProxy: ['loopback', '10.0.0.0/8', '2001:db8::/32'] }],
    [{ HOUYUAN_SEED: 'demo' }, { seed: 'demo' }],
    [{ HOUYUAN_TEST_CLOCK: '1', HOUYUAN_SEED: 'acceptance' }, { testClock: true, seed: 'acceptance' }],
    [{ HOUYUAN_TEST_CLOCK: '1', HOST: 'localhost' }, { testClock: true }],
    [{ HOUYUAN_TEST_CLOCK: '0', HOST: '0.0.0.0', NODE_ENV: 'production' }, { testClock: false, production: true }],
  ]
  it.each(cases)('%j', (env, expected) => expect(loadConfig(env, absent)).toMatchObject(expected))
})

describe('refused values name the setting, the value and what is allowed in both languages', () => {
  const cases: [string, string][] = [
    ['HOST', 'bad host'], ['HOST', '127.0.0.300'], ['HOST', 'http://x'],
    ['PORT', 'abc'], ['PORT', '65536'], ['PORT', '-1'], ['PORT', '80.5'], ['PORT', '0x50'],
    ['DATABASE_URL', 'mysql://h/d'], ['DATABASE_URL', 'postgres://h'], ['DATABASE_URL', 'db'],
    ['DATABASE_DIRECT_URL', 'mysql://h/d'], ['HOUYUAN_DRAIN', '1.5'], ['HOUYUAN_DRAIN', '301'], ['HOUYUAN_DRAIN', '-1'],
    ['HOUYUAN_ROLE', 'both'], ['HOUYUAN_ROLE', 'WEB'],
    ['HOUYUAN_PUBLIC_URL', 'support.example.com'], ['HOUYUAN_PUBLIC_URL', 'https://h/sub'], ['HOUYUAN_PUBLIC_URL', 'ftp://h'],
    ['HOUYUAN_SMTP_IN', '2525'], ['HOUYUAN_SMTP_IN', 'h:99999'], ['HOUYUAN_SMTP_IN', ':25'],
    ['HOUYUAN_SMTP_OUT', 'http://h'], ['HOUYUAN_IMAP', 'pop3://h'], ['HOUYUAN_ADMIN_EMAIL', 'nobody'],
    ['HOUYUAN_TRUST_PROXY', '10.0.0.0/33'], ['HOUYUAN_TRUST_PROXY', 'true'], ['HOUYUAN_TRUST_PROXY', '11'], ['HOUYUAN_TRUST_PROXY', '0'], ['HOUYUAN_TRUST_PROXY', '10.0.0.1,,'], ['HOUYUAN_TRUST_PROXY', '10.0.0.0/8/8'],
    ['HOUYUAN_SEED', 'everything'], ['HOUYUAN_TEST_CLOCK', 'yes'],
  ]
  it.each(cases)('%s=%s', (setting, value) => {
    const problem = refusal({ [setting]: value }).problems.find((each) => each.setting === setting)
    expect(problem).toMatchObject({ value, zh: expect.stringMatching(/[一-龥]/), en: expect.stringMatching(/^(Must|Set)/) })
  })

  it('all at once, not one per start', () => {
    const { problems, message } = refusal({ PORT: 'x', HOUYUAN_SEED: 'y' })
    expect(problems.map((each) => each.setting)).toEqual(['PORT', 'HOUYUAN_SEED'])
    expect(message).toContain('PORT = "x"')
  })

  it('never prints a password', () => {
    const env = { DATABASE_URL: 'mysql://u:geheim@h/d', HOUYUAN_SMTP_OUT: 'http://u:geheim@h', HOUYUAN_IMAP: 'pop://u:ge@heim@h' }
    expect(refusal(env).message).not.toMatch(/geheim|heim@/)
  })
})

describe('combinations', () => {
  it.each([
    [{ HOUYUAN_TEST_CLOCK: '1', HOST: '0.0.0.0' }, 'HOUYUAN_TEST_CLOCK'],
    [{ HOUYUAN_TEST_CLOCK: '1', HOST: '192.168.1.5' }, 'HOUYUAN_TEST_CLOCK'],
    [{ HOUYUAN_TEST_CLOCK: '1', NODE_ENV: 'production' }, 'HOUYUAN_TEST_CLOCK'],
    [{ HOUYUAN_SEED: 'acceptance' }, 'HOUYUAN_SEED'],
    [{ DATABASE_DIRECT_URL: 'postgres://h/d' }, 'DATABASE_DIRECT_URL'],
    [{ HOUYUAN_ADMIN_EMAIL: 'a@b.cn' }, 'HOUYUAN_ADMIN_EMAIL, HOUYUAN_ADMIN_PASSWORD'],
  ])('%j is refused', (env, setting) => {
    expect(refusal(env).problems.map((each) => each.setting)).toEqual([setting])
  })
})

describe('houyuan.config.json', () => {
  it('is used where the environment is silent, and each value knows its source', () => {
    const file = withFile('{"PORT": 9000, "HOUYUAN_SEED": "demo", "HOUYUAN_SMTP_IN": ""}')
    const config = loadConfig({ PORT: '9001' }, file)
    expect(config).toMatchObject({ port: 9001, seed: 'demo', smtpIn: null, host: '127.0.0.1' })
    expect(config.sources).toMatchObject({ port: 'environment', seed: 'file', smtpIn: 'file', host: 'default' })
  })

  it.each([
    ['{"PROT": 1}', 'PROT', 'PORT'],
    ['{"PORT": [1]}', 'PORT', 'text'],
    ['[1]', 'houyuan.config.json', 'JSON'],
    ['{', 'houyuan.config.json', 'JSON'],
  ])('%s is refused', (content, setting, hint) => {
    const [problem] = refusal({}, withFile(content)).problems
    expect(problem?.setting).toContain(setting)
    expect(problem?.en).toContain(hint)
  })
})

it('describeConfig masks passwords and shows sources', () => {
  const env = { DATABASE_URL: 'postgres://u:geheim@h/d', HOUYUAN_ADMIN_EMAIL: 'a@b.cn', HOUYUAN_ADMIN_PASSWORD: 'geheim' }
  const lines = describeConfig(loadConfig(env, absent))
  expect(lines).toContainEqual({ setting: 'DATABASE_URL', value: 'postgres://u:***@h/d', source: 'environment' })
  expect(lines).toContainEqual({ setting: 'HOUYUAN_TEST_CLOCK', value: '0', source: 'default' })
  expect(JSON.stringify(lines)).not.toContain('geheim')
})
