import { expect, test } from 'vitest'
import { inputKind, readNumbers, readWords } from './setting-schema.ts'

test.each([
  [{ type: 'boolean' }, 'switch'], [{ type: 'integer', minimum: 1 }, 'number'], [{ type: 'string', enum: ['a', 'b'] }, 'choice'], [{ type: 'array', items: { type: 'string', enum: ['mail'] } }, 'many'], [{ type: 'array', items: { type: 'string' } }, 'words'],
  [{ type: 'array', items: { type: 'number' } }, 'numbers'], [{ type: 'object', properties: { a: { type: 'boolean' } } }, 'group'], [{ anyOf: [{ type: 'string', const: '' }, { type: 'string' }] }, 'text'], [{ type: 'object' }, 'json'],
] as const)('%j is edited as %s', (schema, kind) => expect(inputKind(schema)).toBe(kind))

test('lists are typed with any usual separator', () => {
  expect(readWords('exe, com；scr\n bat、exe')).toEqual(['exe', 'com', 'scr', 'bat'])
  expect(readNumbers('75, 90 100')).toEqual([75, 90, 100])
  expect(readNumbers('75, viel')).toBeUndefined()
})
