// Which facts each move asks for; the guards of the server decide, this only puts the right fields on the page.
import type { CaseState } from '../../contract/case.ts'

export type FieldKind = 'line' | 'text' | 'moment' | 'check' | 'choice' | 'yes'
export interface MoveField { name: string; kind: FieldKind; required?: boolean; clause?: string; choices?: readonly string[] }

const CHECK = ['pass', 'fail'] as const
const FACTORS = ['low', 'medium', 'high'] as const
const CLASSES = ['system-fault', 'application-configuration', 'data-security', 'user-operation', 'third-party-service'] as const
const IMPACTS = ['one-person', 'several-users', 'whole-enterprise', 'many-customers'] as const
const NATURES = ['system-fault', 'software', 'hardware', 'network', 'other'] as const

export const MOVE_FIELDS: Partial<Record<CaseState, readonly MoveField[]>> = {
  classified: [
    { name: 'problemClass', kind: 'choice', choices: CLASSES, required: true, clause: '§3.2-2' }, { name: 'urgency', kind: 'choice', choices: FACTORS, required: true, clause: '§1.2' },
    { name: 'impact', kind: 'choice', choices: IMPACTS, required: true, clause: '§1.2' }, { name: 'complexity', kind: 'choice', choices: FACTORS, required: true, clause: '§1.2' }, { name: 'reason', kind: 'text' },
  ],
  responded: [
    { name: 'reply', kind: 'text', required: true }, { name: 'owner', kind: 'line', required: true, clause: '§1.4' }, { name: 'nextStep', kind: 'text', required: true, clause: '§1.4' },
    { name: 'expectedAt', kind: 'moment', required: true, clause: '§1.4' },
  ],
  diagnosing: [{ name: 'evidence', kind: 'text' }],
  solving: [{ name: 'nature', kind: 'choice', choices: NATURES, required: true, clause: '§1.2' }, { name: 'cause', kind: 'text', required: true, clause: '§3.2-4' }, { name: 'evidence', kind: 'text' }],
  verifying: [
    { name: 'solution', kind: 'text', required: true, clause: '§1.2' }, { name: 'planExecuted', kind: 'yes', required: true },
    { name: 'configurationChecks.stability', kind: 'check', choices: CHECK, clause: '§3.1-2' }, { name: 'configurationChecks.security', kind: 'check', choices: CHECK, clause: '§3.1-2' },
  ],
  resolved: [
    { name: 'retest', kind: 'check', choices: CHECK, required: true, clause: '§3.2-5' }, { name: 'stability', kind: 'check', choices: CHECK, required: true, clause: '§3.2-5' }, { name: 'verificationEvidence', kind: 'text' },
  ],
  'awaiting-confirmation': [
    { name: 'result.nature', kind: 'text', required: true, clause: '§5.1-2' }, { name: 'result.impact', kind: 'text', required: true, clause: '§5.1-2' },
    { name: 'result.solution', kind: 'text', required: true, clause: '§5.1-2' }, { name: 'result.prevention', kind: 'text' },
  ],
  'waiting-requester': [{ name: 'reason', kind: 'text', required: true }],
  'waiting-vendor': [{ name: 'vendor', kind: 'line', required: true, clause: '§3.1-5' }, { name: 'vendorTicket', kind: 'line' }, { name: 'reason', kind: 'text' }],
  'on-site-scheduled': [{ name: 'scheduledAt', kind: 'moment', required: true }, { name: 'address', kind: 'line', required: true }],
  reviewed: [{ name: 'review.cause', kind: 'text', required: true, clause: '§5.2-6' }, { name: 'review.handling', kind: 'text', required: true, clause: '§5.2-6' }, { name: 'review.measures', kind: 'text', required: true, clause: '§5.2-6' }],
  reopened: [{ name: 'reason', kind: 'text', required: true }],
  cancelled: [{ name: 'reason', kind: 'text', required: true }],
}

/** `{ 'result.nature': 'x' }` as the body wants it: `{ result: { nature: 'x' } }`; empty fields are left out. */
export function bodyOf(values: Readonly<Record<string, string | boolean>>): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    if (value === '' || value === undefined) continue
    const [outer = '', inner] = name.split('.')
    if (inner) body[outer] = { ...(body[outer] as object | undefined), [inner]: value }
    else body[outer] = value
  }
  return body
}
