import { afterAll, beforeAll, expect, test } from 'vitest'
import { settings } from '../settings/module.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'
import { apiDocuments } from './api-documents.ts'

let product: TestProduct
beforeAll(async () => { product = await startTestProduct({ modules: [settings], http: { authenticate: async () => null, extend: [apiDocuments] }, workers: false }) })
afterAll(() => product.stop())

test('the document comes as JSON and answers 304 when nothing changed', async () => {
  const reply = await product.http!.inject('/api/openapi.json')
  expect(reply.json()).toMatchObject({ openapi: '3.1.0', paths: { '/api/v1/settings': {} } })
  expect((await product.http!.inject({ url: '/api/openapi.json', headers: { 'if-none-match': String(reply.headers.etag) } })).statusCode).toBe(304)
})

test.each([['zh-CN', '拒绝'], ['en', 'Refusals']])('the page reads in %s, with nothing from elsewhere', async (language, word) => {
  const reply = await product.http!.inject({ url: '/api/docs', headers: { 'accept-language': language } })
  expect(reply.statusCode).toBe(200)
  expect(reply.body).toContain(word)
  expect(reply.body).toContain('/api/v1/settings/{key}')
  expect(reply.body).not.toMatch(/(?:src|href)="https?:/)
  expect(reply.body).not.toMatch(/docs\.[a-z]+[<"]/)
  const nonce = /<script nonce="([^"]+)"/.exec(reply.body)![1]!
  expect(reply.headers['content-security-policy']).toContain(`'nonce-${nonce}'`)
})
