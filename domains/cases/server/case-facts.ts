// Everything a case row holds, by the names that the code uses. Columns are the same names in snake case.
import type { CaseState, Channel, Compliance, Factor, Impact, Level, Nature, ProblemClass, RequesterType, ServiceLine, Severity } from '../contract/case.ts'

export type Check = 'pass' | 'fail'
export interface Stage { stage: CaseState; enteredAt: string; leftAt: string | null }
export interface ResultMessage { nature: string; impact: string; solution: string; prevention: string | null }
export interface FirstResponse { owner: string; nextStep: string; expectedAt: string | null; messageId: string | null }

export interface CaseFacts {
  readonly id: string; readonly number: string; readonly createdAt: Date
  title: string; description: string; channel: Channel; state: CaseState; round: number; version: number; updatedAt: Date
  requesterType: RequesterType; requesterId: string; requesterName: string; customerId: string | null; customerNumber: string | null; customerName: string | null; tier: string | null
  serviceLine: ServiceLine | null; problemClass: ProblemClass | null; subClass: string | null; urgency: Factor | null; impact: Impact | null; complexity: Factor | null
  effects: string[]; severity: Severity | null; outsideService: boolean; classifiedAt: Date | null
  level: Level | null; levelRule: string | null; levelByHand: boolean
  firstOwnerId: string | null; firstOwnerName: string | null; handlerId: string | null; handlerName: string | null; askedId: string | null; unitId: string | null; unitName: string | null; unitNameEn: string | null
  assetId: string | null; serviceItemId: string | null; occurredAt: Date | null; systemVersion: string | null; expectedResult: string | null; missingFacts: string[]
  respondedAt: Date | null; response: FirstResponse | null; initialSolutionAt: Date | null; containmentAt: Date | null; vendorContactedAt: Date | null
  nature: Nature | null; cause: string | null; evidence: string | null; solution: string | null; planExecuted: boolean
  configurationStability: Check | null; configurationSecurity: Check | null; retest: Check | null; stability: Check | null; verificationEvidence: string | null
  /** The state that a waiting state interrupted. */
  resumeState: CaseState | null; waitingReason: string | null; waitingUntil: Date | null
  resolvedAt: Date | null; result: ResultMessage | null; resultSentAt: Date | null; answeredAt: Date | null; confirmationOverdue: boolean
  closedAt: Date | null; archivedAt: Date | null; reopenedAt: Date | null; review: { cause: string; handling: string; measures: string } | null; compliance: Compliance | null
  mergedInto: string | null; cancelReason: string | null; recurrenceOf: string | null; stages: Stage[]
  /** A clock of the case was breached at some time. */
  breached: boolean; unread: boolean
  /** null when nothing is due; the row itself keeps 'infinity' so that the queue index has no holes. */
  nextDueAt: Date | null; nextDueKind: string | null; nextDueClause: string | null; nextDueWarnedAt: Date | null; nextDueBreached: boolean
  /** Queue order: urgent and A first, then VIP customers (R5.2-6); kept by the database. */
  readonly rank: number; readonly open: boolean
}

type Field = keyof CaseFacts
/** In the order of the table; the type check below refuses a field that is missing here. */
const FIELDS = ['id', 'number', 'createdAt', 'title', 'description', 'channel', 'state', 'round', 'version', 'updatedAt', 'requesterType', 'requesterId', 'requesterName', 'customerId',
  'customerNumber', 'customerName', 'tier', 'serviceLine', 'problemClass', 'subClass', 'urgency', 'impact', 'complexity', 'effects', 'severity', 'outsideService', 'classifiedAt', 'level',
  'levelRule', 'levelByHand', 'firstOwnerId', 'firstOwnerName', 'handlerId', 'handlerName', 'askedId', 'unitId', 'unitName', 'unitNameEn', 'assetId', 'serviceItemId', 'occurredAt', 'systemVersion', 'expectedResult',
  'missingFacts', 'respondedAt', 'response', 'initialSolutionAt', 'containmentAt', 'vendorContactedAt', 'nature', 'cause', 'evidence', 'solution', 'planExecuted', 'configurationStability',
  'configurationSecurity', 'retest', 'stability', 'verificationEvidence', 'resumeState', 'waitingReason', 'waitingUntil', 'resolvedAt', 'result', 'resultSentAt', 'answeredAt',
  'confirmationOverdue', 'closedAt', 'archivedAt', 'reopenedAt', 'review', 'compliance', 'mergedInto', 'cancelReason', 'recurrenceOf', 'stages', 'breached', 'unread', 'nextDueAt', 'nextDueKind',
  'nextDueClause', 'nextDueWarnedAt', 'nextDueBreached', 'rank', 'open'] as const satisfies readonly Field[]
type Unlisted = Exclude<Field, typeof FIELDS[number]>
const complete: Unlisted extends never ? true : Unlisted = true
void complete

const JSON_FIELDS = new Set<Field>(['response', 'result', 'review', 'compliance', 'stages'])

const columns: ReadonlyMap<Field, string> = new Map(FIELDS.map((f) => [f, f.replaceAll(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)]))
export const columnOf = (field: Field): string => columns.get(field)!
export const isJsonField = (field: Field): boolean => JSON_FIELDS.has(field)
const read = (fields: readonly Field[]): string => fields.map((f) => (f === 'nextDueAt' ? `nullif(next_due_at, 'infinity') as "nextDueAt"` : `${columnOf(f)} as "${f}"`)).join(', ')
export const ALL_COLUMNS: string = read(FIELDS)

/** What a list shows. Moments are ISO texts: a page comes as one JSON value, which is read many times faster than thousands of fields. */
const LISTED = ['id', 'number', 'createdAt', 'updatedAt', 'version', 'title', 'state', 'channel', 'requesterType', 'requesterId', 'requesterName', 'customerId', 'customerNumber', 'customerName', 'tier', 'serviceLine',
  'problemClass', 'urgency', 'impact', 'complexity', 'severity', 'level', 'firstOwnerId', 'firstOwnerName', 'handlerId', 'handlerName', 'askedId', 'unitId', 'unitName', 'unitNameEn', 'outsideService', 'missingFacts',
  'confirmationOverdue', 'recurrenceOf', 'round', 'breached', 'unread', 'nextDueAt', 'nextDueKind', 'nextDueClause', 'nextDueWarnedAt', 'nextDueBreached', 'rank'] as const satisfies readonly Field[]
export const LIST_COLUMNS: string = read(LISTED)
type Textual<T> = { [K in keyof T]: Date extends T[K] ? Exclude<T[K], Date> | string : T[K] }
export type CaseListFacts = Textual<Pick<CaseFacts, typeof LISTED[number]>>

/** The same of a whole case. */
export const listedOf = (c: CaseFacts): CaseListFacts => ({ ...c, createdAt: c.createdAt.toISOString(), updatedAt: c.updatedAt.toISOString(), nextDueAt: c.nextDueAt?.toISOString() ?? null, nextDueWarnedAt: c.nextDueWarnedAt?.toISOString() ?? null })

/** What may be written; the rest belongs to the database. */
export type CasePatch = Partial<Omit<CaseFacts, 'id' | 'number' | 'createdAt' | 'version' | 'rank' | 'open'>>
