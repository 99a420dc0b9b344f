// Whom a stretch of time is owed to.
import { describe, expect, it } from 'vitest'
import { at, live, type Step } from '../../testing.ts'
import { attributeTime } from './attribute-time.ts'
import { NATURAL } from './calendar/calendar.ts'

const MINUTE = 60_000
const split = (now: string, ...steps: Step[]) => { const s = live({ requesterType: 'internal', effects: ['permission-problem'] }, ...steps); return attributeTime(s.start, s.facts, NATURAL, at(now)) }
const minutes = (a: ReturnType<typeof split>) => Object.fromEntries(Object.entries(a.shares).map(([k, v]) => [k, v / MINUTE]))

describe('time lost', () => {
  it('waits are the requester’s and the vendor’s, force majeure goes before both, the rest is ours', () => {
    const a = split('03-03 12:00', ['03-03 09:10', 'response-complete'], ['03-03 09:20', 'waiting-requester-start'], ['03-03 09:30', 'force-majeure-start'], ['03-03 09:35', 'force-majeure-end'], ['03-03 09:50', 'waiting-requester-end'],
      ['03-03 10:00', 'waiting-vendor-start'], ['03-03 10:45', 'waiting-vendor-end'], ['03-03 11:00', 'resolved'])
    expect(minutes(a)).toEqual({ us: 20 + 10 + 15, requester: 25, vendor: 45, 'force-majeure': 5 })
    expect(a).toMatchObject({ ended: true, to: at('03-03 11:00'), total: 120 * MINUTE })
  })
  it('what lies between a resolution and its rejection belongs to nobody', () => {
    expect(minutes(split('03-03 14:00', ['03-03 10:00', 'resolved'], ['03-03 13:00', 'reopened']))).toEqual({ us: 60 + 60, requester: 0, vendor: 0, 'force-majeure': 0 })
  })
  it('shares always add up to the total', () => {
    const a = split('03-05 09:00', ['03-03 09:20', 'waiting-requester-start'], ['03-03 10:00', 'waiting-vendor-start'])
    expect(Object.values(a.shares).reduce((x, y) => x + y, 0)).toBe(a.total)
    expect(a.total).toBe(48 * 60 * MINUTE)
  })
})
