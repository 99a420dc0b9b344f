// What the administrator may set about signing in (§7.4), with the defaults.
import { z } from 'zod'
import { defineSetting } from '../module.ts'
import type { PasswordPolicy } from './password-policy.ts'

export const passwordSetting = defineSetting<PasswordPolicy>({
  key: 'access.password', group: 'access', clause: '§7.4',
  schema: z.strictObject({
    profile: z.enum(['handbook', 'modern']), minLength: z.number().int().min(8).max(64), classes: z.number().int().min(1).max(4),
    history: z.number().int().min(0).max(24), expiryDays: z.number().int().min(0).max(730), minScore: z.number().int().min(0).max(4),
  }),
  default: { profile: 'handbook', minLength: 12, classes: 3, history: 5, expiryDays: 90, minScore: 3 },
})

/** Wall time. Requesters sign in to the portal only, and for longer. */
export interface SessionRules { idleMinutes: number; absoluteHours: number; requesterIdleMinutes: number; requesterAbsoluteHours: number }
export const sessionSetting = defineSetting<SessionRules>({
  key: 'access.session', group: 'access', clause: '§7.4',
  schema: z.strictObject({
    idleMinutes: z.number().int().min(5).max(1440), absoluteHours: z.number().int().min(1).max(720),
    requesterIdleMinutes: z.number().int().min(5).max(43_200), requesterAbsoluteHours: z.number().int().min(1).max(2160),
  }),
  default: { idleMinutes: 60, absoluteHours: 12, requesterIdleMinutes: 10_080, requesterAbsoluteHours: 720 },
})

export const secondFactorSetting = defineSetting<{ allStaff: boolean }>({
  key: 'access.second-factor', group: 'access', clause: '§7.4', schema: z.strictObject({ allStaff: z.boolean() }), default: { allStaff: false },
})

/** Whether people without an account may make one by proving their e-mail address, and the role they get. */
export const signUpSetting = defineSetting<{ allowed: boolean; role: string }>({
  key: 'access.sign-up', group: 'access', schema: z.strictObject({ allowed: z.boolean(), role: z.string().min(1).max(60) }), default: { allowed: true, role: 'customer' },
})
