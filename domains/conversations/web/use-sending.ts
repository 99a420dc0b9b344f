// Sends what was written: replies with a way back of some seconds, or at their time; notes and records at once.
import { useSubmit } from '../../../web/api/queries.ts'
import { toast } from '../../../web/design/Feedback.tsx'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { serverNow } from '../../../web/design/server-clock.ts'
import { casesApi } from '../../cases/contract/api.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { conversationsApi, writingApi } from '../contract/api.ts'
import { messageOf, type ComposerDraft, type Tab } from './composer-draft.ts'

export const STALE = [conversationsApi.list, conversationsApi.attachments, writingApi.waiting, casesApi.get, casesApi.list, casesApi.counts, casesApi.timeline]

/** Replies of this window that wait for their seconds: whether each will count as the first response. Said when they have gone. */
export const onTheirWay = new Map<string, { caseId: string; counted: boolean }>()

export function useSending(value: CaseSlotProps['value'], onSent: (tab: Tab) => void) {
  const t = useT(), format = useFormat()
  const add = useSubmit(conversationsApi.add, { invalidates: STALE }), hold = useSubmit(writingApi.hold, { invalidates: STALE })
  const write = async (draft: ComposerDraft, tab: Tab, first: boolean) => {
    const reply = await add.submit({ params: { id: value.id }, body: messageOf(draft, tab, first) })
    if (!reply) return
    onSent(tab)
    if (!reply.response || reply.response.complete) toast(t(tab === 'note' ? 'conversations.noted' : reply.response?.counted ? 'conversations.counted' : 'conversations.recorded'))
  }
  const send = async (draft: ComposerDraft, tab: Tab, first: boolean, to?: 'waiting-requester' | 'diagnosing') => {
    if (tab !== 'reply') return write(draft, tab, first)
    const follow = to ? { transition: { to, ...(to === 'waiting-requester' ? { reason: t('conversations.awaits-answer') } : {}) } } : undefined
    const held = await hold.submit({ params: { id: value.id }, body: { message: messageOf(draft, tab, first), ...(follow ? { follow } : {}), ...(draft.sendAt ? { sendAt: draft.sendAt } : {}) } })
    if (!held) return
    onSent(tab)
    if (held.kind === 'scheduled') toast(t('conversations.scheduled', { time: format.moment(held.sendAt, serverNow()) }))
    else if (held.state === 'waiting') onTheirWay.set(held.id, { caseId: value.id, counted: held.response?.counted ?? false })
    else if (held.state === 'sent' && (!held.response || held.response.complete)) toast(t(held.response?.counted ? 'conversations.counted' : 'conversations.sent'))
  }
  const response = add.reply?.response ?? hold.reply?.response
  return { send, busy: add.busy || hold.busy, problem: add.problem ?? hold.problem, incomplete: response && !response.complete ? response.detail : null }
}
