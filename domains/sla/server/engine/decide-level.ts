// Level of a record by the decision tables (B-1 table 2), and whether it is certain yet (CL-02).
import type { RecordKind } from '../../contract/clock.ts'
import { allHold, inForce, type DecisionTable, type Facts, type Rulebook } from './policy.ts'

/** `row` counts from 1, in printed order. */
export interface LevelRule { readonly table: string; readonly version: number; readonly row: number }
export interface Decision { readonly level: string; readonly rule: LevelRule }

/** Levels of each scale, gravest first. They are never equated (B-45). */
export const SCALES: Readonly<Record<string, readonly string[]>> = {
  'LEVEL-1.2': ['URGENT', 'GENERAL', 'COMPLEX'], 'LEVEL-ABC': ['A', 'B', 'C'], 'LEVEL-6.2': ['1', '2', '3', '4'], 'LEVEL-7.2': ['Critical', 'Severe', 'Minor'],
}

/** The table that grades a record; null where no level exists (CL-13, feedback). */
export function scaleOf(kind: RecordKind, facts: Facts): string | null {
  if (kind === 'incident') return 'LEVEL-6.2'
  if (kind === 'fault') return 'LEVEL-7.2'
  if (kind === 'feedback') return null
  if (facts['requesterType'] === 'internal') return 'LEVEL-ABC'
  return facts['serviceLine'] === 'technical-support' ? 'LEVEL-1.2' : null
}

/** What the table says; what nobody knows counts as lowest. Null where no level exists or no table is in force at `start`. */
export function decideLevel(rulebook: Rulebook, kind: RecordKind, facts: Facts, start: number): Decision | null {
  const table = tableFor(rulebook, kind, facts, start)
  return table && decideBy(table, facts)
}

/** False while facts that are still unknown could change the level of a new case: its response clock is provisional (CL-02). */
export function isLevelCertain(rulebook: Rulebook, facts: Facts, start: number): boolean {
  const table = tableFor(rulebook, 'case', facts, start)
  if (!table) return true
  if (facts['requesterType'] === 'internal') return facts['problemClass'] !== undefined || (facts['effects'] as string[] | undefined ?? []).length > 0
  let completions: Facts[] = [facts]
  for (const [field, values] of Object.entries(table.factors)) {
    if (facts[field] === undefined) completions = completions.flatMap((f) => values.map((v) => ({ ...f, [field]: v })))
  }
  const first = decideBy(table, completions[0]!)?.level
  return completions.every((f) => decideBy(table, f)?.level === first)
}

function tableFor(rulebook: Rulebook, kind: RecordKind, facts: Facts, start: number): DecisionTable | null {
  const scale = scaleOf(kind, facts)
  return scale === null ? null : inForce(rulebook.tables.get(scale), start)
}

function decideBy(table: DecisionTable, facts: Facts): Decision | null {
  const i = table.rows.findIndex((row) => row.when.some((conditions) => allHold(conditions, facts)))
  return i < 0 ? null : { level: table.rows[i]!.level, rule: { table: table.code, version: table.version, row: i + 1 } }
}
