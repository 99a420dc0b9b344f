// Clocks and records between memory and rows. Lengths and moments are milliseconds inside, ISO text on the way to the database.
import type { RecordKind } from '../../contract/clock.ts'
import type { Progress } from '../engine/next-steps.ts'
import type { Basis, Clock, RecordState } from '../engine/record-state.ts'

/** A row of sla_clocks as `to_jsonb` gives it. */
export interface ClockRow {
  no: number; kind: Clock['kind']; policy: string; version: number; clause: string; calendar: string; start_at: string; since: number; cause: string; target_ms: number; reference: boolean; provisional: boolean
  round: number; basis: Basis; due_at: string | null; used_ms: number; paused_ms: number; paused: boolean; breached_at: string | null; stopped_at: string | null; superseded_at: string | null; because: string | null
  ledger_rows: number; warned: number; warned_at: string | null; escalated: number; next_at: string | null
}

/** What is stored beside the clock itself. */
export interface Kept extends Progress { readonly ledgerRows: number; readonly row: ClockRow }

const moment = (text: string | null): number | null => (text === null ? null : Date.parse(text))
const iso = (at: number): string => new Date(at).toISOString()
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at))

/** The clock without its ledger. */
export function clockOf(r: ClockRow): Clock {
  return {
    no: r.no, kind: r.kind, policy: r.policy, version: r.version, clause: r.clause, calendar: r.calendar, start: Date.parse(r.start_at), since: r.since, cause: r.cause, target: Number(r.target_ms), reference: r.reference,
    provisional: r.provisional, round: r.round, basis: r.basis, due: moment(r.due_at), used: Number(r.used_ms), pausedTotal: Number(r.paused_ms), paused: r.paused, breachedAt: moment(r.breached_at),
    stoppedAt: moment(r.stopped_at), supersededAt: moment(r.superseded_at), because: r.because, rows: null,
  }
}

export const keptOf = (row: ClockRow): Kept => ({ row, ledgerRows: row.ledger_rows, warned: row.warned, warnedAt: moment(row.warned_at), escalated: row.escalated })

export function rowOf(c: Clock, progress: Progress, nextAt: number | null, ledgerRows: number): ClockRow {
  return {
    no: c.no, kind: c.kind, policy: c.policy, version: c.version, clause: c.clause, calendar: c.calendar, start_at: iso(c.start), since: c.since, cause: c.cause, target_ms: c.target, reference: c.reference,
    provisional: c.provisional, round: c.round, basis: c.basis, due_at: isoOrNull(c.due), used_ms: c.used, paused_ms: c.pausedTotal, paused: c.paused, breached_at: isoOrNull(c.breachedAt), stopped_at: isoOrNull(c.stoppedAt),
    superseded_at: isoOrNull(c.supersededAt), because: c.because, ledger_rows: ledgerRows, warned: progress.warned, warned_at: isoOrNull(progress.warnedAt), escalated: progress.escalated, next_at: isoOrNull(nextAt),
  }
}

/** True when the stored row says the same; how much was used while running follows from the rest and is not compared. */
export function sameRow(a: ClockRow, b: ClockRow): boolean {
  return a.clause === b.clause && a.provisional === b.provisional && moment(a.due_at) === moment(b.due_at) && a.paused === b.paused && Number(a.paused_ms) === b.paused_ms && moment(a.breached_at) === moment(b.breached_at)
    && moment(a.stopped_at) === moment(b.stopped_at) && moment(a.superseded_at) === moment(b.superseded_at) && a.ledger_rows === b.ledger_rows && a.warned === b.warned && a.escalated === b.escalated
    && moment(a.next_at) === moment(b.next_at) && a.basis.level === b.basis.level
}

export type StoredState = Omit<RecordState, 'clocks' | 'kind'>

export const storedOf = ({ clocks: _clocks, kind: _kind, ...rest }: RecordState): StoredState => rest
export const stateOfRow = (kind: RecordKind, stored: StoredState, clocks: readonly Clock[]): RecordState => ({ kind, ...stored, clocks })
