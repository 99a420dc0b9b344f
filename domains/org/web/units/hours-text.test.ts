// Opening hours typed by people.
import { expect, test } from 'vitest'
import { readHours, writeHours } from './hours-text.ts'

const none = writeHours(null)

test('a split day with a lunch break is read and written alike', () => {
  const text = { ...none, mon: '09:00-12:00 13:30-18:00' }
  expect(readHours(text)).toEqual({ mon: [['09:00', '12:00'], ['13:30', '18:00']] })
  expect(writeHours(readHours(text))).toEqual(text)
})
test('Chinese punctuation is understood', () => { expect(readHours({ ...none, tue: '09:00至12:00、13:30～18:00'.replace('～', '~') })).toEqual({ tue: [['09:00', '12:00'], ['13:30', '18:00']] }) })
test('no open day at all is no hours', () => { expect(readHours(none)).toBeNull() })
test('what is no time of day is passed on, for the server to name', () => { expect(readHours({ ...none, sat: 'morning' })).toEqual({ sat: [['morning', '']] }) })
