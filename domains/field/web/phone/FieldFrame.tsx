// The frame of the phone pages: title, what waits to be sent, and four places at the thumb (screens 11a, 11b).
import { Box, CalendarDays, ChevronLeft, CloudOff, CloudUpload, ListChecks, UserRound } from 'lucide-react'
import { useSyncExternalStore, type ReactNode } from 'react'
import { useReachability } from '../../../../web/api/reachability.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { FieldState } from './field-store.ts'
import './phone.css'

export type FieldTab = 'jobs' | 'schedule' | 'parts' | 'me'
const TABS = [['jobs', '/field', ListChecks], ['schedule', '/field/schedule', CalendarDays], ['parts', '/field/parts', Box], ['me', '/field/me', UserRound]] as const

export function FieldFrame({ title, tab, back, dock, field, children }: { title: string; tab: FieldTab; back?: string; dock?: ReactNode; field: FieldState; children: ReactNode }) {
  const t = useT()
  return (
    <div className="fd" data-density="touch">
      <header className="fd-top">{back && <AppLink to={back} className="fd-back" aria-label={t('field.back')}><ChevronLeft size={24} aria-hidden /></AppLink>}<h1 className="ell">{title}</h1><span className="sp" /><Waiting field={field} /></header>
      <div className="fd-body">{children}</div>
      {dock ? <footer className="fd-dock">{dock}</footer> : <nav className="fd-tabs" aria-label={t('field.places')}>{TABS.map(([id, to, Icon]) => <AppLink key={id} to={to} className={tab === id ? 'on' : ''} aria-current={tab === id ? 'page' : undefined}><Icon size={22} strokeWidth={1.75} aria-hidden />{t(`field.tab.${id}`)}</AppLink>)}</nav>}
    </div>
  )
}

function Waiting({ field }: { field: FieldState }) {
  const t = useT(), reached = useReachability().online, online = useSyncExternalStore(watchBrowser, () => navigator.onLine) && reached
  if (online && field.waiting === 0) return null
  const words = [online ? t(field.sending ? 'field.sending' : 'field.queued') : t('field.offline'), ...(field.waiting > 0 ? [t('field.waiting', { count: field.waiting })] : [])]
  return <span className="fd-wait" role="status">{online ? <CloudUpload size={16} aria-hidden /> : <CloudOff size={16} aria-hidden />}{words.join(' · ')}</span>
}

/** The browser knows that the network is gone even when an answer from before came in after it. */
const watchBrowser = (heard: () => void): (() => void) => {
  addEventListener('online', heard)
  addEventListener('offline', heard)
  return () => { removeEventListener('online', heard); removeEventListener('offline', heard) }
}
