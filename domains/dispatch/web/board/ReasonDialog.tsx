// The rule ruled the person out: whoever chooses them all the same says why (§1.2).
import { useState } from 'react'
import type { ApiProblem } from '../../../../web/api/problem.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { FormField, Notice, ProblemNote } from '../../../../web/design/Form.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { Asked } from './use-assign.ts'

export function ReasonDialog({ asked, busy, problem, onClose, onSend }: { asked: Asked; busy: boolean; problem: ApiProblem | null; onClose: () => void; onSend: (reason: string) => void }) {
  const t = useT(), [reason, setReason] = useState('')
  return (
    <Dialog open onClose={onClose} title={t('dispatch.reason.title', { number: asked.value.number, name: asked.person.name })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={busy} disabled={reason.trim() === ''} onClick={() => onSend(reason.trim())}>{t('dispatch.give', { name: asked.person.name })}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); if (reason.trim()) onSend(reason.trim()) }}>
        <Notice kind="warn">{asked.why}</Notice>
        <FormField label={t('dispatch.reason')} required pointer="/reason" problem={reason === '' ? null : problem}><textarea className="field" rows={3} autoFocus value={reason} onChange={(event) => setReason(event.target.value)} /></FormField>
        {problem && reason !== '' && <ProblemNote problem={problem} shown={['/reason']} />}
      </form>
    </Dialog>
  )
}
