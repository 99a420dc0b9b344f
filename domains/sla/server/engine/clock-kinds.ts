// How each kind of clock behaves (B-1 table 3): what stops it, what resumes it, whether waiting for the requester pauses it.
import type { ClockKind } from '../../contract/clock.ts'
import type { FactKind } from './record-state.ts'

export interface Behaviour {
  readonly stops: readonly FactKind[]
  /** Goes on with the time already used. */
  readonly resumes?: FactKind
  /** Pauses while waiting for the requester, once a valid response was given (CL-10). */
  readonly pauses: boolean
  /** From when it runs. */
  readonly starts: 'record' | 'outside-mark' | 'resolution' | 'update'
}

const plain = (...stops: FactKind[]): Behaviour => ({ stops, pauses: false, starts: 'record' })

export const BEHAVIOUR: Readonly<Record<ClockKind, Behaviour>> = {
  'response': plain('responded', 'response-started', 'first-action'),
  'initial-solution': { stops: ['solution-sent', 'resolved'], pauses: true, starts: 'record' },
  'initial-handling': { stops: ['contained', 'resolved'], pauses: true, starts: 'record' },
  'resolution': { stops: ['resolved'], resumes: 'reopened', pauses: true, starts: 'record' },
  'vendor-contact': { ...plain('vendor-contacted'), starts: 'outside-mark' },
  'result-feedback': { ...plain('result-sent'), starts: 'resolution' },
  'user-feedback': { ...plain('answered', 'reopened'), starts: 'resolution' },
  'kb-archive': { ...plain('archived'), starts: 'resolution' },
  'feedback-forward': plain('forwarded'),
  'feedback-result': plain('result-given'),
  'incident-record': plain('recorded'),
  'removal': plain('restored'),
  'repair': plain('restored'),
  'progress-update': { ...plain('updated', 'resolved', 'restored'), starts: 'update' },
}
