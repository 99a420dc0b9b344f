// Recomputes every clock from its ledger and from the facts of its record, and names what differs (`houyuan verify`).
import { SYSTEM, type Ctx } from '../../../../platform/server/ctx.ts'
import type { Host } from '../../../../platform/server/host.ts'
import { ledgerOf } from '../engine/keep-ledger.ts'
import { measure } from '../engine/measure-clock.ts'
import type { Rulebook } from '../engine/policy.ts'
import type { Clock, RecordState } from '../engine/record-state.ts'
import { rulesNow } from '../policies/rulebook.ts'
import { pageOfLedgers, type RecordRows } from './clock-store.ts'
import { withLedgers } from './show-case-clocks.ts'

export interface ClockDifference { recordId: string; clock: number; kind: string; field: string; stored: string | null; computed: string | null }
export interface ClockCheck { records: number; clocks: number; differences: ClockDifference[] }

const BATCH = 1_000, MOST = 1000

export const verifyClocks = (host: Host): Promise<ClockCheck> => host.transaction(SYSTEM, checkClocks)

/** Stops naming differences after a thousand; counts go on. Page by page, so that a million records take minutes: the next page is read while this one is computed. */
export async function checkClocks(ctx: Ctx): Promise<ClockCheck> {
  const check: ClockCheck = { records: 0, clocks: 0, differences: [] }
  const { book } = await rulesNow(ctx), now = ctx.now().getTime()
  let coming = pageOfLedgers(ctx, null, BATCH)
  for (;;) {
    const page = await coming
    if (page.length === 0) return check
    coming = page.length < BATCH ? Promise.resolve([]) : pageOfLedgers(ctx, page.at(-1)!.id, BATCH)
    for (const record of page) {
      const state = withLedgers(record, record.ledgers)
      check.records++
      check.clocks += state.clocks.length
      for (const d of differencesOf(book, record, state, now)) if (check.differences.length < MOST) check.differences.push({ recordId: record.id, ...d })
    }
  }
}

/** The differences in words, for the command line. */
export async function namedDifferences(ctx: Ctx): Promise<string[]> {
  const { differences } = await checkClocks(ctx)
  return differences.map((d) => `record ${d.recordId} clock ${d.clock} (${d.kind}): ${d.field} stored ${d.stored ?? '-'}, computed ${d.computed ?? '-'}`)
}

function differencesOf(book: Rulebook, stored: RecordRows, state: RecordState, now: number): Omit<ClockDifference, 'recordId'>[] {
  return state.clocks.flatMap((clock, i) => {
    const calendar = book.calendarOf(clock.calendar), rows = clock.rows!
    const m = measure(rows, clock.target, calendar, now)
    const differ = (field: string, a: number | null, b: number | null) => (a === b ? [] : [{ clock: clock.no, kind: clock.kind, field, stored: shown(a), computed: shown(b) }])
    // A breach that the sweep has not seen yet is no difference.
    const waits = clock.breachedAt === null && stored.clocks[i]!.next_at !== null && Date.parse(stored.clocks[i]!.next_at) <= now
    return [
      ...differ('ledger', stored.clocks[i]!.ledger_rows, rows.length), ...differ('due', clock.due, m.due), ...differ('stopped', clock.stoppedAt, m.stoppedAt), ...differ('superseded', clock.supersededAt, m.supersededAt),
      ...(waits ? [] : differ('breached', clock.breachedAt, m.breachedAt)), ...(m.paused ? [] : differ('paused', clock.pausedTotal, m.pausedTotal)), ...ledgerDiffers(clock, state, calendar),
    ]
  })
}

/** The ledger must be what the facts of the record give; a superseded clock ended with facts that may be gone. */
function ledgerDiffers(clock: Clock, state: RecordState, calendar: Parameters<typeof ledgerOf>[2]): Omit<ClockDifference, 'recordId'>[] {
  if (clock.supersededAt !== null || clock.kind === 'progress-update') return []
  const made = ledgerOf(clock, state.facts, calendar)
  const bad = clock.rows!.findIndex((r, i) => made[i]?.at !== r.at || made[i]?.state !== r.state)
  return bad < 0 && made.length === clock.rows!.length ? [] : [{ clock: clock.no, kind: clock.kind, field: 'segments', stored: shownRow(clock.rows![bad < 0 ? made.length : bad]), computed: shownRow(made[bad < 0 ? clock.rows!.length : bad]) }]
}

const shown = (value: number | null): string | null => (value === null ? null : value > 1e11 ? new Date(value).toISOString() : String(value))
const shownRow = (row: { at: number; state: string } | undefined): string | null => (row ? `${row.state} ${new Date(row.at).toISOString()}` : null)
