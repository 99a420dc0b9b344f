// One rule: what it says, its state, a try over the history, its log and its versions.
import { FlaskConical, Pencil, Power } from 'lucide-react'
import { useState } from 'react'
import { useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { confirmByVerb, toast, toastProblem } from '../../../web/design/Feedback.tsx'
import { Notice, ProblemNote } from '../../../web/design/Form.tsx'
import { Panel } from '../../../web/design/Layout.tsx'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { automationApi } from '../contract/api.ts'
import type { DryRun, Rule } from '../contract/rule.ts'
import { RuleState } from './RuleState.tsx'
import { RunLog } from './RunLog.tsx'
import { sentence } from './rule-words.ts'
import { STALE } from './stale.ts'

export function RulePanel({ rule, may, onEdit }: { rule: Rule; may: boolean; onEdit: (rule: Rule) => void }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), turn = useSubmit(automationApi.turn, { invalidates: STALE, onProblem: toastProblem, onDone: (r) => toast(t(r.state === 'on' ? 'automation.turned-on' : 'automation.turned-off')) }), tried = rule.testedVersion === rule.version
  return (
    <>
      <Panel title={<span className="row g6">{rule.name}<RuleState rule={rule} /></span>} extra={may && <><Button size="small" icon={<Pencil size={13} />} onClick={() => onEdit(rule)}>{t('automation.edit')}</Button><Button size="small" {...(rule.state === 'on' ? {} : { kind: 'primary' as const })} icon={<Power size={13} />} busy={turn.busy} disabled={rule.state !== 'on' && !tried} title={rule.state !== 'on' && !tried ? t('automation.try-first') : undefined} onClick={() => { void turn.submit({ params: { id: rule.id }, body: { on: rule.state !== 'on' } }) }}>{t(rule.state === 'on' ? 'automation.turn-off' : 'automation.turn-on')}</Button></>}>
        <p className="au-big">{sentence(t, rule.definition, rule.names)}</p>
        <p className="sm dim">{t('automation.facts', { limit: rule.limitPerHour, version: rule.version, name: rule.editedBy.name, time: format.moment(rule.editedAt, now), done: rule.runs.done })}</p>
        {rule.state === 'stopped' && <Notice kind="warn">{t('automation.stopped', { ring: rule.stoppedReason ?? '' })}</Notice>}
        {rule.runs.held > 0 && <Held rule={rule} may={may} />}
      </Panel>
      <TryPanel rule={rule} may={may} tried={tried} />
      <Panel title={t('automation.tab.runs')} pad={false}><RunLog ruleId={rule.id} /></Panel>
      <Versions rule={rule} />
    </>
  )
}

function Held({ rule, may }: { rule: Rule; may: boolean }) {
  const t = useT(), release = useSubmit(automationApi.release, { invalidates: STALE, onProblem: toastProblem, onDone: (r) => toast(t('automation.released', { count: r.count })) })
  const act = async (discard: boolean) => { if (await confirmByVerb({ title: t(discard ? 'automation.discard.title' : 'automation.release.title', { count: rule.runs.held }), body: t(discard ? 'automation.discard.body' : 'automation.release.body'), verb: t(discard ? 'automation.discard' : 'automation.release'), danger: discard })) void release.submit({ params: { id: rule.id }, body: { discard } }) }
  return <Notice kind="warn"><div className="row g6 au-wrap"><span>{t('automation.held.text', { count: rule.runs.held, limit: rule.limitPerHour })}</span>{may && <><Button size="small" busy={release.busy} onClick={() => { void act(false) }}>{t('automation.release')}</Button><Button size="small" kind="quiet" onClick={() => { void act(true) }}>{t('automation.discard')}</Button></>}</div></Notice>
}

const DAYS = [7, 14, 30, 90] as const

function TryPanel({ rule, may, tried }: { rule: Rule; may: boolean; tried: boolean }) {
  const t = useT(), [days, setDays] = useState<number>(14), last = useApi(automationApi.lastTry, { params: { id: rule.id } }), run = useSubmit(automationApi.tryOut, { invalidates: STALE }), shown = run.reply ?? last.data?.items[0]
  return (
    <Panel title={t('automation.try')} extra={may && <><label className="row g4 sm"><span className="sr">{t('automation.try.days')}</span><select className="field" value={days} onChange={(event) => setDays(Number(event.target.value))}>{DAYS.map((d) => <option key={d} value={d}>{t('automation.try.last', { days: d })}</option>)}</select></label><Button size="small" icon={<FlaskConical size={13} />} busy={run.busy} onClick={() => { void run.submit({ params: { id: rule.id }, body: { days } }) }}>{t('automation.try.run')}</Button></>}>
      {!tried && <Notice>{t('automation.try-first')}</Notice>}
      <ProblemNote problem={run.problem} />
      {shown ? <TryResult result={shown} current={shown.version === rule.version} limit={rule.limitPerHour} /> : <p className="sm dim">{t('automation.try.none')}</p>}
    </Panel>
  )
}

function TryResult({ result: r, current, limit }: { result: DryRun; current: boolean; limit: number }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), most = Math.max(1, ...r.perDay.map((d) => d.matched))
  const figures = [['matched', r.matched], ['cases', r.cases], ['mails', r.mails], ['notices', r.notices], ['peak', r.peakPerHour]] as const
  return (
    <div className="col g8">
      <p className="sm t2">{t('automation.try.said', { days: r.days, looked: format.number(r.looked), time: format.moment(r.at, now), name: r.by.name, version: r.version })}{!current && ` · ${t('automation.try.old')}`}{r.cut && ` · ${t('automation.try.cut')}`}</p>
      <dl className="au-figures">{figures.map(([name, n]) => <div key={name}><dt className="sm t2">{t(`automation.try.${name}`)}</dt><dd className="num">{format.number(n)}</dd></div>)}</dl>
      <div className="au-bars" role="img" aria-label={t('automation.try.per-day')}>{r.perDay.map((d) => <i key={d.day} title={`${d.day}: ${d.matched}`} style={{ height: `${Math.max(d.matched > 0 ? 6 : 1, Math.round((d.matched / most) * 44))}px` }} />)}</div>
      {r.wouldBeHeld > 0 && <Notice kind="warn">{t('automation.try.would-hold', { count: r.wouldBeHeld, limit })}</Notice>}
      {r.rings.length > 0 && <Notice kind="warn">{t('automation.try.rings', { rings: r.rings.map((ring) => ring.join(' → ')).join('；') })}</Notice>}
      {r.samples.length > 0 && <ul className="au-samples">{r.samples.slice(0, 8).map((s) => <li key={`${s.caseId}${s.at}`}><time className="num dim nw">{format.moment(s.at, now)}</time><AppLink className="num nw" to={`/cases/${s.caseId}`}>{s.number}</AppLink><span className="ell">{s.title}</span><span className="sm t2 ell">{s.acts.join(t('automation.list'))}</span></li>)}</ul>}
    </div>
  )
}

function Versions({ rule }: { rule: Rule }) {
  const t = useT(), format = useFormat(), query = useApi(automationApi.versions, { params: { id: rule.id } }), items = query.data?.items ?? []
  return <Panel title={t('automation.versions')}><ol className="au-versions">{items.map((v) => <li key={v.version}><div className="row g6 sm"><b>v{v.version}</b><span>{v.by.name}</span><span className="num dim">{format.exact(v.at)}</span>{v.why && <span className="dim ell">{v.why}</span>}</div><div className="sm t2">{sentence(t, v.definition, rule.names)}</div></li>)}</ol></Panel>
}
