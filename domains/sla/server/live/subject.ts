// A record as notices, events and scope see it, whichever domain owns it.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import { caseScope, loadCase, type CaseFacts } from '../../../cases/public.ts'
import type { ScopedRow } from '../../../../platform/server/scope.ts'
import type { RecordKind } from '../../contract/clock.ts'
import { readPlace, type PlaceRow } from './place-store.ts'

export interface Subject {
  readonly id: string; readonly kind: RecordKind; readonly number: string | null; /** Null where the content is restricted (§3.1-3). */ readonly title: string | null
  readonly unitId: string | null; readonly customerId: string | null; readonly people: string[]; readonly responsible: string | null
  /** Whoever reaches `row` with it may hear of the record. */ readonly permission: string; readonly row: ScopedRow; readonly url: string | null
  /** Notices pass quiet hours (level 1, RX-16). */ readonly urgent: boolean
}

const real = (ids: readonly (string | null)[]): string[] => [...new Set(ids)].filter((id): id is string => id !== null)

export const subjectOfCase = (c: CaseFacts): Subject => ({
  id: c.id, kind: 'case', number: c.number, title: c.problemClass === 'data-security' ? null : c.title, unitId: c.unitId, customerId: c.customerId, people: real([c.requesterId, c.handlerId, c.firstOwnerId]), responsible: c.handlerId ?? c.firstOwnerId,
  permission: 'cases.read', row: caseScope(c), url: `/cases/${c.id}`, urgent: false,
})

export const subjectOfPlace = (p: PlaceRow): Subject => ({
  id: p.record_id, kind: p.record_kind, number: p.number, title: p.restricted ? null : p.title, unitId: p.unit_id, customerId: p.customer_id, people: p.people, responsible: p.responsible, permission: p.permission,
  row: { unitId: p.unit_id, customerId: p.customer_id, people: p.people }, url: p.url, urgent: p.urgent,
})

/** Null when the record is gone. */
export async function findSubject(ctx: Ctx, kind: RecordKind, id: string): Promise<Subject | null> {
  if (kind !== 'case') { const place = await readPlace(ctx, id); return place && subjectOfPlace(place) }
  return loadCase(ctx, id).then(subjectOfCase, (error: unknown) => { if (error instanceof NotFound) return null; throw error })
}
