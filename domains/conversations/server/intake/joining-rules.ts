// Who may add to which case by mail, and until when. Pure: whoever is let in here can only add, never read.
import type { CaseFacts } from '../../../cases/public.ts'
import type { JoinReason } from '../../contract/message.ts'

export interface MailSender { id: string; customerId: string | null; requesterType: 'customer' | 'internal'; isStaff: boolean }

type Joined = Pick<CaseFacts, 'requesterId' | 'customerId' | 'state' | 'closedAt' | 'open'>

/**
 * A token or a known Message-ID proves that the sender got our mail: a colleague of the same customer, a private address, our own
 * people. A number or a subject proves nothing: only the requester goes by them. Nobody gets into a case of another customer.
 */
export function mayJoin(facts: Pick<Joined, 'requesterId' | 'customerId'>, sender: MailSender, by: JoinReason): boolean {
  if (sender.id === facts.requesterId) return true
  if (by !== 'token' && by !== 'reply') return false
  if (sender.isStaff || sender.requesterType === 'internal') return true
  return sender.customerId === null || sender.customerId === facts.customerId
}

/** Open, or closed not longer than so many days ago; a cancelled case takes nothing more. */
export function reachable(facts: Pick<Joined, 'state' | 'closedAt' | 'open'>, now: Date, days: number): boolean {
  if (facts.open) return true
  if (facts.state === 'cancelled' || facts.state === 'merged' || !facts.closedAt) return false
  return now.getTime() - facts.closedAt.getTime() <= days * 86_400_000
}
