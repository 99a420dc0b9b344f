// Time-based one-time codes (RFC 6238). Pure; `now` is wall time, as the phone's.
import { Secret, TOTP } from 'otpauth'

const PERIOD_S = 30

export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

const totpOf = (secret: string, label = ''): TOTP => new TOTP({ issuer: 'Houyuan', label, algorithm: 'SHA1', digits: 6, period: PERIOD_S, secret: Secret.fromBase32(secret) })

/** The address that authenticator apps read from the picture. */
export const totpUri = (secret: string, label: string): string => totpOf(secret, label).toString()

/** The step of a right code, one step of clock drift either way; null when it is wrong, or not newer than the last step used: every code works once. */
export function totpStep(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  const digits = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return null
  const delta = totpOf(secret).validate({ token: digits, timestamp: now.getTime(), window: 1 })
  if (delta === null) return null
  const step = Math.floor(now.getTime() / 1000 / PERIOD_S) + delta
  return lastStep !== null && step <= lastStep ? null : step
}
