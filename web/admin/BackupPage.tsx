// Backups that are proven by restoring them: whether they are green, what would be lost now, how long a restore takes (§7.4, R7.4-2).
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { backupApi, type Backup, type BackupOverview, type BackupState } from '../../platform/contract/backup.ts'
import { queryKey, useApi, useApiPages, useSubmit } from '../api/queries.ts'
import { Button, ButtonLink } from '../design/Button.tsx'
import { toast } from '../design/Feedback.tsx'
import { Notice, ProblemNote } from '../design/Form.tsx'
import { Page, PageHead, Panel } from '../design/Layout.tsx'
import { ClauseMark, Tone, type ToneKind } from '../design/Marks.tsx'
import { Empty, ErrorState, Loaded, Loading } from '../design/States.tsx'
import { Meter, Moment } from '../design/Text.tsx'
import { useFormat, useT } from '../i18n/i18n.ts'
import { useLive } from '../live/live.ts'
import { useSession } from '../shell/session.ts'
import { AdminNav } from './AdminNav.tsx'
import { BackupChart } from './BackupChart.tsx'
import { EncryptionPanel } from './EncryptionPanel.tsx'
import { PassphraseDialog } from './PassphraseDialog.tsx'
import './backup.css'

const TONES: Record<BackupState, ToneKind> = { waiting: 'info', running: 'info', made: 'warn', proven: 'good', failed: 'bad', removed: 'plain' }
const STALE = { invalidates: [backupApi.overview, backupApi.list] }

export function BackupPage() {
  const t = useT(), overview = useApi(backupApi.overview, undefined, { refetchInterval: 15_000 }), mayChange = useSession().permissions.has('settings.manage')
  const make = useSubmit(backupApi.make, { ...STALE, onDone: () => toast(t('web.backup.started')) }), [asks, setAsks] = useState(false)
  const hasPassphrase = overview.data?.hasPassphrase ?? true
  useLive(['backups'], [queryKey(backupApi.overview), queryKey(backupApi.list), queryKey(backupApi.keys)])
  return (
    <><AdminNav /><Page>
      <PageHead title={t('web.admin.backup')} note={t('web.backup.note')} actions={<>
        {mayChange && <ButtonLink to="/admin/settings?q=backup" kind="quiet">{t('web.backup.settings')}</ButtonLink>}
        <Button onClick={() => setAsks(true)}>{t(hasPassphrase ? 'web.backup.passphrase.change' : 'web.backup.passphrase.set')}</Button>
        <Button kind="primary" busy={make.busy} disabled={!hasPassphrase || !!overview.data?.running} onClick={() => { void make.submit({}) }}>{t('web.backup.now')}</Button>
      </>} />
      <ProblemNote problem={make.problem} />
      {!hasPassphrase && <Notice kind="warn">{t('web.backup.passphrase.missing')}</Notice>}
      <Loaded query={overview}>{(data) => <><State data={data} /><div className="bk-charts">
        <BackupChart title={t('web.backup.rpo')} points={data.rpo} /><BackupChart title={t('web.backup.rto')} points={data.rto} />
      </div></>}</Loaded>
      <BackupList active={overview.data?.running ?? null} />
      <EncryptionPanel />
      {asks && <PassphraseDialog isFirst={!hasPassphrase} onClose={() => setAsks(false)} />}
    </Page></>
  )
}

/** Four figures; the first says at a glance whether one can sleep. */
function State({ data }: { data: BackupOverview }) {
  const t = useT(), format = useFormat(), span = (seconds: number | null) => (seconds === null ? '—' : format.duration(seconds * 1000))
  return (
    <section className="bk-state" aria-label={t('web.backup.state')}>
      <div className="bk-cell">{data.ok ? <Tone kind="good" icon={<CircleCheck size={13} aria-hidden />}>{t('web.backup.green')}</Tone> : <Tone kind="bad" icon={<TriangleAlert size={13} aria-hidden />}>{t('web.backup.not-green')}</Tone>}
        <span className="sm t2">{data.reason ?? (data.lastProvenAt ? <>{t('web.backup.proven-at')} <Moment at={data.lastProvenAt} /></> : '')}</span></div>
      <div className="bk-cell"><span className="sm t2">{t('web.backup.rpo')} <ClauseMark clause="§7.4" /></span><b className="num">{span(data.rpoSeconds)}</b><span className="xs dim">{t('web.backup.rpo.note')}</span></div>
      <div className="bk-cell"><span className="sm t2">{t('web.backup.rto')}</span><b className="num">{span(data.rtoSeconds)}</b><span className="xs dim">{t('web.backup.rto.note')}</span></div>
      <div className="bk-cell"><span className="sm t2">{t('web.backup.next')}</span><b className="num">{data.nextBackupAt ? <Moment at={data.nextBackupAt} /> : t('web.admin.off')}</b><span className="xs dim bk-target">{data.target}</span></div>
    </section>
  )
}

