// Which facts each move and act asks for; the guards of the server decide, this only puts the right fields on the page.
import { Effect, type Case, type CaseState } from '../../contract/case.ts'

export type FieldKind = 'line' | 'text' | 'moment' | 'choice' | 'many' | 'yes'
export interface FormFieldOf {
  /** Pointer in the body with dots: `result.nature`. Its label is `cases.field.<name>`. */
  name: string
  kind: FieldKind
  required?: boolean
  clause?: string
  choices?: readonly string[]
  /** Message keys of the choices start with it: `cases.factor`. */
  words?: `cases.${string}`
}
export type FieldValue = string | boolean | readonly string[]
export type FieldValues = Readonly<Record<string, FieldValue>>

const FACTORS = ['low', 'medium', 'high'] as const
const factor = (name: 'urgency' | 'complexity'): FormFieldOf => ({ name, kind: 'choice', choices: FACTORS, words: 'cases.factor', required: true, clause: '§1.2' })
const check = (name: string, clause: string, required = true): FormFieldOf => ({ name, kind: 'choice', choices: ['pass', 'fail'], words: 'cases.check', required, clause })
const text = (name: string, required = false, clause?: string): FormFieldOf => ({ name, kind: 'text', required, ...(clause ? { clause } : {}) })
const line = (name: string, required = false, clause?: string): FormFieldOf => ({ name, kind: 'line', required, ...(clause ? { clause } : {}) })

const CLASSES = ['system-fault', 'application-configuration', 'data-security', 'user-operation', 'third-party-service'] as const
const IMPACTS = ['one-person', 'several-users', 'whole-enterprise', 'many-customers'] as const
const LINES = ['technical-support', 'after-sales', 'enquiry'] as const

/** What decides level and promises (§1.2, §2.2, §3.2): internal reports name effects, after-sales a severity. */
export const classFields = (value: Pick<Case, 'requesterType' | 'serviceLine'>): FormFieldOf[] => [
  ...(value.requesterType === 'customer' ? [{ name: 'serviceLine', kind: 'choice', choices: LINES, words: 'cases.service-line', required: true } as const] : []),
  { name: 'problemClass', kind: 'choice', choices: CLASSES, words: 'cases.class', required: true, clause: '§3.2-2' }, factor('urgency'),
  { name: 'impact', kind: 'choice', choices: IMPACTS, words: 'cases.impact', required: true, clause: '§1.2' }, factor('complexity'),
  ...(value.requesterType === 'internal' ? [{ name: 'effects', kind: 'many', choices: Effect.options, words: 'cases.effect', clause: '§3.2' } as const] : []),
  ...(value.serviceLine === 'after-sales' ? [{ name: 'severity', kind: 'choice', choices: ['normal', 'major'], words: 'cases.severity', clause: '§2.2' } as const] : []),
  { name: 'outsideService', kind: 'yes', clause: '§3.2-3' },
]

const MOVES: Partial<Record<CaseState, readonly FormFieldOf[]>> = {
  diagnosing: [text('evidence')],
  solving: [{ name: 'nature', kind: 'choice', choices: ['system-fault', 'software', 'hardware', 'network', 'other'], words: 'cases.nature', required: true, clause: '§1.2' }, text('cause', true, '§3.2-4'), text('evidence')],
  resolved: [check('retest', '§3.2-5'), check('stability', '§3.2-5'), text('verificationEvidence')],
  'awaiting-confirmation': [text('result.nature', true, '§5.1-2'), text('result.impact', true, '§5.1-2'), text('result.solution', true, '§5.1-2'), text('result.prevention')],
  'waiting-requester': [text('reason', true)],
  'waiting-vendor': [line('vendor', true, '§3.1-5'), line('vendorTicket'), text('reason')],
  'on-site-scheduled': [{ name: 'scheduledAt', kind: 'moment', required: true }, line('address', true)],
  reviewed: [text('review.cause', true, '§5.2-6'), text('review.handling', true, '§5.2-6'), text('review.measures', true, '§5.2-6')],
  reopened: [text('reason', true)],
  cancelled: [text('reason', true)],
}

/** Fields of a move. Coming back from waiting asks for nothing: the case goes on where it stood. */
export function moveFields(value: Pick<Case, 'requesterType' | 'serviceLine' | 'problemClass' | 'state'> & Partial<Pick<Case, 'allowed'>>, to: CaseState, resuming: boolean): readonly FormFieldOf[] {
  if (resuming) return []
  if (to === 'classified') return [...classFields(value), text('reason')]
  // Children that are still open go on in this case by choice, or stand in the way.
  if (to === 'resolved' && value.allowed?.some((a) => a.action === 'resolved' && a.needs.includes('mergeChildren'))) return [...MOVES.resolved!, { name: 'mergeChildren', kind: 'yes' }]
  if (to !== 'verifying') return MOVES[to] ?? []
  const checks = value.problemClass === 'application-configuration' ? [check('configurationChecks.stability', '§3.1-2'), check('configurationChecks.security', '§3.1-2')] : []
  return [text('solution', true, '§1.2'), { name: 'planExecuted', kind: 'yes' }, ...checks]
}

export const VENDOR_FIELDS: readonly FormFieldOf[] = [line('vendor', true, '§3.2-3'), text('contactResult', true, '§3.2-3'), line('vendorTicket'), line('contactWay'), { name: 'contactedAt', kind: 'moment' }]
export const CONTAIN_FIELDS: readonly FormFieldOf[] = [text('containment', true, '§3.3-2')]
export const FACT_FIELDS: readonly FormFieldOf[] = [line('title', true), text('description', true), { name: 'occurredAt', kind: 'moment' }, line('systemVersion'), text('expectedResult')]
export const COMPLIANCE_FIELDS: readonly FormFieldOf[] = [text('compliance.affectedData', true, '§3.1-3'), text('compliance.persons', true), text('compliance.legalDuty', true), { name: 'compliance.noticeNeeded', kind: 'yes' }, text('compliance.evidence', true)]

/** `{ 'result.nature': 'x' }` as the body wants it: `{ result: { nature: 'x' } }`; empty fields are left out. */
export function bodyOf(values: FieldValues): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    if (value === '' || value === undefined) continue
    const [outer = '', inner] = name.split('.')
    if (inner) body[outer] = { ...(body[outer] as object | undefined), [inner]: value }
    else body[outer] = value
  }
  return body
}
