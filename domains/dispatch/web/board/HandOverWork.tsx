// All open cases of somebody who is away go where the rule sends them, or to one person (§2.1-9).
import { useState } from 'react'
import { useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { dispatchApi } from '../../contract/api.ts'
import type { BoardPerson } from '../../contract/board.ts'

export function HandOverWork({ person, people, onClose }: { person: BoardPerson; people: readonly BoardPerson[]; onClose: () => void }) {
  const t = useT(), [toId, setToId] = useState(person.deputy?.id ?? ''), [reason, setReason] = useState('')
  const submit = useSubmit(dispatchApi.handOver, { invalidates: [dispatchApi.board, dispatchApi.candidates] }), reply = submit.reply
  const send = () => { if (reason.trim()) void submit.submit({ params: { id: person.id }, body: { reason: reason.trim(), ...(toId ? { toId } : {}) } }) }
  return (
    <Dialog open onClose={onClose} title={t('dispatch.hand-over.title', { name: person.name })} footer={reply ? <Button kind="primary" onClick={onClose}>{t('web.close')}</Button> : <><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={submit.busy} disabled={reason.trim() === ''} onClick={send}>{t('dispatch.hand-over.do', { count: person.load.cases })}</Button></>}>
      {reply ? (
        <div className="col"><p>{t('dispatch.hand-over.done', { count: reply.moved })}</p>
          <ul className="sm dp-moved">{reply.items.map((i) => <li key={i.caseId}><span className="num">{i.number}</span> {i.to ? <>→ {i.to.name}</> : <span className="bad">{i.refused}</span>}</li>)}</ul></div>
      ) : (
        <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
          <FormField label={t('dispatch.hand-over.to')} required pointer="/toId" problem={submit.problem}><select className="field" value={toId} onChange={(event) => setToId(event.target.value)}><option value="">{t('dispatch.hand-over.rule')}</option>{people.filter((p) => p.id !== person.id).map((p) => <option key={p.id} value={p.id}>{p.name}</option>)}</select></FormField>
          <FormField label={t('dispatch.reason')} required pointer="/reason" problem={submit.problem}><input className="field" value={reason} onChange={(event) => setReason(event.target.value)} /></FormField>
          <ProblemNote problem={submit.problem} shown={['/toId', '/reason']} />
        </form>
      )}
    </Dialog>
  )
}
