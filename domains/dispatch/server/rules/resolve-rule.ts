// Which rule holds for a case: the nearest unit above it that has one, there the one for its service line first. Pure.
import { DEFAULT_RULE, type RuleDefinition } from '../../contract/rule.ts'

export interface RuleRow { id: string; unitId: string | null; serviceLine: string | null; version: number; definition: RuleDefinition }
export interface RuleInForce { id: string | null; unitId: string | null; serviceLine: string | null; version: number; definition: RuleDefinition }

/** `path`: the case's unit and those above it, the nearest first. Version 0 is what holds where nothing was published. */
export function resolveRule(rules: readonly RuleRow[], path: readonly string[], serviceLine: string | null): RuleInForce {
  for (const unitId of [...path, null]) {
    const here = rules.filter((r) => r.unitId === unitId)
    const found = (serviceLine !== null && here.find((r) => r.serviceLine === serviceLine)) || here.find((r) => r.serviceLine === null)
    if (found) return found
  }
  return { id: null, unitId: null, serviceLine: null, version: 0, definition: DEFAULT_RULE }
}
