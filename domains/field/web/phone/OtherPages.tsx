// Schedule, parts in the van, and me: the other places of the phone.
import { useState } from 'react'
import { Button, ButtonLink } from '../../../../web/design/Button.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { Empty } from '../../../../web/design/States.tsx'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useSession } from '../../../../web/shell/session.ts'
import { useSignOut } from '../../../../web/shell/use-sign-out.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { FieldFrame } from './FieldFrame.tsx'
import { synchronise } from './field-store.ts'
import { Returned } from './Returned.tsx'
import { useField } from './use-field.ts'

export function SchedulePage() {
  const t = useT(), format = useFormat(), field = useField(), now = useServerMinute()
  const days = Map.groupBy(field.orders, (o) => format.day(o.from, now))
  return (
    <FieldFrame title={t('field.tab.schedule')} tab="schedule" field={field}>
      {field.orders.length === 0 && <Empty kind="good" title={t('field.none')} text={t('field.none.text')} />}
      {[...days].map(([day, orders]) => <section key={day} className="fd-card"><h2>{day}</h2><ul className="fd-rows">{orders.map((o) => <li key={o.id}><AppLink to={`/field/${o.id}`}><span className="num nw">{format.time(o.from)}–{format.time(o.to)}</span><span className="ell">{o.title}</span><span className="sm t2 nw">{t(`field.state.${o.state}`)}</span></AppLink></li>)}</ul></section>)}
    </FieldFrame>
  )
}

export function PartsPage() {
  const t = useT(), field = useField(), [q, setQ] = useState(''), found = field.stock.filter((s) => `${s.partNo} ${s.name}`.toLowerCase().includes(q.trim().toLowerCase()))
  return (
    <FieldFrame title={t('field.tab.parts')} tab="parts" field={field}>
      <input className="field" type="search" value={q} placeholder={t('field.parts.search')} aria-label={t('field.parts.search')} onChange={(event) => setQ(event.target.value)} />
      {found.length === 0 ? <Empty kind={field.stock.length === 0 ? 'first' : 'no-match'} title={t(field.stock.length === 0 ? 'field.parts.none' : 'field.parts.no-match')} text={t('field.parts.text')} /> : <ul className="fd-card fd-rows">{found.map((s) => <li key={s.partNo} className="row"><span><b>{s.name}</b><br /><span className="sm t2 num">{s.partNo}</span></span><span className="sp" /><b className="num">×{s.quantity}</b></li>)}</ul>}
    </FieldFrame>
  )
}

/** Signing out while something waits is possible, and says what happens: it stays on this device until the same person is back. */
export function MePage() {
  const t = useT(), format = useFormat(), field = useField(), { person } = useSession(), signOut = useSignOut(), now = useServerMinute()
  return (
    <FieldFrame title={t('field.tab.me')} tab="me" field={field}>
      <section className="fd-card"><h2>{person.name}</h2><p className="t2">{field.at ? t('field.me.at', { time: format.moment(field.at, now) }) : t('field.me.never')}</p><p className="t2">{t('field.me.waiting', { count: field.waiting })}</p><Button block size="large" busy={field.sending} onClick={() => { void synchronise() }}>{t('field.me.sync')}</Button></section>
      <Returned field={field} />
      <ButtonLink to="/cases" size="large" block>{t('field.me.cases')}</ButtonLink><ButtonLink to="/me" size="large" block>{t('field.me.settings')}</ButtonLink>
      {field.waiting > 0 && <p className="sm t2">{t('field.me.out-note')}</p>}<Button block size="large" onClick={signOut}>{t('field.me.out')}</Button>
    </FieldFrame>
  )
}
