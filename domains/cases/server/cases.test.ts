import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCase, caseIn, startCaseProduct, type CaseProduct } from '../testing.ts'

let product: CaseProduct
beforeAll(async () => { product = await startCaseProduct() })
afterAll(() => product.stop())

test('a case runs from intake to archive, one stage after the other', async () => {
  const done = await caseIn(product, 'archived')
  expect(done.state).toBe('archived')
  expect(done.stages.map((s: { stage: string }) => s.stage)).toEqual(['new', 'classified', 'assigned', 'responded', 'diagnosing', 'solving', 'verifying', 'resolved', 'awaiting-confirmation', 'confirmed', 'archived'])
})
