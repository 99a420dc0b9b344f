// The mail ledger: every message that ever reached the desk, with where it went and why.
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { Moment } from '../../../platform/contract/time.ts'

export const IntakeOutcome = z.enum(['cased', 'joined', 'quarantined', 'rejected', 'automatic'])

export const IntakeMessage = z.object({
  id: Id, receivedAt: Moment, source: z.enum(['smtp', 'imap', 'hook']), mailbox: z.string(), messageId: z.string().nullable(), from: z.string().nullable(), to: z.array(z.string()), subject: z.string().nullable(),
  /** Of the bytes received. */
  sha256: z.string(), size: z.number().int(),
  /** null while it waits to be read. */
  outcome: IntakeOutcome.nullable(), caseId: Id.nullable(),
  /** A stable code and the same in words. */
  reason: z.string().nullable(), reasonText: z.string().nullable(), detail: z.string().nullable(), processedAt: Moment.nullable(),
})
export type IntakeMessage = z.infer<typeof IntakeMessage>

/** `asPerson`: a person wrote it, whatever its headers say: it may open a case. */
export const ProcessAgain = z.strictObject({ asPerson: z.boolean().default(false) })
/** null: the mail gets a case of its own. */
export const Rehome = z.strictObject({ caseId: Id.nullable() })
