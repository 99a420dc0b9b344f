// Signing in, the own session and the own account (§7.4).
import { z } from 'zod'
import { AccountKind } from './access.ts'
import { endpoint } from './endpoint.ts'
import { Id } from './ids.ts'
import { PageQuery, pageOf } from './paging.ts'
import { Email, Line, Locale } from './text.ts'
import { Moment } from './time.ts'

/** As it is sent; what a new one must be like is told by the policy in force, not by the shape. */
export const PasswordText = z.string().min(1, 'text.empty').max(1000, 'text.too-long')
const Secret = z.string().trim().min(1, 'text.empty').max(300, 'text.too-long')
const Code = z.string().trim().min(1, 'text.empty').max(40, 'text.too-long')

export const Owes = z.enum(['second-factor', 'enrolment', 'password-change'])
export type Owes = z.infer<typeof Owes>

/** How the person likes the screens; kept with the account so that it follows to other devices. */
export const Preferences = z.strictObject({
  theme: z.enum(['light', 'dark', 'system']), density: z.enum(['compact', 'cosy', 'touch']), shortcuts: z.boolean(), sound: z.boolean(),
  /** Own views of the desk: a name, and what stands in the address behind the question mark. */
  views: z.array(z.strictObject({ name: Line(40), search: z.string().max(300).regex(/^[\w=&.%-]*$/, 'access.view') })).max(20),
}).partial()

export const Session = z.object({
  person: z.object({ id: Id, name: z.string(), email: z.string().nullable(), kind: AccountKind }),
  locale: Locale, unitId: Id.nullable(), customerId: Id.nullable(), timeZone: z.string(),
  /** What has to happen before anything else may; null when nothing. */
  owes: Owes.nullable(),
  permissions: z.array(z.string()),
  /** The widest reach of each permission. */
  reach: z.record(z.string(), z.enum(['all', 'unit', 'customer', 'own'])),
  via: z.enum(['session', 'token']),
  secondFactor: z.object({ enrolled: z.boolean(), required: z.boolean(), recoveryCodesLeft: z.number().int() }),
  passwordDueAt: Moment.nullable(),
  lastSignIn: z.object({ at: Moment, address: z.string().nullable() }).nullable(),
  preferences: Preferences,
})
export type Session = z.infer<typeof Session>

export const OpenSession = z.object({
  id: Id, current: z.boolean(), method: z.enum(['password', 'mail-code', 'setup', 'link']), secondFactor: z.boolean(), address: z.string().nullable(), userAgent: z.string().nullable(),
  createdAt: Moment, lastSeenAt: Moment, expiresAt: Moment,
})
export type OpenSession = z.infer<typeof OpenSession>

export const SignIn = z.strictObject({ email: Email, password: PasswordText.optional(), code: Code.optional() })
  .refine((s) => (s.password === undefined) !== (s.code === undefined), { message: 'access.password-or-code', path: ['password'] })

const own = { permission: 'signed-in' } as const
const early = { permission: 'signed-in', beforeMfa: true } as const

export const sessionApi = {
  signIn: endpoint({
    method: 'POST', path: '/session', permission: 'anyone', summary: 'Sign in with a password, or with a code that came by e-mail', body: SignIn, reply: Session,
    errors: ['401 access.sign-in-failed', '429 access.locked'], example: { email: 'li.min@example.com', password: '…' },
  }),
  current: endpoint({ ...early, method: 'GET', path: '/session', summary: 'Who is signed in, what they may do and what the session still owes', reply: Session }),
  signOut: endpoint({ ...early, method: 'DELETE', path: '/session', summary: 'Sign out' }),
  secondFactor: endpoint({
    ...early, method: 'POST', path: '/session/second-factor', summary: 'Pass the second factor, or confirm it again before a change of the own protection',
    body: z.strictObject({ code: Code.optional(), recoveryCode: Code.optional() }).refine((s) => (s.code === undefined) !== (s.recoveryCode === undefined), { message: 'access.code-or-recovery', path: ['code'] }).meta({ examples: [{ code: '492039' }] }),
    reply: Session, errors: ['400 access.code-wrong', '429 access.locked', 'access.no-second-factor'],
  }),
  confirm: endpoint({
    ...early, method: 'POST', path: '/session/confirmation', summary: 'Say the password again before a change of the own protection',
    body: z.strictObject({ password: PasswordText }), errors: ['400 access.password-wrong', '429 access.locked'],
  }),
  mailCode: endpoint({
    method: 'POST', path: '/session/mail-code', permission: 'anyone', status: 202, summary: 'Send a one-time code to an e-mail address, to sign in to the portal',
    body: z.strictObject({ email: Email, name: Line(120).optional() }), errors: ['429 access.locked'],
  }),
  list: endpoint({ ...own, method: 'GET', path: '/sessions', summary: 'Open sessions of the own account, or of another with access.accounts', query: PageQuery.extend({ accountId: Id.optional() }), reply: pageOf(OpenSession) }),
  end: endpoint({ ...own, method: 'DELETE', path: '/sessions/:id', summary: 'End one session', params: z.object({ id: Id }) }),
  endOthers: endpoint({ ...own, method: 'DELETE', path: '/sessions', summary: 'End all own sessions but this one', reply: z.object({ ended: z.number().int() }) }),
}

