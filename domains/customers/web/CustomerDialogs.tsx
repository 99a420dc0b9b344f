// New and changed customers and contacts. Two people may edit one record: the version decides, nothing is overwritten unseen.
import { useState } from 'react'
import { useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { toast } from '../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../web/design/Form.tsx'
import { useMay } from '../../../web/shell/session.ts'
import { useGo } from '../../../web/shell/address.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { orgApi } from '../../org/contract/api.ts'
import { customersApi } from '../contract/api.ts'
import type { Contact } from '../contract/contact.ts'
import { CustomerTier, PreferredChannel, type Customer } from '../contract/customer.ts'

const list = (text: string) => [...new Set(text.split(/[,，;；\s]+/).map((w) => w.trim()).filter(Boolean))]
const orNull = (text: string) => text.trim() || null
const STALE = [customersApi.list, customersApi.get, customersApi.listContacts, customersApi.getContact]

export function CustomerDialog({ value, onClose }: { value: Customer | null; onClose: () => void }) {
  const t = useT(), go = useGo(), seesMarked = useMay('customers.financial'), units = useApi(orgApi.listUnits, { query: { limit: 1000 } })
  const [form, setForm] = useState({ name: value?.name ?? '', tier: value?.tier ?? 'normal' as CustomerTier, regionId: value?.region?.id ?? '', phone: value?.phone ?? '', address: value?.address ?? '', preferredChannel: value?.preferredChannel ?? '' as PreferredChannel | '', mailDomains: value?.mailDomains.join(', ') ?? '', note: value?.note ?? '', bankName: '', bankAccount: '', taxNumber: '', reason: '' })
  const done = (c: Customer) => { toast(value ? t('customers.saved') : t('customers.added', { number: c.number })); onClose(); if (!value) go(`/customers/${c.id}`) }
  const add = useSubmit(customersApi.create, { invalidates: STALE, onDone: done }), save = useSubmit(customersApi.patch, { invalidates: STALE, onDone: done }), problem = add.problem ?? save.problem
  const set = (field: keyof typeof form) => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value })
  const send = () => {
    const marked = Object.fromEntries((['bankName', 'bankAccount', 'taxNumber'] as const).filter((f) => form[f].trim()).map((f) => [f, form[f].trim()]))
    const body = { name: form.name, tier: form.tier, regionId: form.regionId || null, phone: orNull(form.phone), address: orNull(form.address), preferredChannel: form.preferredChannel || null, mailDomains: list(form.mailDomains), note: orNull(form.note), ...(Object.keys(marked).length ? { financial: marked } : {}) }
    if (value) void save.submit({ params: { id: value.id }, ifMatch: value.version, body: { ...body, ...(form.reason.trim() ? { reason: form.reason.trim() } : {}) } })
    else void add.submit({ body })
  }
  const input = (field: 'name' | 'phone' | 'address' | 'mailDomains' | 'note' | 'bankName' | 'bankAccount' | 'taxNumber' | 'reason', label: string, pointer: string, more: { required?: boolean; hint?: string } = {}) => <FormField label={label} pointer={pointer} problem={problem} {...more}><input className="field" autoComplete="off" value={form[field]} onChange={set(field)} /></FormField>
  return (
    <Dialog open onClose={onClose} title={value ? t('customers.edit.title', { name: value.name }) : t('customers.add')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={add.busy || save.busy} onClick={send}>{t(value ? 'customers.save' : 'customers.add')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        {input('name', t('customers.name'), '/name', { required: true })}
        <FormField label={t('customers.tier')} required pointer="/tier" problem={problem}><select className="field" value={form.tier} onChange={set('tier')}>{CustomerTier.options.map((x) => <option key={x} value={x}>{t(`customers.tier.${x}`)}</option>)}</select></FormField>
        <FormField label={t('customers.region')} pointer="/regionId" problem={problem}><select className="field" value={form.regionId} onChange={set('regionId')}><option value="">—</option>{units.data?.items.filter((u) => u.tier === 'region').map((u) => <option key={u.id} value={u.id}>{u.name}</option>)}</select></FormField>
        {input('phone', t('customers.phone'), '/phone')}{input('address', t('customers.address'), '/address')}
        <FormField label={t('customers.channel')} pointer="/preferredChannel" problem={problem}><select className="field" value={form.preferredChannel} onChange={set('preferredChannel')}><option value="">—</option>{PreferredChannel.options.map((x) => <option key={x} value={x}>{t(`customers.channel.${x}`)}</option>)}</select></FormField>
        {input('mailDomains', t('customers.domains'), '/mailDomains', { hint: t('customers.domains.hint') })}{input('note', t('customers.note'), '/note')}
        {seesMarked && <>{input('bankName', t('customers.field.bankName'), '/financial/bankName', value?.hasFinancial ? { hint: t('customers.financial.keep') } : {})}{input('bankAccount', t('customers.field.bankAccount'), '/financial/bankAccount')}{input('taxNumber', t('customers.field.taxNumber'), '/financial/taxNumber')}</>}
        {value && input('reason', t('customers.reason'), '/reason')}
        <ProblemNote problem={problem} shown={['/name', '/tier', '/regionId', '/phone', '/address', '/preferredChannel', '/mailDomains', '/note', '/reason', '/financial/bankName', '/financial/bankAccount', '/financial/taxNumber']} />
      </form>
    </Dialog>
  )
}

export function ContactDialog({ customerId, contact, onClose }: { customerId: string | null; contact: Contact | null; onClose: () => void }) {
  const t = useT(), [form, setForm] = useState({ name: contact?.name ?? '', email: contact?.email ?? '', otherEmails: contact?.otherEmails.join(', ') ?? '', phone: contact?.phone ?? '', preferredChannel: contact?.preferredChannel ?? '' as PreferredChannel | '', note: contact?.note ?? '', left: contact?.state === 'left' })
  const done = () => { toast(t('customers.saved')); onClose() }, add = useSubmit(customersApi.createContact, { invalidates: STALE, onDone: done }), save = useSubmit(customersApi.patchContact, { invalidates: STALE, onDone: done }), problem = add.problem ?? save.problem
  const set = (field: 'name' | 'email' | 'otherEmails' | 'phone' | 'preferredChannel' | 'note') => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value })
  const send = () => {
    const body = { name: form.name, email: orNull(form.email), otherEmails: list(form.otherEmails), phone: orNull(form.phone), customerId, preferredChannel: form.preferredChannel || null, note: orNull(form.note) }
    if (contact) void save.submit({ params: { id: contact.id }, ifMatch: contact.version, body: { ...body, state: form.left ? 'left' : 'active' } })
    else void add.submit({ body })
  }
  const input = (field: 'name' | 'email' | 'otherEmails' | 'phone' | 'note', label: string, required = false, hint?: string) => <FormField label={label} pointer={`/${field}`} problem={problem} {...(required ? { required } : {})} {...(hint ? { hint } : {})}><input className="field" autoComplete="off" type={field === 'email' ? 'email' : 'text'} value={form[field]} onChange={set(field)} /></FormField>
  return (
    <Dialog open onClose={onClose} title={contact ? t('customers.contact.edit', { name: contact.name }) : t('customers.contact.add')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={add.busy || save.busy} onClick={send}>{t('customers.save')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        {input('name', t('customers.contact.name'), true)}{input('email', t('customers.contact.email'), false, t('customers.contact.email.hint'))}{input('otherEmails', t('customers.contact.others'))}{input('phone', t('customers.phone'))}
        <FormField label={t('customers.channel')} pointer="/preferredChannel" problem={problem}><select className="field" value={form.preferredChannel} onChange={set('preferredChannel')}><option value="">—</option>{PreferredChannel.options.map((x) => <option key={x} value={x}>{t(`customers.channel.${x}`)}</option>)}</select></FormField>{input('note', t('customers.note'))}
        {contact && <label className="row"><input type="checkbox" className="nck" checked={form.left} onChange={(event) => setForm({ ...form, left: event.target.checked })} />{t('customers.contact.has-left')}</label>}
        <ProblemNote problem={problem} shown={['/name', '/email', '/otherEmails', '/phone', '/preferredChannel', '/note']} />
      </form>
    </Dialog>
  )
}
