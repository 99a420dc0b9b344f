// Sentences above the page: the network is gone, a new version stands ready. They never cover what is being typed.
import { RefreshCw, WifiOff } from 'lucide-react'
import { useMutationState } from '@tanstack/react-query'
import { useContext, useEffect, useState } from 'react'
import { noteReachable, useReachability } from '../api/reachability.ts'
import { Button } from '../design/Button.tsx'
import { useFormat, useT } from '../i18n/i18n.ts'
import { LiveContext } from '../live/live.ts'
import { useNewVersion } from './use-new-version.ts'
import './frame.css'

const LOOK_EVERY = 5000

export function Banners() {
  return <><OfflineBanner /><UpdateBanner /></>
}

function OfflineBanner() {
  const t = useT(), format = useFormat(), { online, lastAnswerAt } = useReachability(), live = useContext(LiveContext)
  const [look, setLook] = useState(0), waiting = useMutationState({ filters: { predicate: (one) => one.state.isPaused } }).length
  useEffect(() => {
    if (online) return
    const ask = () => { void fetch('/healthz', { cache: 'no-store' }).then(() => { noteReachable(); live?.retryNow() }, () => { /* still away: the next look comes by itself */ }) }
    if (look > 0) ask()
    const timer = setInterval(ask, LOOK_EVERY)
    return () => clearInterval(timer)
  }, [online, look, live])
  if (online) return null
  return (
    <div className="banner warn" role="status">
      <WifiOff size={15} aria-hidden /><span>{lastAnswerAt === null ? t('web.offline.text-no-time') : t('web.offline.text', { time: format.time(lastAnswerAt) })}{waiting > 0 && <> <b>{t('web.offline.waiting', { count: waiting })}</b></>}</span>
      <span className="sp" /><Button size="small" onClick={() => setLook(look + 1)}>{t('web.offline.reconnect')}</Button>
    </div>
  )
}

function UpdateBanner() {
  const t = useT(), ready = useNewVersion()
  const [later, setLater] = useState(false)
  if (!ready || later) return null
  return (
    <div className="banner info" role="status">
      <RefreshCw size={15} aria-hidden /><span>{t('web.update.text')}</span><span className="sp" />
      <Button size="small" kind="primary" onClick={() => location.reload()}>{t('web.update.now')}</Button><Button size="small" onClick={() => setLater(true)}>{t('web.update.later')}</Button>
    </div>
  )
}
