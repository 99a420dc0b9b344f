// What the engine knows about one record: attributes, facts in the order in which they happened, and its clocks. All times in ms.
import type { ClockKind, CombineMode, RecordKind } from '../../contract/clock.ts'
import type { LevelRule } from './decide-level.ts'
import type { Limit } from './policy.ts'
import type { LedgerRow, Measure } from './measure-clock.ts'

/** Facts that start, stop or pause clocks. Each kind of clock says in clock-kinds.ts which of them it hears. */
export type FactKind = 'responded' | 'solution-sent' | 'contained' | 'waiting' | 'waiting-over' | 'vendor-contacted' | 'resolved' | 'reopened' | 'result-sent' | 'answered'
  | 'closed-unconfirmed' | 'archived' | 'updated' | 'recorded' | 'response-started' | 'first-action' | 'restored' | 'forwarded' | 'result-given'
  /** These move no clock; they say whom the time is owed to. */
  | 'vendor-waiting' | 'vendor-waiting-over' | 'force-majeure' | 'force-majeure-over'

/** `n` counts the facts of the record and never repeats. */
export interface Fact { readonly n: number; readonly at: number; readonly what: FactKind }

/** Why the target is what it is; words of the explanation, no input of any sum. */
export interface Basis {
  readonly level: string | null
  readonly printed: NonNullable<Limit['printed']> | null
  readonly note: string | null
  /** Where the limit is said in days. */
  readonly days?: Limit['days']
  readonly others: readonly { readonly policy: string; readonly version: number; readonly clause: string; readonly target: number; readonly due: number }[]
}

/** A promise, before it is measured. */
export interface ClockSpec {
  readonly kind: ClockKind
  readonly policy: string
  readonly version: number
  readonly clause: string
  /** Key of the calendar. */
  readonly calendar: string
  readonly start: number
  /** Facts before this number do not concern the clock. */
  readonly since: number
  /** What started it: `opened`, `marked`, `resolved`, `updated`. */
  readonly cause: string
  readonly target: number
  readonly reference: boolean
  readonly provisional: boolean
  readonly round: number
  readonly basis: Basis
}

export interface Clock extends ClockSpec, Measure {
  /** Position among the clocks of the record; never reused. */
  readonly no: number
  /** The ledger; null when it was not read, which only happens for clocks that have ended for good. */
  readonly rows: readonly LedgerRow[] | null
  /** Why it was superseded. */
  readonly because: string | null
}

export interface RecordState {
  readonly kind: RecordKind
  /** First receipt: `created_at` of a case, `identified_at`, `detected_at`, `received_at`. */
  readonly start: number
  readonly mode: CombineMode
  /** What is known about the record; unknown attributes are absent. */
  readonly attributes: Readonly<Record<string, unknown>>
  /** Set by hand; survives a change of class or factors (CL-14). */
  readonly handLevel: string | null
  /** The first classification (case) or grading (incident, fault) has happened. */
  readonly classified: boolean
  readonly level: string | null
  /** The row that gave the level; null when it was set by hand or there is none. */
  readonly levelRule: LevelRule | null
  /** What the table says, also when the level was set by hand. */
  readonly tableLevel: string | null
  /** The highest-ranked policy that fits. */
  readonly policy: string | null
  /** The outside-service mark and when it was first set (CL-06). */
  readonly outside: { readonly on: boolean; readonly since: number | null; readonly cleared: boolean }
  readonly solvedAt: number | null
  /** Counts resolutions: 1 until the first rejection (CL-08). */
  readonly round: number
  /** The last public update that the next one is owed to (CL-20); null when none is owed. */
  readonly update: { readonly at: number; readonly since: number } | null
  readonly ended: 'merged' | 'cancelled' | null
  readonly facts: readonly Fact[]
  readonly nextFact: number
  readonly clocks: readonly Clock[]
}
