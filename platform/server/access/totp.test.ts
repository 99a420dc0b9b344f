// One-time codes: RFC 6238 values, drift, and each code only once.
import { expect, test } from 'vitest'
import { codeAt } from './testing.ts'
import { newTotpSecret, totpStep, totpUri } from './totp.ts'

/** RFC 6238 appendix B uses the ASCII secret 12345678901234567890; its 8-digit values end in our 6 digits. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([[59, '287082'], [1111111109, '081804'], [1234567890, '005924'], [2000000000, '279037']])('RFC 6238 at %i s', (seconds, code) => {
  expect(totpStep(RFC_SECRET, code, new Date(seconds * 1000), null)).toBe(Math.floor(seconds / 30))
})

test('one step of drift is forgiven, two are not', () => {
  const secret = newTotpSecret(), now = new Date('2026-01-01T00:00:15Z'), step = Math.floor(now.getTime() / 30_000)
  for (const off of [-1, 0, 1]) expect(totpStep(secret, codeAt(secret, new Date(now.getTime() + off * 30_000)), now, null)).toBe(step + off)
  for (const off of [-3, -2, 2, 3]) expect(totpStep(secret, codeAt(secret, new Date(now.getTime() + off * 30_000)), now, null)).toBeNull()
})

test('a code works once, and no older one after it', () => {
  const secret = newTotpSecret(), now = new Date('2026-01-01T00:00:15Z'), code = codeAt(secret, now), step = totpStep(secret, code, now, null)!
  expect(totpStep(secret, code, now, step)).toBeNull()
  expect(totpStep(secret, codeAt(secret, new Date(now.getTime() - 30_000)), now, step)).toBeNull()
  expect(totpStep(secret, codeAt(secret, new Date(now.getTime() + 30_000)), now, step)).toBe(step + 1)
})

test('anything but six digits is refused; spaces are forgiven', () => {
  const secret = newTotpSecret(), now = new Date(), code = codeAt(secret, now)
  expect(totpStep(secret, `${code.slice(0, 3)} ${code.slice(3)}`, now, null)).not.toBeNull()
  for (const wrong of ['', '12345', `${code}0`, 'abcdef', '１２３４５６']) expect(totpStep(secret, wrong, now, null)).toBeNull()
})

test('the address for the app names product and person', () => {
  expect(totpUri(RFC_SECRET, 'li.min@example.test')).toBe(`otpauth://totp/Houyuan:li.min%40example.test?issuer=Houyuan&secret=${RFC_SECRET}&algorithm=SHA1&digits=6&period=30`)
})
