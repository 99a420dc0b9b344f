// New and changed customers and contacts. Two people may edit one record: the version decides, nothing is overwritten unseen.
import { useState } from 'react'
import { call } from '../../../web/api/call.ts'
import { useApi, useSubmit } from '../../../web/api/queries.ts'
import { useGuardedEdit } from '../../../web/api/use-guarded-edit.ts'
import { Button } from '../../../web/design/Button.tsx'
import { ClashNote } from '../../../web/design/ClashNote.tsx'
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
import { RemoveContact, RemoveCustomer } from './RemoveButtons.tsx'

const list = (text: string) => [...new Set(text.split(/[,，;；\s]+/).map((w) => w.trim()).filter(Boolean))]
const orNull = (text: string) => text.trim() || null
const STALE = [customersApi.list, customersApi.get, customersApi.listContacts, customersApi.getContact]

interface CustomerForm { name: string; tier: CustomerTier; regionId: string; phone: string; address: string; preferredChannel: PreferredChannel | ''; mailDomains: string; note: string; bankName: string; bankAccount: string; taxNumber: string; reason: string }
const customerForm = (value: Customer | null): CustomerForm => ({
  name: value?.name ?? '', tier: value?.tier ?? 'normal', regionId: value?.region?.id ?? '', phone: value?.phone ?? '', address: value?.address ?? '', preferredChannel: value?.preferredChannel ?? '', mailDomains: value?.mailDomains.join(', ') ?? '', note: value?.note ?? '',
  bankName: '', bankAccount: '', taxNumber: '', reason: '',
})

function customerBody(form: CustomerForm) {
  const marked = Object.fromEntries((['bankName', 'bankAccount', 'taxNumber'] as const).filter((f) => form[f].trim()).map((f) => [f, form[f].trim()]))
  return { name: form.name, tier: form.tier, regionId: form.regionId || null, phone: orNull(form.phone), address: orNull(form.address), preferredChannel: form.preferredChannel || null, mailDomains: list(form.mailDomains), note: orNull(form.note), ...(Object.keys(marked).length ? { financial: marked } : {}) }
}

