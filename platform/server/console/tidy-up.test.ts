import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../ctx.ts'
import { purgeIdempotencyKeys } from '../http/purge-idempotency-keys.ts'
import { newId } from '../ids.ts'
import { settings } from '../settings/module.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'
import { consoleModule } from './module.ts'
import { tidyUp } from './tidy-up.ts'

let product: TestProduct
beforeAll(async () => { product = await startTestProduct({ modules: [settings, consoleModule], workers: false, http: { authenticate: async () => null } }) })
afterAll(() => product.stop())
const run = (text: string) => sql.raw(text).execute(product.host.db)

test('old marks of reactions and old runs go, the last run of each schedule stays', async () => {
  const now = `timestamptz '${product.host.clock.now().toISOString()}'`
  await run(`insert into reaction_done values ('${newId()}', 'a', ${now} - interval '61 days'), ('${newId()}', 'a', ${now} - interval '59 days')`)
  await run(`insert into platform_schedule_runs (id, name, due_at, started_at) values ('${newId()}', 'x', ${now}, ${now} - interval '500 days'), ('${newId()}', 'x', ${now}, ${now} - interval '410 days'), ('${newId()}', 'y', ${now}, ${now} - interval '900 days')`)
  expect(await product.host.transaction(SYSTEM, (ctx) => tidyUp.run(ctx))).toBe('1 + 1')
})

test('kept replies go after seven days', async () => {
  const add = (age: string) => run(`insert into idempotency_keys (actor_id, key, request_hash, status, reply, created_at) values ('${newId()}', 'k', '\\x00', 200, '{}', now() - interval '${age}')`)
  await add('6 days')
  await add('8 days')
  expect(await product.host.transaction(SYSTEM, (ctx) => purgeIdempotencyKeys.run(ctx))).toBe('1')
})
