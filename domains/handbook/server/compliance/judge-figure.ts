// From counts to a verdict: shares with their Wilson interval, gap, and the word for the state. Pure.
import type { ComplianceState } from '../../contract/compliance.ts'

const Z = 1.959963984540054

/** 95 % interval of a share in percent, sound for small samples too; null without any. */
export function wilson(met: number, n: number): { low: number; high: number } | null {
  if (n === 0) return null
  const p = met / n, z2 = Z * Z, centre = (p + z2 / (2 * n)) / (1 + z2 / n), half = (Z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  return { low: tenth(Math.max(0, centre - half) * 100), high: tenth(Math.min(1, centre + half) * 100) }
}

export const tenth = (value: number): number => Math.round(value * 10) / 10
/** Shown to a hundredth: 99.99 % must not read as 100 %. */
export const hundredth = (value: number): number => Math.floor(value * 100 + 1e-9) / 100

export interface Judged { readonly value: number | null; readonly n: number; readonly met: number }
export interface Rule { readonly op: '>=' | '<='; readonly value: number; readonly share: boolean; /** Below this many there is no verdict unless the interval leaves no doubt. */ readonly smallSample: number; /** Points. */ readonly margin: number }

export function judge(f: Judged, rule: Rule): { state: ComplianceState; gap: number | null; smallSample: boolean } {
  if (f.value === null) return { state: 'not-due', gap: null, smallSample: false }
  const gap = Math.round((rule.op === '>=' ? f.value - rule.value : rule.value - f.value) * 100) / 100, small = rule.share && f.n < rule.smallSample
  if (small) {
    const interval = wilson(f.met, f.n)!, decided = interval.high < rule.value ? 'missed' : interval.low >= rule.value ? 'met' : 'small-sample'
    return { state: decided, gap, smallSample: true }
  }
  if (gap < 0) return { state: 'missed', gap, smallSample: false }
  // Nothing is close to a target that leaves no room.
  return { state: rule.share && rule.value < 100 && gap < rule.margin ? 'close' : 'met', gap, smallSample: false }
}
