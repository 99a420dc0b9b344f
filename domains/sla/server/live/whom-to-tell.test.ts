// Who hears of a clock, by duty.
import { expect, test } from 'vitest'
import { whomToTell } from './whom-to-tell.ts'

const H = 3_600_000
const ask = (more: Partial<Parameters<typeof whomToTell>[0]>) => whomToTell({ urgent: false, concerned: ['handler', 'lead'], leads: ['lead'], duty: { planned: true, on: [], next: null }, now: 0, before: null, patience: 12 * H, ...more })

test.each([
  ['no roster: those concerned, at any hour', { duty: { planned: false, on: [], next: null } }, { now: ['handler', 'lead'] }],
  ['who is on shift is told, others not', { duty: { planned: true, on: ['ann', 'bo'], next: null } }, { now: ['ann', 'bo'] }],
  ['nobody on shift: the next shift at its start', { duty: { planned: true, on: [], next: 8 * H } }, { later: 8 * H }],
  ['exactly as long as one may wait', { duty: { planned: true, on: [], next: 12 * H } }, { later: 12 * H }],
  ['the next shift is too far: the leads now', { duty: { planned: true, on: [], next: 12 * H + 1 } }, { now: ['lead'] }],
  ['a warning does not wait past its due time', { duty: { planned: true, on: [], next: 8 * H }, before: 8 * H }, { now: ['lead'] }],
  ['a warning waits for a shift that still can act', { duty: { planned: true, on: [], next: 8 * H }, before: 8 * H + 1 }, { later: 8 * H }],
  ['no shift at all: the leads', {}, { now: ['lead'] }],
  ['no shift and no lead: those concerned', { leads: [] }, { now: ['handler', 'lead'] }],
  ['level 1 wakes everybody concerned, whoever is on shift', { urgent: true, duty: { planned: true, on: ['ann'], next: null } }, { now: ['handler', 'lead', 'ann'] }],
  ['level 1 does not wait', { urgent: true, duty: { planned: true, on: [], next: H } }, { now: ['handler', 'lead'] }],
] as const)('%s', (_name, given, expected) => { expect(ask(given)).toEqual(expected) })
