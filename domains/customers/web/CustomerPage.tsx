// One customer: facts, contacts, marked fields, possible duplicates, and their cases (§5.4).
import { Eye, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { queryKey, useApi, useApiPages } from '../../../web/api/queries.ts'
import { call } from '../../../web/api/call.ts'
import { Button } from '../../../web/design/Button.tsx'
import { toastProblem } from '../../../web/design/Feedback.tsx'
import { Notice } from '../../../web/design/Form.tsx'
import { Facts, Page, PageHead, Panel } from '../../../web/design/Layout.tsx'
import { Avatar, ClauseMark, Tier, Tone } from '../../../web/design/Marks.tsx'
import { Empty, Loaded, Loading } from '../../../web/design/States.tsx'
import { Moment } from '../../../web/design/Text.tsx'
import { useLive, usePresence } from '../../../web/live/live.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import { useAddressParams } from '../../../web/shell/address.ts'
import { useMay, useSession } from '../../../web/shell/session.ts'
import { Slot } from '../../../web/shell/Slot.tsx'
import { useNamedWindow } from '../../../web/shell/use-screen-facts.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { customersApi } from '../contract/api.ts'
import type { Contact } from '../contract/contact.ts'
import type { Customer, Financial } from '../contract/customer.ts'
import { ContactDialog, CustomerDialog } from './CustomerDialogs.tsx'
import './customers.css'

export const TIER_MARK = { vip: 'vip', normal: 'standard', potential: 'prospect' } as const

export function CustomerPage() {
  const t = useT(), { id = '' } = useAddressParams(), query = useApi(customersApi.get, { params: { id } })
  useLive([`customer:${id}`], [queryKey(customersApi.get, { params: { id } }), queryKey(customersApi.listContacts)])
  useNamedWindow(query.data ? `${query.data.number} ${query.data.name}` : undefined)
  return <Page><Loaded query={query} rows={8} heading={t('customers.customer')}>{(value) => <Body value={value} />}</Loaded></Page>
}

function Body({ value }: { value: Customer }) {
  const t = useT(), session = useSession(), mayWrite = useMay('customers.write'), [editing, setEditing] = useState(false), { people } = usePresence(`customer:${value.id}`, session.person.id)
  return (
    <>
      <PageHead title={<span className="row"><span>{value.name}</span><Tier tier={TIER_MARK[value.tier]} /></span>} note={<span className="num">{value.number}</span>} crumbs={[{ label: t('customers.page.list'), to: '/customers' }]}
        actions={<>{people.length > 0 && <span className="sm t2 row g4" role="status"><Eye size={14} aria-hidden />{t('customers.viewers', { names: people.map((p) => p.name).join(t('web.list-separator')) })}</span>}{mayWrite && <Button icon={<Pencil size={14} />} onClick={() => setEditing(true)}>{t('customers.edit')}</Button>}</>} />
      {value.possibleDuplicates.length > 0 && <Notice kind="warn"><b>{t('customers.duplicates')}</b> {value.possibleDuplicates.map((d) => <span key={d.id} className="cu-dup"><AppLink className="u" to={`/customers/${d.id}`}>{d.number} {d.name}</AppLink> <span className="sm t2">{d.reasons.map((r) => t(`customers.duplicate.${r}`)).join(' · ')}</span></span>)}</Notice>}
      <div className="cu-two">
        <div className="col"><Contacts customerId={value.id} /><Slot name="customer.main" props={{ customerId: value.id }} /></div>
        <div className="col">
          <Panel title={t('customers.facts')}><Facts rows={[
            [t('customers.tier'), t(`customers.tier.${value.tier}`)], [t('customers.region'), value.region?.name ?? '—'], [t('customers.phone'), value.phone ? <a key="p" className="num" href={`tel:${value.phone.replace(/[^+\d]/g, '')}`}>{value.phone}</a> : '—'], [t('customers.address'), value.address ?? '—'],
            [t('customers.channel'), value.preferredChannel ? t(`customers.channel.${value.preferredChannel}`) : '—'], [t('customers.language'), t(`customers.language.${value.language}`)], [t('customers.domains'), value.mailDomains.join(', ') || '—'], [t('customers.note'), value.note ?? '—'], [t('customers.since'), <Moment key="c" at={value.createdAt} />],
          ]} /></Panel>
          {value.hasFinancial && <Marked value={value} />}
        </div>
      </div>
      {editing && <CustomerDialog value={value} onClose={() => setEditing(false)} />}
    </>
  )
}

function Contacts({ customerId }: { customerId: string }) {
  const t = useT(), mayWrite = useMay('customers.write'), list = useApiPages(customersApi.listContacts, { query: { customerId, limit: 50 } }), [open, setOpen] = useState<Contact | 'new' | null>(null)
  return (
    <Panel title={t('customers.contacts')} tag={<span className="num dim">{list.items.length || ''}</span>} extra={mayWrite && <Button size="small" icon={<Plus size={13} />} onClick={() => setOpen('new')}>{t('customers.contact.add')}</Button>} pad={false}>
      {list.isPending ? <Loading rows={3} /> : list.items.length === 0 ? <Empty kind="first" title={t('customers.contact.none')} text={t('customers.contact.none.text')} /> : (
        <ul className="cu-list">{list.items.map((c) => <li key={c.id}><Avatar name={c.name} size={28} customer /><div style={{ minWidth: 0 }}><div className="row g6"><b className={c.state === 'left' ? 't2' : ''}>{c.name}</b>{c.state === 'left' && <Tone kind="plain">{t('customers.contact.left')}</Tone>}</div><div className="sm dim ell">{[c.email, c.phone, c.preferredChannel ? t(`customers.channel.${c.preferredChannel}`) : null].filter(Boolean).join(' · ')}</div></div><span className="sp" />{mayWrite && <button type="button" className="ib" aria-label={t('customers.contact.edit', { name: c.name })} onClick={() => setOpen(c)}><Pencil size={14} /></button>}</li>)}</ul>
      )}{list.hasNextPage && <Button block kind="quiet" onClick={list.loadMore}>{t('customers.more')}</Button>}
      {open && <ContactDialog customerId={customerId} contact={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

/** Bank and tax fields: masked, shown in plain only on demand; each reading is recorded (§7.4). */
function Marked({ value }: { value: Customer }) {
  const t = useT(), may = useMay('customers.financial'), [plain, setPlain] = useState<Financial | null>(null), shown = plain ?? value.financial, [busy, setBusy] = useState(false)
  const reveal = async () => { setBusy(true); try { setPlain(await call(customersApi.financial, { params: { id: value.id } })) } catch (error) { toastProblem(error) } finally { setBusy(false) } }
  return (
    <Panel title={t('customers.financial')} tag={<ClauseMark clause="§7.4" />} extra={may && !plain && <Button size="small" icon={<Eye size={13} />} busy={busy} onClick={() => { void reveal() }}>{t('customers.financial.show')}</Button>}>
      {shown ? <Facts rows={[[t('customers.field.bankName'), shown.bankName ?? '—'], [t('customers.field.bankAccount'), <span key="a" className="num">{shown.bankAccount ?? '—'}</span>], [t('customers.field.taxNumber'), <span key="t" className="num">{shown.taxNumber ?? '—'}</span>]]} /> : <p className="sm t2">{t('customers.financial.hidden')}</p>}
      {may && <p className="sm dim" style={{ marginTop: 8 }}>{t('customers.financial.note')}</p>}
    </Panel>
  )
}

/** A contact found by the search: leads to the customer, or shows the person where there is none. */
export function ContactPage() {
  const t = useT(), { id = '' } = useAddressParams(), query = useApi(customersApi.getContact, { params: { id } }), mayWrite = useMay('customers.write'), [editing, setEditing] = useState(false)
  return (
    <Page narrow><Loaded query={query} heading={t('customers.contact')}>{(c) => (
      <>
        <PageHead title={c.name} crumbs={[{ label: t('customers.page.list'), to: '/customers' }, ...(c.customer ? [{ label: c.customer.name, to: `/customers/${c.customer.id}` }] : [])]} actions={mayWrite && <Button icon={<Pencil size={14} />} onClick={() => setEditing(true)}>{t('customers.edit')}</Button>} />
        <Panel title={t('customers.contact')}><Facts rows={[[t('customers.customer'), c.customer ? <AppLink key="c" to={`/customers/${c.customer.id}`}>{c.customer.number} {c.customer.name}</AppLink> : t('customers.contact.alone')], [t('customers.contact.email'), c.email ?? '—'], [t('customers.contact.others'), c.otherEmails.join(', ') || '—'], [t('customers.phone'), c.phone ?? '—'], [t('customers.channel'), c.preferredChannel ? t(`customers.channel.${c.preferredChannel}`) : '—'], [t('customers.language'), t(`customers.language.${c.locale}`)], [t('customers.note'), c.note ?? '—']]} /></Panel>
        <Slot name="contact.main" props={{ contactId: c.id }} />
        {editing && <ContactDialog customerId={c.customer?.id ?? null} contact={c} onClose={() => setEditing(false)} />}
      </>
    )}</Loaded></Page>
  )
}
