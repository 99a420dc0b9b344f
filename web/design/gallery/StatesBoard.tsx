// Empty, loading, error, offline, conflict, update (picture 12a).
import { GitMerge, Lock, RefreshCw, WifiOff } from 'lucide-react'
import { ApiProblem } from '../../api/problem.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button } from '../Button.tsx'
import { toast } from '../Feedback.tsx'
import { Panel } from '../Layout.tsx'
import { Prio } from '../Marks.tsx'
import { Conflict, Empty, ErrorState, Loading, StateBox } from '../States.tsx'
import './gallery.css'

export function StatesBoard() {
  const t = useT(), button = (key: Parameters<typeof t>[0], primary = true) => <Button kind={primary ? 'primary' : 'plain'} size="small" onClick={() => toast(t(key), { undo: () => undefined })}>{t(key)}</Button>
  return (
    <div className="gal-three">
      <Panel title={t('web.design.state.good')} pad={false}><Empty kind="good" title={t('web.design.state.good-title')} text={t('web.design.state.good-text')} /></Panel>
      <Panel title={t('web.design.state.first')} pad={false}><Empty kind="first" title={t('web.design.state.first-title')} text={t('web.design.state.first-text')} actions={<>{button('web.design.act.connect')}{button('web.design.act.new', false)}</>} /></Panel>
      <Panel title={t('web.design.state.none')} pad={false}><Empty kind="no-match" title={t('web.design.state.none-title')} text={t('web.design.state.none-text')} actions={<>{button('web.design.act.drop')}{button('web.design.act.clear', false)}</>} /></Panel>
      <Panel title={t('web.design.state.loading')} extra={<span className="sm dim">{t('web.design.state.loading-note')}</span>} pad={false}><Loading rows={4} onRetry={() => undefined} /></Panel>
      <Panel title={t('web.design.state.error')} pad={false}><ErrorState error={new ApiProblem({ status: 502, code: 'mail-refused', title: t('web.design.state.error-title'), detail: t('web.design.state.error-text'), requestId: '0190-7f3a' })} onRetry={() => undefined} actions={button('web.design.act.im', false)} /></Panel>
      <Panel title={t('web.design.state.access')} pad={false}><StateBox icon={<Lock size={24} />} title={t('web.design.state.access-title')} text={t('web.design.state.access-text')} actions={button('web.design.act.ask')} /></Panel>
      <Panel title={t('web.design.state.offline')} pad={false}><StateBox icon={<WifiOff size={24} />} title={t('web.design.state.offline-title')} text={t('web.design.state.offline-text')} actions={button('web.offline.reconnect')} /></Panel>
      <Panel title={t('web.design.state.conflict')} tag={<GitMerge size={14} className="dim" aria-hidden />}><ConflictSample /></Panel>
      <Panel title={t('web.design.state.update')} pad={false}><StateBox icon={<RefreshCw size={24} />} title={t('web.design.state.update-title')} text={t('web.update.text')} actions={<>{button('web.update.now')}{button('web.update.later', false)}</>} /></Panel>
    </div>
  )
}

function ConflictSample() {
  const t = useT(), choose = () => toast(t('web.design.kept'))
  return <Conflict
    mine={{ title: t('web.design.conflict.mine'), action: t('web.design.conflict.keep'), onChoose: choose, children: <><div className="row"><Prio level="A" word /></div><div className="sm t2">{t('web.design.conflict.mine-why')}</div></> }}
    theirs={{ title: t('web.design.conflict.theirs'), action: t('web.design.conflict.take'), onChoose: choose, children: <><div className="row"><Prio level="B" word /></div><div className="sm t2">{t('web.design.conflict.theirs-why')}</div></> }} />
}
