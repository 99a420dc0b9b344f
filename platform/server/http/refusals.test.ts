import { expect, test } from 'vitest'
import { Conflict } from '../errors.ts'
import { asRefusal } from './refusals.ts'

test.each([
  ['57P01', 'terminating connection due to unexpected postmaster exit'], ['57P03', 'the database system is starting up'], ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432'],
  ['08P01', 'query_wait_timeout'], ['08P01', 'server login has been failing, try again later (server_login_retry)'], ['ENOTFOUND', 'getaddrinfo ENOTFOUND db1'], ['EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.7:5432'], ['25006', 'cannot execute INSERT in a read-only transaction'],
  [undefined, 'Connection terminated unexpectedly'], [undefined, 'Client has encountered a connection error and is not queryable'], [undefined, 'timeout exceeded when trying to connect'],
])('a database that is away is a 503 that a client tries again: %s %s', (code, message) => {
  expect(asRefusal(Object.assign(new Error(message), code ? { code } : {}))).toMatchObject({ status: 503, code: 'unavailable' })
})

test.each(['ENOSPC', 'EDQUOT', '53100'])('no room on a disk is a 503 that says so: %s', (code) => {
  expect(asRefusal(Object.assign(new Error('no space left on device'), { code }))).toMatchObject({ status: 503, code: 'disk-full' })
})

test('a refusal stays what it is, the unknown is a 500', () => {
  expect(asRefusal(new Conflict('conflict'))).toMatchObject({ status: 409 })
  expect(asRefusal(Object.assign(new Error('insufficient data left in message'), { code: '08P01', routine: 'pq_copymsgbytes' }))).toMatchObject({ status: 500 })
  expect(asRefusal(new Error('Connection of another kind'))).toMatchObject({ status: 500, code: 'internal' })
})
