// The archive of a month: figures, records, ledgers and hashes, which a stranger can check without us.
import { Download } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { FormField } from '../../../../web/design/Form.tsx'
import { addressOf } from '../../../../web/api/call.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { handbookApi } from '../../contract/api.ts'
import { endedMonths } from './board-view.ts'

export function AuditPackButton({ today }: { today: string }) {
  const t = useT(), months = endedMonths(today), [open, setOpen] = useState(false), [month, setMonth] = useState(months[0]!)
  return (
    <>
      <Button size="small" icon={<Download size={14} aria-hidden />} onClick={() => setOpen(true)}>{t('handbook.pack.button')}</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('handbook.pack.title')} width={440} footer={<><Button onClick={() => setOpen(false)}>{t('web.cancel')}</Button>
        <a className="btn btn-primary btn-middle" href={addressOf(handbookApi.auditPack, { params: { month } })} download={`audit-pack-${month}.zip`} onClick={() => setOpen(false)}><Download size={14} aria-hidden />{t('handbook.pack.get')}</a></>}>
        <p>{t('handbook.pack.text')}</p>
        <FormField label={t('handbook.pack.month')}><select className="field" value={month} onChange={(event) => setMonth(event.target.value)}>{months.map((m) => <option key={m}>{m}</option>)}</select></FormField>
      </Dialog>
    </>
  )
}
