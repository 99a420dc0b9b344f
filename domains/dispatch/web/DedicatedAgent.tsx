// The customer's own agent and deputy, who are asked first (§1.2, §2.2).
import { useState } from 'react'
import { queryKey, useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { toast } from '../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../web/design/Form.tsx'
import { Panel } from '../../../web/design/Layout.tsx'
import { Avatar } from '../../../web/design/Marks.tsx'
import { useLive } from '../../../web/live/live.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { PersonSelect } from '../../cases/web/page/PersonSelect.tsx'
import { dispatchApi } from '../contract/api.ts'
import type { Dedicated } from '../contract/rule.ts'

export function DedicatedAgent({ customerId }: { customerId: string }) {
  const t = useT(), key = { params: { id: customerId } }, query = useApi(dispatchApi.dedicated, key), [open, setOpen] = useState(false), d = query.data
  useLive([`customer:${customerId}`], [queryKey(dispatchApi.dedicated, key)])
  if (!d || (!d.agent && !d.mayManage)) return null
  return (
    <Panel title={t('dispatch.dedicated')} extra={d.mayManage && <Button size="small" onClick={() => setOpen(true)}>{t('dispatch.dedicated.name')}</Button>}>
      {d.agent ? <div className="row wrap"><Avatar name={d.agent.name} size={26} /><b>{d.agent.name}</b>{d.deputy && <span className="sm t2">{t('dispatch.deputy', { name: d.deputy.name })}</span>}</div> : <p className="sm t2">{t('dispatch.dedicated.none')}</p>}
      {open && <NameDialog value={d} onClose={() => setOpen(false)} />}
    </Panel>
  )
}

function NameDialog({ value, onClose }: { value: Dedicated; onClose: () => void }) {
  const t = useT(), [agent, setAgent] = useState(value.agent?.id ?? ''), [deputy, setDeputy] = useState(value.deputy?.id ?? '')
  const submit = useSubmit(dispatchApi.nameDedicated, { invalidates: [dispatchApi.dedicated], onDone: () => { toast(t('dispatch.dedicated.done')); onClose() } })
  const send = () => { void submit.submit({ params: { id: value.customerId }, body: { agentId: agent || null, deputyId: agent && deputy ? deputy : null }, ifMatch: value.version }) }
  return (
    <Dialog open onClose={onClose} title={t('dispatch.dedicated')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={submit.busy} onClick={send}>{t('dispatch.dedicated.name')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <FormField label={t('dispatch.dedicated')} pointer="/agentId" problem={submit.problem}><PersonSelect value={agent} onChange={setAgent} /></FormField>
        <FormField label={t('dispatch.dedicated.deputy')} pointer="/deputyId" problem={submit.problem}><PersonSelect value={deputy} onChange={setDeputy} without={agent ? [agent] : []} /></FormField>
        <ProblemNote problem={submit.problem} shown={['/agentId', '/deputyId']} />
      </form>
    </Dialog>
  )
}
