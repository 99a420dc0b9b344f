// Service calendars with their week and their dated exceptions; public holidays come from a pack with its source.
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { ProblemNote } from '../../../../web/design/Form.tsx'
import { Facts, Panel } from '../../../../web/design/Layout.tsx'
import { Tone } from '../../../../web/design/Marks.tsx'
import { Loaded } from '../../../../web/design/States.tsx'
import { useLang, useT } from '../../../../web/i18n/i18n.ts'
import { useMay } from '../../../../web/shell/session.ts'
import { slaApi } from '../../contract/api.ts'
import type { Calendar, HolidayPack } from '../../contract/calendar.ts'
import { CalendarForm, DAYS } from './CalendarForm.tsx'
import { FeedPanel, FeedUpload, type ReadFeed } from './FeedPanel.tsx'

const SHOWN = 12

export function CalendarsTab() {
  const t = useT(), mayManage = useMay('calendars.manage'), calendars = useApi(slaApi.calendars), packs = useApi(slaApi.packs), [making, setMaking] = useState(false), [read, setRead] = useState<ReadFeed | null>(null)
  return (
    <>
      {mayManage && <div className="row wrap"><Button icon={<Plus size={14} aria-hidden />} onClick={() => setMaking(true)}>{t('sla.desk.cal.new')}</Button><FeedUpload onRead={setRead} /></div>}
      {making && <CalendarForm before={null} onClose={() => setMaking(false)} />}
      {read && calendars.data && <FeedPanel key={read.name} read={read} calendars={calendars.data.items} onClose={() => setRead(null)} />}
      <div className="pd-tables">
        <Loaded query={calendars} rows={4}>{({ items }) => <>{items.map((c) => <OneCalendar key={c.id} calendar={c} packs={packs.data?.items ?? []} />)}</>}</Loaded>
        <Panel title={t('sla.desk.packs')}>{packs.data && <ul className="pd-rows">{packs.data.items.map((p) => <li key={p.id}><span className="row wrap"><b>{p.name}</b><Tone kind={p.status === 'announced' ? 'good' : 'warn'}>{t(`sla.desk.pack.${p.status}`)}</Tone><span className="sm dim">{t('sla.desk.pack-days', { count: p.days.length })}</span></span><span className="sm dim">{p.source}{p.publishedOn && ` · ${p.publishedOn}`}</span></li>)}</ul>}</Panel>
      </div>
    </>
  )
}

function OneCalendar({ calendar: c, packs }: { calendar: Calendar; packs: readonly HolidayPack[] }) {
  const t = useT(), lang = useLang(), mayManage = useMay('calendars.manage'), [pack, setPack] = useState(''), [all, setAll] = useState(false), [changing, setChanging] = useState(false), name = lang === 'en' ? c.nameEn : c.nameZh
  const add = useSubmit(slaApi.addDays, { invalidates: [slaApi.calendars], onDone: () => toast(t('sla.desk.days-added'), { kind: 'good' }) }), always = c.code === '24x7'
  return (
    <Panel title={name} tag={<span className="sm dim">{c.id}</span>} extra={<span className="row"><span className="sm dim">{c.zone}</span>{mayManage && !always && <button type="button" className="btn btn-plain btn-small" aria-label={t('sla.desk.cal.change-of', { name })} onClick={() => setChanging(true)}>{t('sla.desk.cal.change')}</button>}</span>}>
      <div className="pd-part">
        {always ? <p className="dim">{t('sla.desk.always')}</p> : <Facts labelWidth={56} rows={DAYS.map((d) => [t(`sla.desk.day.${d}`), (c.week[d] ?? []).map((h) => h.join('–')).join('、') || t('sla.desk.closed')])} />}
        {c.exceptions.length > 0 && <ul className="pd-days">{(all ? c.exceptions : c.exceptions.slice(0, SHOWN)).map((e) => <li key={e.date}><span className="num">{e.date}</span><Tone kind={e.kind === 'closed' ? 'plain' : 'warn'}>{t(`sla.desk.exception.${e.kind as 'closed'}`)}</Tone><span className="sm dim">{e.name ?? ''}{e.hours ? ` ${e.hours.map((h) => h.join('–')).join('、')}` : ''}</span></li>)}</ul>}
        {c.exceptions.length > SHOWN && <Button size="small" onClick={() => setAll(!all)}>{t(all ? 'sla.desk.fewer-days' : 'sla.desk.all-days', { count: c.exceptions.length })}</Button>}
        {mayManage && !always && <div className="row wrap"><select className="field" aria-label={t('sla.desk.packs')} value={pack} onChange={(event) => setPack(event.target.value)}><option value="">{t('sla.desk.choose-pack')}</option>{packs.map((p) => <option key={p.id} value={p.id}>{p.name}</option>)}</select><Button size="small" disabled={!pack} busy={add.busy} onClick={() => void add.submit({ params: { code: c.code }, body: { pack, replace: false } })}>{t('sla.desk.add-days')}</Button></div>}
        <ProblemNote problem={add.problem} />
        {changing && <CalendarForm before={c} onClose={() => setChanging(false)} />}
      </div>
    </Panel>
  )
}