function BackupList({ active }: { active: BackupOverview['running'] }) {
  const t = useT(), list = useApiPages(backupApi.list, { query: { limit: 30 } }, { keep: true, refetchInterval: active ? 2_000 : 15_000 })
  return (
    <Panel title={t('web.backup.list')} pad={false}>
      {list.isPending ? <Loading rows={4} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.items.length === 0 ? <Empty kind="first" title={t('web.backup.none')} text={t('web.backup.none.text')} /> : (
        <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('web.backup.list')}><table className="tbl">
          <thead><tr><th>{t('web.backup.at')}</th><th>{t('web.backup.state')}</th><th className="r">{t('web.backup.size')}</th><th className="r">{t('web.backup.rows')}</th><th className="r">{t('web.backup.files')}</th><th className="r">{t('web.backup.took')}</th><th>{t('web.backup.test')}</th><th><span className="sr">{t('web.backup.test.now')}</span></th></tr></thead>
          <tbody>{list.items.map((b) => <Row key={b.id} backup={b} active={active} />)}</tbody></table></div>
      )}{list.hasNextPage && <Button block kind="quiet" busy={list.isFetchingNextPage} onClick={list.loadMore}>{t('web.more')}</Button>}
    </Panel>
  )
}

function Row({ backup: b, active }: { backup: Backup; active: BackupOverview['running'] }) {
  const t = useT(), format = useFormat(), test = useSubmit(backupApi.test, { ...STALE, onDone: () => toast(t('web.backup.test.started')) })
  const span = (seconds: number | null) => (seconds === null ? '—' : format.duration(Math.max(1, seconds) * 1000)), count = (n: number | null) => (n === null ? '—' : format.number(n))
  return (
    <tr className={b.state === 'removed' ? 'off' : ''}><td><Moment at={b.startedAt} /><div className="xs dim mono">{b.name}</div></td>
      <td><Tone kind={TONES[b.state]}>{t(`web.backup.state.${b.state}`)}</Tone>{b.state === 'running' && <Progress phase={b.phase} done={b.progress} />}{b.error && <div className="xs bad bk-error">{b.error}</div>}</td>
      <td className="r num nw">{b.bytes === null ? '—' : format.bytes(b.bytes)}</td><td className="r num">{count(b.rows)}</td><td className="r num">{count(b.files)}</td><td className="r num nw">{span(b.seconds)}</td>
      <td><TestResult backup={b} /><ProblemNote problem={test.problem} /></td>
      <td className="r">{(b.state === 'made' || b.state === 'proven') && <Button size="small" busy={test.busy} disabled={active !== null} onClick={() => { void test.submit({ params: { id: b.id } }) }}>{t('web.backup.test.now')}</Button>}</td></tr>
  )
}

function Progress({ phase, done }: { phase: string; done: number }) {
  const t = useT(), format = useFormat(), known = ['opening', 'database', 'files', 'finishing', 'checks'].find((p) => p === phase) as 'database' | undefined
  const words = `${known ? t(`web.backup.phase.${known}`) : ''} ${format.percent(done)}`
  return <div className="bk-progress"><span className="xs dim nw">{words}</span><Meter value={done * 100} label={words} /></div>
}

function TestResult({ backup: { test } }: { backup: Backup }) {
  const t = useT(), format = useFormat()
  if (!test) return <span className="dim">—</span>
  if (test.state === 'waiting' || test.state === 'running') return <Progress phase={test.phase} done={test.progress} />
  return (
    <details className="bk-test"><summary><Tone kind={test.state === 'passed' ? 'good' : 'bad'}>{t(`web.backup.test.${test.state}`)}</Tone> {test.seconds !== null && <span className="num sm">{format.duration(Math.max(1, test.seconds) * 1000)}</span>}</summary>
      {test.error && <div className="xs bad bk-error">{test.error}</div>}
      <ul className="xs">{test.checks.map((c) => <li key={c.name} className={c.ok ? 't2' : 'bad'}>{c.ok ? '✓' : '✗'} {t(`web.backup.check.${c.name}`)} <span className="dim">{c.detail}</span></li>)}</ul></details>
  )
}
