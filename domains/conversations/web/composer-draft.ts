// What is being written about a case, and the message it becomes. Pure, so that the rules of the first response are tested (§1.4).
import type { Case } from '../../cases/contract/case.ts'
import type { NewMessage } from '../contract/message.ts'

export type Tab = 'reply' | 'record' | 'note'
export type SpokenChannel = 'phone' | 'on-site' | 'chat' | 'im'
export interface ComposerDraft {
  body: string; owner: string; nextStep: string; expectedAt: string; severity: '' | 'normal' | 'major'; solution: boolean
  channel: SpokenChannel; feedback: string; followUp: string; attachments: { id: string; name: string }[]
  /** Named colleagues; those whose name was deleted from the text are not told. */
  mentions: { id: string; name: string }[]
  /** When a reply is to go; empty: now. */
  sendAt: string
  /** The message that this one corrects. */
  corrects: { id: string; text: string } | null
}

export const emptyDraft = (owner: string): ComposerDraft => ({ body: '', owner, nextStep: '', expectedAt: '', severity: '', solution: false, channel: 'phone', feedback: '', followUp: '', attachments: [], mentions: [], sendAt: '', corrects: null })

/** A first response is due, and after-sales cases also owe an assessment of how grave it is (§2.2-2). */
export const firstResponseDue = (value: Pick<Case, 'response'>, tab: Tab): boolean => value.response === null && tab !== 'note'
export const severityDue = (value: Pick<Case, 'requesterType' | 'serviceLine' | 'severity'>): boolean => value.requesterType === 'customer' && value.serviceLine === 'after-sales' && value.severity === null

/** Those whose `@name` still stands in the text. */
export const mentionedIn = (draft: Pick<ComposerDraft, 'body' | 'mentions'>): { id: string; name: string }[] => draft.mentions.filter((p) => draft.body.includes(`@${p.name}`))
/** What is being typed after the last `@` before the caret; null where no name is being looked for. */
export const nameBeingTyped = (text: string, caret: number): string | null => /(?:^|[\s，。；、（(])@([\p{L}\p{N}·._-]{0,20})$/u.exec(text.slice(0, caret))?.[1] ?? null

export function messageOf(draft: ComposerDraft, tab: Tab, first: boolean): NewMessage {
  const said = (text: string) => text.trim()
  return {
    visibility: tab === 'note' ? 'internal' : 'public', body: draft.body, ...(draft.attachments.length ? { attachments: draft.attachments.map((a) => a.id) } : {}),
    ...(tab === 'record' ? { channel: draft.channel, ...(said(draft.followUp) ? { followUp: said(draft.followUp) } : {}), ...(said(draft.feedback) ? { customerFeedback: said(draft.feedback) } : {}) } : {}),
    ...(first ? { ...(said(draft.owner) ? { owner: said(draft.owner) } : {}), ...(said(draft.nextStep) ? { nextStep: said(draft.nextStep) } : {}), ...(draft.expectedAt ? { expectedAt: draft.expectedAt } : {}), ...(draft.severity ? { severity: draft.severity } : {}) } : {}),
    ...(draft.solution && tab !== 'note' ? { initialSolution: true } : {}),
    ...(draft.corrects ? { corrects: draft.corrects.id } : {}), ...(tab === 'note' && mentionedIn(draft).length ? { mentions: mentionedIn(draft).map((p) => p.id) } : {}),
  }
}

/** States that a reply may set in the same act: those that ask for nothing more than the reply itself. */
export function statesAfterReply(value: Pick<Case, 'allowed' | 'state' | 'response'>): ('waiting-requester' | 'diagnosing')[] {
  const open = new Set(value.allowed.filter((a) => a.ok).map((a) => a.action)), answers = value.response === null && open.has('responded')
  const states: ('waiting-requester' | 'diagnosing')[] = []
  if (answers || open.has('waiting-requester')) states.push('waiting-requester')
  if (answers || (open.has('diagnosing') && value.state !== 'solving')) states.push('diagnosing')
  return states
}
