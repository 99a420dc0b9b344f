// Passwords at rest: the right one fits, no other does, and a flood neither hangs nor fails.
import { expect, test } from 'vitest'
import { hashIsOld, hashPassword, passwordFits } from './password-hash.ts'

test('R7.4-1 the right password fits its hash, which never repeats and does not hold it', async () => {
  const [one, two] = await Promise.all([hashPassword('Teal-Harbour-42'), hashPassword('Teal-Harbour-42')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(two)
  expect(one).not.toContain('Harbour')
  expect(await passwordFits('Teal-Harbour-42', one!)).toBe(true)
  expect(await passwordFits('Teal-Harbour-43', one!)).toBe(false)
  expect(await passwordFits('Ｔｅａｌ-Harbour-42', one!)).toBe(true)
})

test('nobody has no password, whatever is tried', async () => {
  for (const text of ['', 'x', '\u0000'.repeat(32)]) expect(await passwordFits(text, null)).toBe(false)
})

test('hashes with other parameters are called old', async () => {
  const old = '$argon2id$v=19$m=1024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$'
  expect(hashIsOld(old)).toBe(true)
  expect(hashIsOld(await hashPassword('Teal-Harbour-42'))).toBe(false)
})

test('forty at once are all served', async () => {
  const hash = await hashPassword('Teal-Harbour-42')
  expect((await Promise.all(Array.from({ length: 40 }, (_, i) => passwordFits(i % 2 ? 'Teal-Harbour-42' : 'wrong', hash)))).filter(Boolean)).toHaveLength(20)
})
