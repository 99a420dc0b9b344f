import { describe, expect, it } from 'vitest'
import { explainOutput, fileFault, PostgresError } from './postgres-error.ts'

describe('PostgreSQL output is turned into a cause', () => {
  it.each([
    ['FATAL:  could not write to file "pg_wal/xlogtemp.7": No space left on device', 'disk-full'],
    ['initdb: error: could not create directory "/x": Permission denied', 'not-writable'],
    ['FATAL:  data directory "/x" has invalid permissions', 'not-writable'],
    ['FATAL:  invalid value for parameter "shared_buffers"', 'failed'],
  ])('%s', (output, fault) => {
    const error = explainOutput(output, '/srv/数据')
    expect(error).toMatchObject({ fault, said: { zh: expect.stringMatching(/[一-龥]/), en: expect.stringMatching(/^The /) } })
    expect(error.message).toContain('/srv/数据')
  })

  it('shows the last lines of what it cannot name', () => {
    const output = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n')
    expect(explainOutput(output, '/x').message).toMatch(/line 39/)
    expect(explainOutput(output, '/x').message).not.toMatch(/line 3\n/)
  })
})

it.each([['EACCES', 'not-writable'], ['EROFS', 'not-writable'], ['ENOTDIR', 'not-writable'], ['ENOSPC', 'disk-full'], ['EDQUOT', 'disk-full']])('%s is %s', (code, fault) => {
  expect(fileFault(Object.assign(new Error('x'), { code }), '/x')).toMatchObject({ fault })
})

it('a root that may not give files away is told to start as an ordinary user', () => {
  expect(fileFault(Object.assign(new Error('x'), { code: 'EINVAL', syscall: 'chown' }), '/x')).toMatchObject({ fault: 'account' })
})

it('leaves other errors alone', () => {
  const error = new TypeError('x')
  expect(fileFault(error, '/x')).toBe(error)
  const explained = new PostgresError('in-use', { zh: '', en: '' })
  expect(fileFault(explained, '/x')).toBe(explained)
})