export const meApi = {
  change: endpoint({ ...own, method: 'PATCH', path: '/me', summary: 'Change the own language and preferences', body: z.strictObject({ locale: Locale, preferences: Preferences }).partial(), reply: Session }),
  changePassword: endpoint({
    ...early, method: 'POST', path: '/me/password', summary: 'Change the own password; all other sessions end', body: z.strictObject({ current: PasswordText, password: PasswordText }), reply: Session,
    errors: ['400 access.password-wrong', '400 access.weak-password', '429 access.locked', '403 access.session-needed'],
  }),
  startTotp: endpoint({
    ...early, method: 'POST', path: '/me/totp', summary: 'Begin to set up an authenticator app', reply: z.object({ secret: z.string(), uri: z.string(), qr: z.string() }),
    errors: ['access.second-factor-exists', '403 access.confirm-again', '403 access.session-needed'],
  }),
  confirmTotp: endpoint({
    ...early, method: 'POST', path: '/me/totp/confirm', summary: 'Finish with the first code; answers the recovery codes, once', body: z.strictObject({ code: Code }),
    reply: z.object({ recoveryCodes: z.array(z.string()) }), errors: ['400 access.code-wrong', 'access.no-enrolment', '429 access.locked'],
  }),
  recoveryCodes: endpoint({
    ...own, method: 'POST', path: '/me/recovery-codes', summary: 'Ten new recovery codes; the old ones stop working', reply: z.object({ recoveryCodes: z.array(z.string()) }),
    errors: ['access.no-second-factor', '403 access.confirm-again', '403 access.session-needed'],
  }),
  removeTotp: endpoint({ ...own, method: 'DELETE', path: '/me/totp', summary: 'Remove the own second factor', errors: ['access.no-second-factor', '403 access.confirm-again', '403 access.session-needed'] }),
}

export const passwordResetApi = {
  ask: endpoint({ method: 'POST', path: '/password-reset', permission: 'anyone', status: 202, summary: 'Ask for a link to set a new password', body: z.strictObject({ email: Email }), errors: ['429 access.locked'] }),
  confirm: endpoint({
    method: 'POST', path: '/password-reset/confirm', permission: 'anyone', summary: 'Set a password with a one-time link (reset or invitation)', body: z.strictObject({ token: Secret, password: PasswordText }),
    reply: z.object({ email: z.string().nullable() }), errors: ['403 access.link-invalid', '400 access.weak-password', '429 access.locked'],
  }),
}

export const setupApi = {
  state: endpoint({
    method: 'GET', path: '/setup/state', permission: 'anyone', summary: 'Whether the first administrator is still missing',
    reply: z.object({ needed: z.boolean(), steps: z.array(z.object({ step: z.enum(['administrator', 'second-factor']), done: z.boolean() })) }),
  }),
  admin: endpoint({
    method: 'POST', path: '/setup/admin', permission: 'anyone', summary: 'Make the first administrator with the one-time link of the start', status: 201,
    body: z.strictObject({ token: Secret, name: Line(120), email: Email, password: PasswordText, locale: Locale.optional() }), reply: Session,
    errors: ['403 access.link-invalid', 'access.setup-done', '400 access.weak-password', 'access.email-taken', '429 access.locked'],
  }),
}
