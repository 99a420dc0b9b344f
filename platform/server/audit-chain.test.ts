import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical } from './audit-chain.ts'

test('the same bytes before and after a round trip through JSON', () => {
  const value = fc.letrec((tie) => ({ any: fc.oneof(fc.string({ unit: 'grapheme' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.date({ noInvalidDate: true }), fc.array(tie('any')), fc.dictionary(fc.string(), tie('any'))) })).any
  fc.assert(fc.property(fc.dictionary(fc.string(), value), (content) => { expect(canonical(JSON.parse(JSON.stringify(content)))).toBe(canonical(content)) }))
})

test('the order of fields does not count, the order of lists does', () => {
  expect(canonical({ b: 1, a: [2, 1], c: undefined })).toBe('{"a":[2,1],"b":1}')
})
