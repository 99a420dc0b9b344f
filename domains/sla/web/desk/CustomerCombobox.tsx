// One customer, found by name or number: type, arrows, Enter.
import { useId, useState, type KeyboardEvent } from 'react'
import { useApi } from '../../../../web/api/queries.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { customersApi } from '../../../customers/contract/api.ts'
import type { CustomerSummary } from '../../../customers/contract/customer.ts'

export type ChosenCustomer = Pick<CustomerSummary, 'id' | 'number' | 'name'>
interface CustomerComboboxProps { value: ChosenCustomer | null; onChange: (customer: ChosenCustomer | null) => void; id?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean; 'aria-required'?: boolean }

const SHOWN = 8
const written = (c: ChosenCustomer) => `${c.number} ${c.name}`

export function CustomerCombobox({ value, onChange, id, ...aria }: CustomerComboboxProps) {
  const t = useT(), listId = useId(), [text, setText] = useState(value ? written(value) : ''), [open, setOpen] = useState(false), [at, setAt] = useState(0)
  const q = text.trim(), found = useApi(customersApi.list, { query: { limit: SHOWN, ...(q ? { q } : {}) } }, { enabled: open, keep: true }), rows = open ? found.data?.items ?? [] : []
  const choose = (customer: ChosenCustomer) => { setText(written(customer)); setOpen(false); onChange(customer) }
  const type = (next: string) => { setText(next); setOpen(true); setAt(0); if (value) onChange(null) }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) { event.preventDefault(); if (open) setAt((now) => Math.max(0, Math.min(rows.length - 1, now + step))); else setOpen(true) }
    if (event.key === 'Enter' && rows[at]) { event.preventDefault(); choose(rows[at]) }
    // The dialog around it stays.
    if (event.key === 'Escape' && open) { event.preventDefault(); event.stopPropagation(); setOpen(false) }
  }
  return (
    <div className="pd-combo">
      <input className="field" {...(id ? { id } : {})} {...aria} role="combobox" aria-expanded={rows.length > 0} aria-controls={listId} aria-autocomplete="list" autoComplete="off" spellCheck={false} {...(rows[at] ? { 'aria-activedescendant': `${listId}-${at}` } : {})}
        value={text} placeholder={t('sla.desk.override.customer-hint')} onChange={(event) => type(event.target.value)} onFocus={() => { if (!value) setOpen(true) }} onBlur={() => setOpen(false)} onKeyDown={onKeyDown} />
      <ul id={listId} role="listbox" aria-label={t('sla.desk.override.customer')} hidden={rows.length === 0}>
        {rows.map((c, i) => <li key={c.id} id={`${listId}-${i}`} role="option" aria-selected={i === at} onMouseDown={(event) => { event.preventDefault(); choose(c) }}><span className="mono dim">{c.number}</span> {c.name}</li>)}
      </ul>
      {open && found.data && rows.length === 0 && <span className="ff-hint" role="status">{t('sla.desk.override.no-customer')}</span>}
    </div>
  )
}