export function CustomerDialog({ value, onClose }: { value: Customer | null; onClose: () => void }) {
  const t = useT(), go = useGo(), seesMarked = useMay('customers.financial'), units = useApi(orgApi.listUnits, { query: { limit: 1000 } })
  const [form, setForm] = useState(() => customerForm(value))
  const done = (c: Customer) => { toast(value ? t('customers.saved') : t('customers.added', { number: c.number })); onClose(); if (!value) go(`/customers/${c.id}`) }
  const add = useSubmit(customersApi.create, { invalidates: STALE, onDone: done }), save = useGuardedEdit<Customer | null, CustomerForm>(value, {
    formOf: customerForm, invalidates: STALE, onDone: (c) => { if (c) done(c) },
    read: () => call(customersApi.get, { params: { id: value?.id ?? '' } }), save: (next, from) => call(customersApi.patch, { params: { id: from?.id ?? '' }, ifMatch: from?.version ?? 0, body: { ...customerBody(next), ...(next.reason.trim() ? { reason: next.reason.trim() } : {}) } }),
  }), problem = add.problem ?? save.problem
  const set = (field: keyof typeof form) => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value })
  const send = () => { if (value) void save.send(form); else void add.submit({ body: customerBody(form) }) }
  const labels: Record<string, string> = { name: t('customers.name'), tier: t('customers.tier'), regionId: t('customers.region'), phone: t('customers.phone'), address: t('customers.address'), preferredChannel: t('customers.channel'), mailDomains: t('customers.domains'), note: t('customers.note') }
  const shown = (field: keyof CustomerForm, said: unknown) => (said === '' || said === undefined ? '—' : field === 'tier' ? t(`customers.tier.${String(said)}`) : field === 'preferredChannel' ? t(`customers.channel.${String(said)}`) : field === 'regionId' ? units.data?.items.find((u) => u.id === said)?.name ?? String(said) : String(said))
  const input = (field: 'name' | 'phone' | 'address' | 'mailDomains' | 'note' | 'bankName' | 'bankAccount' | 'taxNumber' | 'reason', label: string, pointer: string, more: { required?: boolean; hint?: string } = {}) => <FormField label={label} pointer={pointer} problem={problem} {...more}><input className="field" autoComplete="off" value={form[field]} onChange={set(field)} /></FormField>
  return (
    <Dialog open onClose={onClose} title={value ? t('customers.edit.title', { name: value.name }) : t('customers.add')} footer={<>{value && <><RemoveCustomer customer={value} /><span className="sp" /></>}<Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={add.busy || save.busy} onClick={send}>{t(value ? 'customers.save' : 'customers.add')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <ClashNote clash={save.clash} label={(field) => labels[field] ?? field} show={shown} />
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

interface ContactForm { name: string; email: string; otherEmails: string; phone: string; preferredChannel: PreferredChannel | ''; note: string; left: boolean }
const contactForm = (contact: Contact | null): ContactForm => ({ name: contact?.name ?? '', email: contact?.email ?? '', otherEmails: contact?.otherEmails.join(', ') ?? '', phone: contact?.phone ?? '', preferredChannel: contact?.preferredChannel ?? '', note: contact?.note ?? '', left: contact?.state === 'left' })

export function ContactDialog({ customerId, contact, onClose }: { customerId: string | null; contact: Contact | null; onClose: () => void }) {
  const t = useT(), [form, setForm] = useState(() => contactForm(contact)), bodyOf = (next: ContactForm) => ({ name: next.name, email: orNull(next.email), otherEmails: list(next.otherEmails), phone: orNull(next.phone), customerId, preferredChannel: next.preferredChannel || null, note: orNull(next.note) })
  const done = () => { toast(t('customers.saved')); onClose() }, add = useSubmit(customersApi.createContact, { invalidates: STALE, onDone: done }), save = useGuardedEdit<Contact | null, ContactForm>(contact, {
    formOf: contactForm, invalidates: STALE, onDone: done,
    read: () => call(customersApi.getContact, { params: { id: contact?.id ?? '' } }), save: (next, from) => call(customersApi.patchContact, { params: { id: from?.id ?? '' }, ifMatch: from?.version ?? 0, body: { ...bodyOf(next), state: next.left ? 'left' : 'active' } }),
  }), problem = add.problem ?? save.problem
  const set = (field: 'name' | 'email' | 'otherEmails' | 'phone' | 'preferredChannel' | 'note') => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value })
  const send = () => { if (contact) void save.send(form); else void add.submit({ body: bodyOf(form) }) }
  const labels: Record<string, string> = { name: t('customers.contact.name'), email: t('customers.contact.email'), otherEmails: t('customers.contact.others'), phone: t('customers.phone'), preferredChannel: t('customers.channel'), note: t('customers.note'), left: t('customers.contact.has-left') }
  const input = (field: 'name' | 'email' | 'otherEmails' | 'phone' | 'note', label: string, required = false, hint?: string) => <FormField label={label} pointer={`/${field}`} problem={problem} {...(required ? { required } : {})} {...(hint ? { hint } : {})}><input className="field" autoComplete="off" type={field === 'email' ? 'email' : 'text'} value={form[field]} onChange={set(field)} /></FormField>
  return (
    <Dialog open onClose={onClose} title={contact ? t('customers.contact.edit', { name: contact.name }) : t('customers.contact.add')} footer={<>{contact && <><RemoveContact contact={contact} onDone={onClose} /><span className="sp" /></>}<Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={add.busy || save.busy} onClick={send}>{t('customers.save')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <ClashNote clash={save.clash} label={(field) => labels[field] ?? field} show={(field, said) => (said === '' ? '—' : field === 'preferredChannel' ? t(`customers.channel.${String(said)}`) : said === true ? '✓' : said === false ? '—' : String(said))} />
        {input('name', t('customers.contact.name'), true)}{input('email', t('customers.contact.email'), false, t('customers.contact.email.hint'))}{input('otherEmails', t('customers.contact.others'))}{input('phone', t('customers.phone'))}
        <FormField label={t('customers.channel')} pointer="/preferredChannel" problem={problem}><select className="field" value={form.preferredChannel} onChange={set('preferredChannel')}><option value="">—</option>{PreferredChannel.options.map((x) => <option key={x} value={x}>{t(`customers.channel.${x}`)}</option>)}</select></FormField>{input('note', t('customers.note'))}
        {contact && <label className="row"><input type="checkbox" className="nck" checked={form.left} onChange={(event) => setForm({ ...form, left: event.target.checked })} />{t('customers.contact.has-left')}</label>}
        <ProblemNote problem={problem} shown={['/name', '/email', '/otherEmails', '/phone', '/preferredChannel', '/note']} />
      </form>
    </Dialog>
  )
}
