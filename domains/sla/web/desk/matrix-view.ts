// The limits of a policy as a matrix, and edits of single cells: pure.
import { spanToMs } from '../../../../platform/contract/time.ts'
import type { ClockKind } from '../../contract/clock.ts'
import type { Lint, PolicyVersion } from '../../contract/policy.ts'

export type MatrixLimit = PolicyVersion['limits'][number]
export interface MatrixRow { key: string; level: string | null; when: MatrixLimit['when']; /** By kind; several kinds may be missing. */ cells: Partial<Record<ClockKind, MatrixLimit>> }
export interface Matrix { kinds: ClockKind[]; rows: MatrixRow[] }

/** The order in which a case meets its promises. */
const ORDER: readonly ClockKind[] = ['response', 'vendor-contact', 'initial-solution', 'initial-handling', 'removal', 'resolution', 'repair', 'result-feedback', 'user-feedback', 'kb-archive', 'feedback-forward', 'feedback-result', 'incident-record', 'progress-update']

const rowKey = (limit: MatrixLimit): string => `${limit.level ?? ''}|${JSON.stringify(limit.when)}`
export const cellKey = (limit: MatrixLimit): string => `${limit.kind}|${rowKey(limit)}`

/** Rows in the order of the limits (the first row that fits gives the clock), columns in the order of a case. */
export function matrixOf(limits: readonly MatrixLimit[]): Matrix {
  const rows = new Map<string, MatrixRow>(), kinds = new Set<ClockKind>()
  for (const limit of limits) {
    kinds.add(limit.kind)
    const row = rows.get(rowKey(limit)) ?? { key: rowKey(limit), level: limit.level, when: limit.when, cells: {} }
    row.cells[limit.kind] ??= limit
    rows.set(row.key, row)
  }
  return { kinds: [...kinds].toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)), rows: [...rows.values()] }
}

export type CellUnit = 'min' | 'h' | 'd'
const MS: Record<CellUnit, number> = { min: 60_000, h: 3_600_000, d: 86_400_000 }

/** A target as a figure with the largest unit that leaves no rest; hours up to five days, as the handbook prints them. null: not enforced. */
export function splitTarget(target: string | null): { count: number; unit: CellUnit } | null {
  if (target === null) return null
  const ms = spanToMs(target)
  if (ms > 120 * MS.h && ms % MS.d === 0) return { count: ms / MS.d, unit: 'd' }
  return ms % MS.h === 0 ? { count: ms / MS.h, unit: 'h' } : { count: ms / MS.min, unit: 'min' }
}

/** ISO 8601; null when the figure is no positive whole number. */
export function joinTarget(count: number, unit: CellUnit): string | null {
  if (!Number.isInteger(count) || count < 1) return null
  return unit === 'd' ? `P${count}D` : `PT${count}${unit === 'h' ? 'H' : 'M'}`
}

export const sameTarget = (a: string | null, b: string | null): boolean => a === b || (a !== null && b !== null && spanToMs(a) === spanToMs(b))

/** The limits with the edited targets in place; a target of its own replaces a target in days. */
export const withEdits = (limits: readonly MatrixLimit[], edits: ReadonlyMap<string, string>): MatrixLimit[] =>
  limits.map((limit) => { const target = edits.get(cellKey(limit)); return target === undefined ? limit : { ...limit, target, days: null } })

/** Against the version in force: is the promise tighter, looser or the same; `new` where it did not exist. */
export function compareCell(limit: MatrixLimit, before: readonly MatrixLimit[]): 'same' | 'stricter' | 'looser' | 'new' {
  const old = before.find((b) => cellKey(b) === cellKey(limit))
  if (!old) return 'new'
  if (sameTarget(old.target, limit.target)) return 'same'
  if (limit.target === null) return 'looser'
  return old.target === null || spanToMs(limit.target) < spanToMs(old.target) ? 'stricter' : 'looser'
}

export const lintsOf = (lints: readonly Lint[], limit: MatrixLimit): Lint[] => lints.filter((l) => l.kind === limit.kind && (l.level ?? null) === limit.level)
export const openLints = (lints: readonly Lint[]): Lint[] => lints.filter((l) => l.acknowledged === null)

/** What a matrix shows first: the draft if there is one, else what is in force. Newest first. */
export const draftOf = (versions: readonly PolicyVersion[]): PolicyVersion | null => versions.find((v) => v.state === 'draft' || v.state === 'approved') ?? null
