import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addressParts } from './AppLink.tsx'
import { readSearch, writeSearch } from './search-words.ts'

it('keeps words as they were typed', () => {
  expect(readSearch('?v=1.30&id=007&tag=a&tag=b')).toEqual({ v: '1.30', id: '007', tag: ['a', 'b'] })
  expect(writeSearch({ view: 'mine', empty: '', none: undefined, tag: ['a', 'b'] })).toBe('?view=mine&tag=a&tag=b')
  expect(writeSearch({})).toBe('')
})

it('reads back what it wrote', () => {
  fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ minLength: 1 })), (words) => { expect(readSearch(writeSearch(words))).toEqual({ ...words }) }))
})

it('splits an address for the router', () => {
  expect(addressParts('/cases/HY-1?tab=audit&tag=a&tag=b#m3')).toEqual({ to: '/cases/HY-1', search: { tab: 'audit', tag: ['a', 'b'] }, hash: 'm3' })
})
