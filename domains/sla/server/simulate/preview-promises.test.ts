// A customer sees before sending what the case will be promised: the preview and the live case agree.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startCaseProduct, type CaseProduct } from '../../../cases/testing.ts'
import { conversations } from '../../../conversations/module.ts'
import { sla } from '../../module.ts'

let product: CaseProduct
beforeAll(async () => { product = await startCaseProduct([conversations, sla]) })
afterAll(async () => { await product.stop() })

it.each(['high', 'low'])('the preview for urgency %s equals the clocks of the case that is then opened', async (urgency) => {
  const preview = await product.send('c1', 'GET', `/sla/promises?serviceLine=technical-support&urgency=${urgency}`)
  expect(preview.status).toBe(200)
  const opened = await product.send('c1', 'POST', '/cases', { title: '试', description: '试', channel: 'portal', serviceLine: 'technical-support', urgency })
  const { items } = (await product.send('l1', 'GET', `/cases/${opened.body.id}/clocks`)).body
  const kept = items.filter((c: any) => !c.reference && c.state === 'running').map((c: any) => [c.kind, c.target, c.clause])
  expect(preview.body.items.length).toBeGreaterThan(0)
  expect(preview.body.items.map((p: any) => [p.kind, p.target, p.clause]).toSorted()).toEqual(kept.toSorted())
})

it('an unknown urgency is refused', async () => {
  expect((await product.send('c1', 'GET', '/sla/promises?urgency=sometimes')).status).toBe(400)
})
