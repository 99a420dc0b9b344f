// For tests that sign in as people do: a browser that keeps its cookie, and accounts made in one line.
import type { FastifyInstance } from 'fastify'
import { Secret, TOTP } from 'otpauth'
import type { AccountKind, Reach } from '../../contract/access.ts'
import { SYSTEM, type Ctx } from '../ctx.ts'
import { files } from '../files/module.ts'
import type { Host } from '../host.ts'
import { mail } from '../mail/module.ts'
import type { DomainModule } from '../module.ts'
import { settings } from '../settings/module.ts'
import { startTestProduct, type TestOptions, type TestProduct } from '../testing.ts'
import { accessModule } from './module.ts'
import { authenticate, createAccount, grantRole, upsertRole } from './public.ts'

export const GOOD_PASSWORD = 'Teal-Harbour-42-Kite'

/** A product with accounts, settings and mail, and whatever else is named. */
export const startAccessProduct = (more: readonly DomainModule[] = [], options: Partial<TestOptions> = {}): Promise<TestProduct> =>
  startTestProduct({ modules: [accessModule, settings, files, mail, ...more], http: { authenticate }, ...options })

export const inSystem = <T>(host: Host, work: (ctx: Ctx) => Promise<T>): Promise<T> => host.transaction(SYSTEM, work)

/** Moves the wall time that sessions, codes and locks go by. */
export function moveRealTime(host: Host, ms: number): void {
  const now = host.realNow.bind(host)
  Object.assign(host, { realNow: () => new Date(now().getTime() + ms) })
}

export interface Answer { status: number; body: any; headers: Record<string, unknown> }

/** Sends requests from one address and keeps the session cookie. */
export class Browser {
  readonly #http: FastifyInstance
  readonly ip: string
  cookie: string | null = null
  constructor(product: TestProduct, ip = '198.51.100.7') { this.#http = product.http!; this.ip = ip }

  async send(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
    const reply = await this.#http.inject({
      method, url: `/api/v1${path}`, remoteAddress: this.ip, headers: { 'accept-language': 'en', ...(this.cookie && !headers['authorization'] ? { cookie: this.cookie } : {}), ...headers }, ...(body ? { payload: body } : {}),
    })
    for (const set of reply.cookies) this.cookie = set.value === '' ? null : `${set.name}=${set.value}`
    return { status: reply.statusCode, body: reply.body === '' ? null : JSON.parse(reply.body), headers: reply.headers }
  }

  signIn(email: string, password = GOOD_PASSWORD): Promise<Answer> { return this.send('POST', '/session', { email, password }) }

  /** Sets up an authenticator and passes it; returns its secret and the recovery codes. */
  async enrol(host: Host): Promise<{ secret: string; codes: string[] }> {
    const { secret } = (await this.send('POST', '/me/totp')).body
    const confirmed = await this.send('POST', '/me/totp/confirm', { code: codeAt(secret, host.realNow()) })
    return { secret, codes: confirmed.body.recoveryCodes }
  }
}

export const codeAt = (secret: string, at: Date): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })

/** An account with a password and, if permissions are named, a role of its own that has them. */
export async function aPerson(host: Host, email: string, options: { kind?: AccountKind; permissions?: readonly [string, Reach][]; privileged?: boolean; password?: string | null; unitId?: string; name?: string } = {}): Promise<string> {
  return inSystem(host, async (ctx) => {
    const password = options.password === null ? {} : { password: options.password ?? GOOD_PASSWORD }
    const { id } = await createAccount(ctx, { kind: options.kind ?? 'staff', email, name: options.name ?? 'Lin Q.', locale: 'en', ...password, ...(options.unitId ? { unitId: options.unitId } : {}) })
    if (options.permissions) {
      const role = `role-${id}`
      await upsertRole(ctx, { code: role, nameZh: role, nameEn: role, layer: 'operation', privileged: options.privileged ?? false, permissions: options.permissions.map(([permission, reach]) => ({ permission, reach })) })
      await grantRole(ctx, { accountId: id, role })
    }
    return id
  })
}
