// A contract with one customer: limits of its own, started as a draft from those of a policy (§5.4-3).
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { MomentField } from '../../../../web/design/MomentField.tsx'
import { serverNow } from '../../../../web/design/server-clock.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { slaApi } from '../../contract/api.ts'
import type { PolicySummary } from '../../contract/policy.ts'
import { CustomerCombobox, type ChosenCustomer } from './CustomerCombobox.tsx'
import { CONTRACT_PREFIX, isShortCode, overrideOf, possibleBases } from './override-view.ts'
import { STALE } from './stale.ts'

const DAY = 86_400_000

interface OverrideProps { policies: readonly PolicySummary[]; /** Code of the policy that is shown. */ shown: string; onMade: (code: string) => void }

export function AddOverride(props: OverrideProps) {
  const t = useT(), [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="pd-add" onClick={() => setOpen(true)}><Plus size={14} aria-hidden />{t('sla.desk.override.add')}</button>
      {open && <OverrideDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

function OverrideDialog({ policies, shown, onMade, onClose }: OverrideProps & { onClose: () => void }) {
  const t = useT(), bases = possibleBases(policies), [base, setBase] = useState((bases.find((p) => p.code === shown) ?? bases.find((p) => p.code === 'POL-1.2') ?? bases[0])?.code ?? '')
  const [short, setShort] = useState(''), [nameZh, setNameZh] = useState(''), [nameEn, setNameEn] = useState(''), [customer, setCustomer] = useState<ChosenCustomer | null>(null), [from, setFrom] = useState(() => new Date(serverNow() + DAY).toISOString()), [tried, setTried] = useState(false)
  const code = `${CONTRACT_PREFIX}${short}`, version = policies.find((p) => p.code === base)?.current
  const make = useSubmit(slaApi.publish, { invalidates: STALE, onDone: (v) => { toast(t('sla.desk.draft-saved', { version: v.version }), { kind: 'good' }); onClose(); onMade(v.code) } })
  const wrong = {
    code: !isShortCode(short) ? t('sla.desk.override.code-wrong') : policies.some((p) => p.code === code) ? t('sla.desk.override.code-taken', { code }) : null,
    customer: customer ? null : t('sla.desk.override.customer-missing'), nameZh: nameZh.trim() ? null : t('sla.desk.override.name-missing'), nameEn: nameEn.trim() ? null : t('sla.desk.override.name-missing'), from: from ? null : t('sla.desk.override.from-missing'),
  }
  const said = (field: keyof typeof wrong) => (tried ? wrong[field] : null)
  const save = () => {
    setTried(true)
    if (!version || !customer || Object.values(wrong).some(Boolean)) return
    void make.submit({ params: { code }, body: overrideOf(version, customer.id, from, nameZh.trim(), nameEn.trim()) })
  }
  return (
    <Dialog open onClose={onClose} title={t('sla.desk.override.add')} width={560} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={make.busy} onClick={save}>{t('sla.desk.save-draft')}</Button></>}>
      <div className="pd-part">
        <p>{t('sla.desk.override.text')}</p>
        <FormField required label={t('sla.desk.override.customer')} pointer="/condition" problem={make.problem} error={said('customer')}><CustomerCombobox value={customer} onChange={setCustomer} /></FormField>
        <FormField required label={t('sla.desk.override.code')} hint={short ? code : t('sla.desk.override.code-hint')} pointer="/params/code" problem={make.problem} error={said('code')}><input className="field mono" maxLength={28} value={short} onChange={(event) => setShort(event.target.value.toUpperCase())} /></FormField>
        <FormField required label={t('sla.desk.override.name-zh')} pointer="/nameZh" problem={make.problem} error={said('nameZh')}><input className="field" lang="zh-CN" maxLength={60} value={nameZh} onChange={(event) => setNameZh(event.target.value)} /></FormField>
        <FormField required label={t('sla.desk.override.name-en')} pointer="/nameEn" problem={make.problem} error={said('nameEn')}><input className="field" lang="en" maxLength={60} value={nameEn} onChange={(event) => setNameEn(event.target.value)} /></FormField>
        <FormField required label={t('sla.desk.override.base')} hint={t('sla.desk.override.base-hint')}><select className="field" value={base} onChange={(event) => setBase(event.target.value)}>{bases.map((p) => <option key={p.code} value={p.code}>{p.name}（{p.code}）</option>)}</select></FormField>
        <FormField required label={t('sla.desk.effective')} pointer="/effectiveFrom" problem={make.problem} error={said('from')}><MomentField value={from} onChange={setFrom} /></FormField>
        <ProblemNote problem={make.problem} shown={['/condition', '/params/code', '/nameZh', '/nameEn', '/effectiveFrom']} />
      </div>
    </Dialog>
  )
}
