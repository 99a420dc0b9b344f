// First screen of a customer: what do you need from me, and one big button (screen 03a). No antd here: it must open fast on a phone.
import { BookOpenText, PhoneCall, Search, SquarePen } from 'lucide-react'
import { useState } from 'react'
import { useApiPages, queryKey } from '../../../../web/api/queries.ts'
import { Empty, ErrorState, Loading } from '../../../../web/design/States.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { useLive } from '../../../../web/live/live.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { PortalPage } from '../../../../web/shell/PortalPage.tsx'
import { Slot } from '../../../../web/shell/Slot.tsx'
import { useService } from '../../../../web/shell/use-service.ts'
import { useGo } from '../../../../web/shell/address.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import { CaseLine } from './CaseLine.tsx'
import { needsFirst } from './portal-words.ts'
import './portal.css'

const partOfDay = (now: number) => { const hour = new Date(now).getHours(); return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening' }

export function PortalHome() {
  const t = useT(), go = useGo(), now = useServerMinute(), { hotline } = useService(), [words, setWords] = useState('')
  return (
    <PortalPage>
      <div className="ph"><h1>{t(`cases.portal.hello.${partOfDay(now)}`)}</h1>
        <form className="ph-search" role="search" onSubmit={(event) => { event.preventDefault(); if (words.trim()) go(`/knowledge?q=${encodeURIComponent(words.trim())}`) }}>
          <Search size={20} aria-hidden /><input type="search" value={words} aria-label={t('cases.portal.search')} placeholder={t('cases.portal.search')} onChange={(event) => setWords(event.target.value)} />
        </form></div>
      <div className={hotline ? 'ph-acts hot' : 'ph-acts'}>
        <AppLink className="pri" to="/cases/new"><b><SquarePen size={18} aria-hidden />{t('cases.portal.report')}</b>{t('cases.portal.report.note')}</AppLink>
        {hotline && <a href={`tel:${hotline}`}><b><PhoneCall size={18} aria-hidden />{t('cases.portal.hotline')}</b><span>{t('cases.portal.hotline.note')} <span className="num nw">{hotline}</span></span></a>}
        <AppLink to="/knowledge"><b><BookOpenText size={18} aria-hidden />{t('cases.portal.read')}</b>{t('cases.portal.read.note')}</AppLink>
      </div>
      <div className="two"><div className="col gap"><OpenCases /><Slot name="portal.home.main" props={{}} /></div><div className="col gap"><Slot name="portal.home.side" props={{}} /></div></div>
    </PortalPage>
  )
}

function OpenCases() {
  const t = useT(), list = useApiPages(casesApi.list, { query: { view: 'open', sort: 'updated', limit: 20 } }, { keep: true })
  useLive(['cases'], [queryKey(casesApi.list)])
  return (
    <section className="card" style={{ overflow: 'hidden' }}>
      <div className="row" style={{ padding: '12px 16px 0' }}><h2>{t('cases.portal.open')}</h2><span className="dim num">{list.items.length || ''}</span><span className="sp" /><AppLink to="/cases">{t('cases.portal.all')}</AppLink></div>
      {list.isPending ? <Loading rows={2} rowHeight={90} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} />
        : list.items.length === 0 ? <Empty kind="good" title={t('cases.portal.none')} text={t('cases.portal.none.text')} /> : needsFirst(list.items).map((row) => <CaseLine key={row.id} row={row} />)}
    </section>
  )
}
