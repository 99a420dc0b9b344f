import { describe, expect, test } from 'vitest'
import { judgeBackups, type Known } from './backup-health.ts'
import { rowDifferences } from './rehearse-upgrade.ts'

const now = new Date('2026-11-23T08:00:00Z'), hoursAgo = (h: number) => new Date(now.getTime() - h * 3_600_000)
const known = (figures: Partial<Known['figures']>, rest: Partial<Known> = {}): Known => ({
  now, enabled: true, hasPassphrase: true, alarmHours: 36, ...rest,
  figures: { provenSnapshotAt: hoursAgo(5), provenAt: hoursAgo(5), rtoSeconds: 5, lastFailure: null, installedAt: hoursAgo(1000), ...figures },
})
const never = { provenSnapshotAt: null, provenAt: null }

describe('R7.4-2 RX-12 when backups are green', () => {
  test.each<[string, Known, string | null]>([
    ['a young proven backup', known({}), null],
    ['the last proven one is too old', known({ provenSnapshotAt: hoursAgo(37) }), 'too-old'],
    ['exactly at the limit', known({ provenSnapshotAt: hoursAgo(36) }), null],
    ['nothing proven yet', known(never), 'never'],
    ['nothing proven, no passphrase', known(never, { hasPassphrase: false }), 'no-passphrase'],
    ['nothing proven, switched off', known(never, { enabled: false }), 'off'],
    ['a fresh installation has time', known({ ...never, installedAt: hoursAgo(10) }, { hasPassphrase: false }), null],
    ['the newest one failed, although an older one is proven', known({ lastFailure: { what: 'backup', at: hoursAgo(1), error: '磁盘满\nfull' } }), 'backup-failed'],
    ['the newest restore test failed', known({ lastFailure: { what: 'test', at: hoursAgo(1), error: 'rows' } }), 'test-failed'],
  ])('%s', (_what, given, code) => expect(judgeBackups(given)?.code ?? null).toBe(code))
})

test('RX-12 a rehearsal names tables whose rows changed, came or went', () => {
  expect(rowDifferences(new Map([['a', 1], ['b', 2], ['gone', 3]]), new Map([['a', 1], ['b', 5], ['new', 0]]))).toEqual([{ table: 'b', before: 2, after: 5 }, { table: 'gone', before: 3, after: null }, { table: 'new', before: null, after: 0 }])
})
