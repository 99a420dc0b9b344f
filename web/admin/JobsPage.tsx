// The machinery: health, scheduled jobs with last and next run, jobs that failed (RX-19).
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { consoleApi, type Job, type Schedule } from '../../platform/contract/console.ts'
import { useApi, useApiPages, useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { toast } from '../design/Feedback.tsx'
import { ProblemNote } from '../design/Form.tsx'
import { Page, PageHead, Panel } from '../design/Layout.tsx'
import { ClauseMark, Tone } from '../design/Marks.tsx'
import { Loaded } from '../design/States.tsx'
import { Moment } from '../design/Text.tsx'
import { useT } from '../i18n/i18n.ts'
import { healthName } from '../setup/health.ts'
import { AdminNav } from './AdminNav.tsx'
import { cronWords } from './cron-words.ts'

export function JobsPage() {
  const t = useT(), schedules = useApi(consoleApi.schedules, undefined, { refetchInterval: 15_000 }), health = useApi(consoleApi.health, undefined, { refetchInterval: 15_000 })
  return (
    <><AdminNav /><Page><PageHead title={t('web.admin.jobs')} />
      <Panel title={t('web.admin.health')}><Loaded query={health}>{({ checks }) => <ul className="adm-health">{checks.map((c) => <li key={c.name}>{c.ok ? <CircleCheck size={14} className="good" aria-hidden /> : <TriangleAlert size={14} className="bad" aria-hidden />}<span><span className="nw">{healthName(t, c.name)}</span>{c.reason && <span className="dim sm"> {c.reason}</span>}</span></li>)}</ul>}</Loaded></Panel>
      <FailedJobs />
      <Panel title={t('web.admin.schedules')} pad={false}><Loaded query={schedules}>{({ items }) => (
        <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('web.admin.schedules')}><table className="tbl"><thead><tr><th>{t('web.admin.job')}</th><th>{t('web.admin.when')}</th><th>{t('web.admin.last')}</th><th>{t('web.admin.next')}</th><th>{t('web.admin.result')}</th><th><span className="sr">{t('web.admin.run')}</span></th></tr></thead><tbody>{items.map((s) => <ScheduleRow key={s.name} schedule={s} />)}</tbody></table></div>
      )}</Loaded></Panel></Page></>
  )
}

function ScheduleRow({ schedule: s }: { schedule: Schedule }) {
  const t = useT(), run = useSubmit(consoleApi.runNow, { invalidates: [consoleApi.schedules], onDone: () => toast(t('web.admin.started')) }), change = useSubmit(consoleApi.changeSchedule, { invalidates: [consoleApi.schedules] }), words = cronWords(s.cron, t)
  return (
    <tr><td><div className="row"><b>{s.label}</b>{s.code && <span className="xs dim">{s.code}</span>}{s.clause && <ClauseMark clause={s.clause} />}</div><div className="xs dim mono">{s.name}</div><ProblemNote problem={run.problem ?? change.problem} /></td>
      <td className="nw">{words ?? <span className="mono">{s.cron}</span>}{words && <div className="xs dim mono">{s.cron}</div>}{s.edited && <> <Tone kind="info">{t('web.admin.changed')}</Tone></>}</td><td>{s.lastAt ? <Moment at={s.lastAt} /> : '—'}</td><td>{s.enabled && s.nextAt ? <Moment at={s.nextAt} /> : <Tone kind="warn">{t('web.admin.off')}</Tone>}</td>
      <td>{s.lastRun?.error ? <Tone kind="bad">{s.lastRun.error}</Tone> : s.lastRun?.finishedAt ? <Tone kind="good">{s.lastRun.result ?? t('web.admin.done')}</Tone> : '—'}</td>
      <td className="r"><span className="adm-acts"><Button size="small" busy={run.busy} onClick={() => { void run.submit({ params: { name: s.name } }) }}>{t('web.admin.run')}</Button><Button size="small" kind="quiet" busy={change.busy} onClick={() => { void change.submit({ params: { name: s.name }, body: { enabled: !s.enabled }, ifMatch: s.version }) }}>{t(s.enabled ? 'web.admin.switch-off' : 'web.admin.switch-on')}</Button></span></td></tr>
  )
}

function FailedJobs() {
  const t = useT(), list = useApiPages(consoleApi.jobs, { query: { state: 'failed', limit: 50 } }, { refetchInterval: 15_000 })
  return (
    <Panel title={t('web.admin.failed')} pad={false} extra={list.items.length === 0 && !list.isPending ? <span className="row g4 sm good"><CircleCheck size={14} aria-hidden />{t('web.admin.failed.none')}</span> : undefined}>
      {list.items.length > 0 && <div className="tbl-wrap"><table className="tbl"><tbody>{list.items.map((job) => <JobRow key={job.id} job={job} />)}</tbody></table></div>}
    </Panel>
  )
}

function JobRow({ job }: { job: Job }) {
  const t = useT(), retry = useSubmit(consoleApi.retryJob, { invalidates: [consoleApi.jobs], onDone: () => toast(t('web.admin.started')) })
  return <tr><td><b>{job.name}</b><div className="xs dim">{job.about}</div></td><td className="bad">{job.lastError}</td><td className="num">{job.attempts}/{job.maxAttempts}</td><td><Moment at={job.runAt} /></td><td className="r"><Button size="small" busy={retry.busy} onClick={() => { void retry.submit({ params: { id: job.id } }) }}>{t('web.retry')}</Button></td></tr>
}
