// Days from an iCalendar file: read, looked through, put into a calendar. The file itself is not kept.
import { FileUp, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { call } from '../../../../web/api/call.ts'
import { type ApiProblem, asProblem } from '../../../../web/api/problem.ts'
import { useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { ProblemNote } from '../../../../web/design/Form.tsx'
import { Panel } from '../../../../web/design/Layout.tsx'
import { Tone } from '../../../../web/design/Marks.tsx'
import { useLang, useT } from '../../../../web/i18n/i18n.ts'
import { slaApi } from '../../contract/api.ts'
import type { Calendar, ParsedFeed } from '../../contract/calendar.ts'
import { slaDeskApi } from '../../contract/desk-api.ts'

export interface ReadFeed { name: string; feed: ParsedFeed }

export function FeedUpload({ onRead }: { onRead: (read: ReadFeed) => void }) {
  const t = useT(), input = useRef<HTMLInputElement>(null), [problem, setProblem] = useState<ApiProblem | null>(null), [busy, setBusy] = useState(false)
  const read = async (file: File) => {
    const files = new FormData()
    files.set('file', file)
    setBusy(true)
    setProblem(null)
    try { onRead({ name: file.name, feed: await call(slaApi.readFeed, { files } as never) as ParsedFeed }) } catch (error) { setProblem(asProblem(error)) } finally { setBusy(false) }
  }
  return (
    <>
      <Button icon={<FileUp size={14} aria-hidden />} busy={busy} onClick={() => input.current?.click()}>{t('sla.desk.feed.read')}</Button>
      <input ref={input} type="file" accept=".ics,text/calendar" hidden aria-label={t('sla.desk.feed.read')} onChange={(event) => { const file = event.target.files?.[0]; event.target.value = ''; if (file) void read(file) }} />
      <ProblemNote problem={problem} />
    </>
  )
}

export function FeedPanel({ read: { name, feed }, calendars, onClose }: { read: ReadFeed; calendars: readonly Calendar[]; onClose: () => void }) {
  const t = useT(), lang = useLang(), targets = calendars.filter((c) => c.code !== '24x7'), [code, setCode] = useState(targets[0]?.code ?? ''), [replace, setReplace] = useState(false), [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const add = useSubmit(slaApi.addDays, { invalidates: [slaApi.calendars, slaDeskApi.conformance], onDone: () => { toast(t('sla.desk.days-added'), { kind: 'good' }); onClose() } }), chosen = feed.exceptions.filter((e) => !left.has(e.date))
  const toggle = (date: string) => { const next = new Set(left); if (!next.delete(date)) next.add(date); setLeft(next) }
  return (
    <Panel title={t('sla.desk.feed.title', { name })} tag={<span className="sm dim">{t('sla.desk.feed.figures', { events: feed.events, duplicates: feed.duplicates })}</span>} extra={<button type="button" className="ib" aria-label={t('web.close')} onClick={onClose}><X size={15} /></button>}>
      <div className="pd-part">
        {feed.exceptions.length === 0 ? <p>{t('sla.desk.feed.none')}</p> : <ul className="pd-days">{feed.exceptions.map((e) => <li key={e.date}><label className="row"><input type="checkbox" checked={!left.has(e.date)} onChange={() => toggle(e.date)} /><span className="num">{e.date}</span><Tone kind={e.kind === 'closed' ? 'plain' : 'warn'}>{t(`sla.desk.exception.${e.kind}`)}</Tone><span className="sm dim">{e.name}</span></label></li>)}</ul>}
        {feed.ignored.length > 0 && <details><summary>{t('sla.desk.feed.ignored', { count: feed.ignored.length })}</summary><ul className="pd-rows">{feed.ignored.map((i, n) => <li key={n} className="row wrap"><span className="num">{i.date ?? '—'}</span><span>{i.name}</span><span className="sm dim">{t(`sla.desk.feed.why.${i.why}`)}</span></li>)}</ul></details>}
        {feed.exceptions.length > 0 && <div className="row wrap">
          <select className="field pd-choose" aria-label={t('sla.desk.feed.target')} value={code} onChange={(event) => setCode(event.target.value)}>{targets.map((c) => <option key={c.code} value={c.code}>{lang === 'en' ? c.nameEn : c.nameZh}</option>)}</select>
          <label className="row"><input type="checkbox" checked={replace} onChange={(event) => setReplace(event.target.checked)} />{t('sla.desk.feed.replace')}</label>
          <Button kind="primary" disabled={chosen.length === 0 || !code} busy={add.busy} onClick={() => void add.submit({ params: { code }, body: { exceptions: chosen, replace } })}>{t('sla.desk.feed.add', { count: chosen.length })}</Button></div>}
        <ProblemNote problem={add.problem} />
      </div>
    </Panel>
  )
}
