// Hands a case on: the handler changes only when the colleague accepts; the first-contact owner never does (§1.2).
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { Kbd } from '../../../../web/design/Marks.tsx'
import { useShortcut } from '../../../../web/shell/shortcuts.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { orgApi } from '../../../org/contract/api.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case } from '../../contract/case.ts'
import type { TransferKind } from '../../contract/transfer.ts'
import { useRefreshCase } from './use-case-acts.ts'

const KINDS: readonly TransferKind[] = ['transfer', 'consult', 'escalate']

export function TransferButton({ value, small }: { value: Case; small?: boolean }) {
  const t = useT(), session = useSession(), refresh = useRefreshCase(value.id)
  const [open, setOpen] = useState(false)
  const take = useSubmit(casesApi.transition, { onDone: async () => { await refresh(); toast(t('cases.desk.took')) } })
  const isFree = value.handler === null && session.permissions.has('cases.work')
  const start = () => { if (isFree) void take.submit({ params: { id: value.id }, body: { to: 'assigned', handlerId: session.person.id } }); else setOpen(true) }
  useShortcut('a', start, { label: t(isFree ? 'cases.desk.take' : 'cases.transfer.do'), group: t('cases.desk.keys') }, session.permissions.has('cases.work'))
  if (!session.permissions.has('cases.work') || ['archived', 'merged', 'cancelled'].includes(value.state)) return null
  return (
    <>
      <Button {...(small ? { size: 'small', kind: 'quiet' } : {})} icon={<UserPlus size={14} />} busy={take.busy} onClick={start}>{t(isFree ? 'cases.desk.take' : 'cases.transfer.do')} {!small && <Kbd k="a" />}</Button>
      <ProblemNote problem={take.problem} />
      {open && <TransferDialog value={value} onClose={() => setOpen(false)} />}
    </>
  )
}

function TransferDialog({ value, onClose }: { value: Case; onClose: () => void }) {
  const t = useT(), refresh = useRefreshCase(value.id), session = useSession()
  const people = useApi(orgApi.listPeople, { query: { limit: 200 } })
  const [kind, setKind] = useState<TransferKind>('transfer'), [toId, setToId] = useState(''), [reason, setReason] = useState('')
  const offer = useSubmit(casesApi.offerTransfer, { onDone: async () => { await refresh(); toast(t('cases.transfer.sent')); onClose() } })
  const send = () => { void offer.submit({ params: { id: value.id }, body: { kind, reason, ...(toId ? { toId } : {}) } }) }
  return (
    <Dialog open onClose={onClose} title={t('cases.transfer.title', { number: value.number })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={offer.busy} onClick={send}>{t(`cases.transfer.send.${kind}`)}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <FormField label={t('cases.transfer.kind')} required pointer="/kind" problem={offer.problem}><select className="field" value={kind} onChange={(event) => setKind(event.target.value as TransferKind)}>{KINDS.map((k) => <option key={k} value={k}>{t(`cases.transfer.kind.${k}`)}</option>)}</select></FormField>
        <FormField label={t('cases.transfer.to')} required={kind !== 'escalate'} pointer="/toId" problem={offer.problem} {...(kind === 'escalate' ? { hint: t('cases.transfer.to.escalate') } : {})}>
          <select className="field" value={toId} onChange={(event) => setToId(event.target.value)}><option value="">{t('cases.choose')}</option>{people.data?.items.filter((p) => p.id !== session.person.id).map((p) => <option key={p.id} value={p.id}>{p.name}</option>)}</select></FormField>
        <FormField label={t('cases.field.reason')} required pointer="/reason" problem={offer.problem}><textarea className="field" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} /></FormField>
        <p className="sm t2">{t('cases.transfer.note')}</p>
        <ProblemNote problem={offer.problem} shown={['/kind', '/toId', '/reason']} />
      </form>
    </Dialog>
  )
}
