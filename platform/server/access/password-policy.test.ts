// What a password must be like (§7.4), said in a way that tells what to do.
import { describe, expect, test } from 'vitest'
import { passwordDue, passwordFaults, type PasswordPolicy } from './password-policy.ts'

const handbook: PasswordPolicy = { profile: 'handbook', minLength: 12, classes: 3, history: 5, expiryDays: 90, minScore: 3 }
const modern: PasswordPolicy = { ...handbook, profile: 'modern' }
const codes = async (password: string, policy = handbook, about: string[] = ['李敏', 'li.min@example.test']) => (await passwordFaults(password, about, policy)).map((f) => f.code.replace('access.password.', ''))

describe('handbook profile', () => {
  test.each([
    ['Short-1a', ['too-short']],
    ['alllowercaseletters', ['classes']],
    ['Li.min-2026-Xyq!', ['contains-name']],
    ['李敏-Teal-Harbour-42', ['contains-name']],
    ['Password123!', ['guessable']],
    ['P@ssw0rd2026', ['guessable']],
    ['Qwertyuiop12', ['guessable']],
    ['Aa123456789!', ['guessable']],
    ['Teal-Harbour-42-Kite', []],
    ['港口-风筝-42-蓝绿色-Kite', []],
  ])('%s: %j', async (password, expected) => { expect(await codes(password)).toEqual(expected) })

  test('several faults are told at once, each with its clause', async () => {
    const faults = await passwordFaults('limin', ['li min', 'limin@example.test'], handbook)
    expect(faults.map((f) => f.code)).toEqual(['access.password.too-short', 'access.password.classes', 'access.password.contains-name'])
    expect(faults.every((f) => f.clause === '§7.4' && f.pointer === '/password')).toBe(true)
  })

  test('128 characters are the most', async () => { expect(await codes(`Ab1-${'x9Q!'.repeat(40)}`)).toEqual(['too-long']) })
  test('full-width letters count as the same letters', async () => { expect(await codes('Ｐａｓｓｗｏｒｄ１２３！')).toEqual(['guessable']) })
})

test('modern profile: length and guessability, no classes, no expiry', async () => {
  expect(await codes('correct horse battery', modern)).toEqual([])
  expect(await codes('Teal-Harb-42', modern)).toEqual(['too-short'])
  expect(await codes('passwordpassword', modern)).toEqual(['guessable'])
  expect(passwordDue(new Date('2025-03-03T09:00:00+08:00'), modern)).toBeNull()
})

test('it falls due after the days of the policy', () => {
  const set = new Date('2025-03-03T09:00:00+08:00')
  expect(passwordDue(set, handbook)?.toISOString()).toBe('2025-06-01T01:00:00.000Z')
  expect(passwordDue(set, { ...handbook, expiryDays: 0 })).toBeNull()
})

test('hostile input is estimated too: an estimate that explodes would run into the limit of the test', async () => {
  expect(Array.isArray(await codes(`A@4$5a1!3${'p@$$w0rd1'.repeat(13)}`))).toBe(true)
})
