import { describe, expect, it } from 'vitest'
import type { ScreenSet } from '../screens.ts'
import { commandsFor, litPlace, placesFor, RAIL } from './menu.ts'

const sets: ScreenSet[] = [
  { domain: 'sla', audience: 'agent', menu: [{ id: 'policies', to: '/sla/policies', permission: 'sla.read' }, { id: 'policies', to: '/calendars', permission: 'sla.read', order: 200 }] },
  { domain: 'cases', audience: 'agent', menu: [{ id: 'cases', to: '/cases', permission: 'cases.read' }], commands: [{ id: 'new', label: 'cases.new', to: '/cases/new', permission: 'cases.open' }] },
  { domain: 'platform', audience: 'agent', menu: [{ id: 'policies', to: '/admin/settings', permission: 'settings.manage', order: 300 }] },
]

describe('places', () => {
  it('keep their order and hide what the person may not see', () => {
    expect(placesFor(RAIL, sets, () => true).map((place) => place.id)).toEqual(['cases', 'policies'])
    expect(placesFor(RAIL, sets, (permission) => permission === 'settings.manage')).toMatchObject([{ id: 'policies', to: '/admin/settings' }])
    expect(placesFor(RAIL, sets, () => false)).toEqual([])
  })

  it('are lit by the longest address that covers the page, never by half a word', () => {
    const places = placesFor(RAIL, sets, () => true)
    expect(litPlace(places, '/cases/HY-1')).toBe('cases')
    expect(litPlace(places, '/cases-archive')).toBeNull()
    expect(litPlace(places, '/admin/settings')).toBe('policies')
    expect(litPlace(places, '/handbook/3.3', 'cases')).toBe('cases')
  })

  it('offer commands by permission', () => {
    expect(commandsFor(sets, (permission) => permission === 'cases.open')).toHaveLength(1)
    expect(commandsFor(sets, () => false)).toEqual([])
  })
})
