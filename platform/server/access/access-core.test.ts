// Accounts, roles and reach on a real database: who is who, and how far a right goes.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { SYSTEM } from '../ctx.ts'
import { defineModule } from '../module.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'
import { accessModule } from './module.ts'
import { accountsWith, actorOf, authenticate, createAccount, createApiToken, grantRole, updateAccount, upsertRole } from './public.ts'
import { newId } from '../ids.ts'

const NORTH = newId(), CITY = newId(), SOUTH = newId(), CUSTOMER = newId()
/** Stands in for the organisation: the city belongs to the north. */
const units = defineModule({
  id: 'units', needs: [], permissions: ['things.read', 'things.write'], migrations: null, messages: accessModule.messages,
  expandUnits: async (_ctx, ids) => (ids.includes(NORTH) ? [...ids, CITY] : [...ids]),
})

let product: TestProduct
beforeAll(async () => { product = await startTestProduct({ modules: [accessModule, units], http: { authenticate } }) })
afterAll(() => product?.stop())
const inSystem: TestProduct['host']['transaction'] extends never ? never : <T>(work: Parameters<typeof product.host.transaction<T>>[1]) => Promise<T> = (work) => product.host.transaction(SYSTEM, work)

const role = { code: 'reader', nameZh: '读者', nameEn: 'Reader', layer: 'operation', privileged: false, permissions: [{ permission: 'things.read', reach: 'unit' }] } as const

describe('reach', () => {
  test('RX-8 a role in a unit reaches the unit and what is below it, not its neighbours', async () => {
    const id = await inSystem(async (ctx) => {
      await upsertRole(ctx, role)
      const account = await createAccount(ctx, { kind: 'staff', email: 'n@example.test', name: 'N' })
      await grantRole(ctx, { accountId: account.id, role: 'reader', unitId: NORTH })
      return account.id
    })
    const actor = await inSystem((ctx) => actorOf(ctx, id))
    expect([...actor.grants.get('things.read')!.units].sort()).toEqual([NORTH, CITY].sort())
    expect(actor.grants.has('things.write')).toBe(false)
    expect(await inSystem((ctx) => accountsWith(ctx, 'things.read', { unitId: CITY }))).toEqual([id])
    expect(await inSystem((ctx) => accountsWith(ctx, 'things.read', { unitId: SOUTH }))).toEqual([])
    expect(await inSystem((ctx) => accountsWith(ctx, 'things.read', {}))).toEqual([])
  })

  test('reach of a customer and of the own records', async () => {
    const id = await inSystem(async (ctx) => {
      await upsertRole(ctx, { ...role, code: 'customer', permissions: [{ permission: 'things.read', reach: 'customer' }, { permission: 'things.write', reach: 'own' }] })
      const account = await createAccount(ctx, { kind: 'requester', email: 'C@Example.test', name: 'C', customerId: CUSTOMER })
      await grantRole(ctx, { accountId: account.id, role: 'customer' })
      return account.id
    })
    const actor = await inSystem((ctx) => actorOf(ctx, id))
    expect([...actor.grants.get('things.read')!.customers]).toEqual([CUSTOMER])
    expect(actor.grants.get('things.write')).toMatchObject({ all: false, own: true })
    expect(await inSystem((ctx) => accountsWith(ctx, 'things.write', { people: [null, id] }))).toEqual([id])
    expect(await inSystem((ctx) => accountsWith(ctx, 'things.read', { customerId: CUSTOMER }))).toEqual([id])
  })
})

describe('tokens', () => {
  test('RX-9 a token acts for its account, only within its scopes, and ends with the account', async () => {
    const id = await inSystem(async (ctx) => {
      await upsertRole(ctx, { ...role, code: 'both', permissions: [{ permission: 'things.read', reach: 'all' }, { permission: 'things.write', reach: 'all' }] })
      const account = await createAccount(ctx, { kind: 'staff', email: null, name: 'B' })
      await grantRole(ctx, { accountId: account.id, role: 'both' })
      await createApiToken(ctx, { accountId: account.id, name: 'all', token: 'given-text' })
      await createApiToken(ctx, { accountId: account.id, name: 'narrow', token: 'given-narrow', scopes: ['things.read'] })
      return account.id
    })
    const ask = (bearer: string) => authenticate(product.host, { bearer, session: null, ip: '127.0.0.1', userAgent: null })
    expect([...(await ask('given-text'))!.actor.grants.keys()].sort()).toEqual(['things.read', 'things.write'])
    expect([...(await ask('given-narrow'))!.actor.grants.keys()]).toEqual(['things.read'])
    expect(await ask('unknown')).toBeNull()
    await inSystem((ctx) => updateAccount(ctx, id, { status: 'disabled' }))
    expect(await ask('given-text')).toBeNull()
  })

  test('a known sender is recognised without asking the database', async () => {
    await inSystem(async (ctx) => {
      const account = await createAccount(ctx, { kind: 'staff', email: null, name: 'F' })
      await createApiToken(ctx, { accountId: account.id, name: 'fast', token: 'fast' })
    })
    const presented = { bearer: 'fast', session: null, ip: '127.0.0.1', userAgent: null }
    const first = await authenticate(product.host, presented)
    const connect = vi.spyOn(product.host.pool, 'connect')
    for (let i = 0; i < 100; i++) expect(await authenticate(product.host, presented)).toBe(first)
    expect(connect).not.toHaveBeenCalled()
  })
})
