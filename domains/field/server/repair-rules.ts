// Warranty, the order of a repair, and which point is proposed: pure.
import type { RepairState, ServicePoint, Warranty } from '../contract/repair.ts'

export interface WarrantyFacts { registered: { until: Date | null; source: string } | null; purchasedAt: Date | null; months: number | null; proof: string | null }
export interface WarrantyVerdict { warranty: Warranty; until: Date | null; source: string | null }

/**
 * The serial register decides; without an entry, date of purchase and months with their proof; else nobody knows, and nobody promises (R2.2-7).
 * Until and with the last day: a warranty that ends at a moment still holds at that moment.
 */
export function warrantyOf(f: WarrantyFacts, now: Date): WarrantyVerdict {
  const until = f.registered?.until ?? (f.purchasedAt && f.months !== null ? plusMonths(f.purchasedAt, f.months) : null)
  if (until === null) return { warranty: 'unknown', until: null, source: f.registered?.source ?? f.proof }
  return { warranty: until >= now ? 'in' : 'out', until, source: f.registered?.until ? f.registered.source : f.proof }
}

/** The same day some months later; the last day of a month that is shorter. */
export function plusMonths(from: Date, months: number): Date {
  const to = new Date(from)
  to.setUTCDate(1)
  to.setUTCMonth(to.getUTCMonth() + months)
  to.setUTCDate(Math.min(from.getUTCDate(), new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate()))
  return to
}

const NEXT: Record<RepairState, readonly RepairState[]> = { received: ['diagnosed', 'cancelled'], diagnosed: ['repairing', 'returned', 'cancelled'], repairing: ['tested', 'cancelled'], tested: ['repairing', 'returned'], returned: [], cancelled: [] }
/** received → diagnosed → repairing → tested → returned; a failed test goes back, what is not worth it is returned after the finding. */
export const mayFollow = (now: RepairState, to: RepairState): boolean => NEXT[now].includes(to)

/** Points in use; those that know the product and lie in the area first, then by name (R2.2-8: the nearest authorised point). */
export function proposed<P extends Pick<ServicePoint, 'products' | 'area' | 'name'>>(points: readonly P[], product: string | undefined, area: string | undefined): P[] {
  const holds = (text: string, part: string | undefined) => Boolean(part && text.toLowerCase().includes(part.toLowerCase()))
  const score = (p: P) => (product && p.products.some((one) => holds(one, product) || holds(product, one)) ? 2 : 0) + (area && (holds(p.area, area) || holds(area, p.area)) ? 1 : 0)
  return points.toSorted((a, b) => score(b) - score(a) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
