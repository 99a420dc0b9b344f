// The customer frame: bar above, tabs below on a phone, links in the bar on a desk. No antd here.
import { useLocation } from '@tanstack/react-router'
import { BookOpenText, ChevronLeft, CircleUserRound, House, Inbox, PhoneCall, type LucideIcon } from 'lucide-react'
import { useContext, useState, type ReactNode } from 'react'
import { ButtonLink } from '../design/Button.tsx'
import { FeedbackHost } from '../design/Feedback.tsx'
import { Avatar } from '../design/Marks.tsx'
import { useT } from '../i18n/i18n.ts'
import type { PortalTabId } from '../screens.ts'
import { AppLink } from './AppLink.tsx'
import { Banners } from './Banners.tsx'
import { Logo } from './Logo.tsx'
import { litPlace, placesFor, PORTAL_TABS, type Place } from './menu.ts'
import { NotificationBell } from './NotificationBell.tsx'
import { NO_HEAD, PortalHeadSetter, type PortalHead } from './portal-head.ts'
import { ScreenArea } from './ScreenArea.tsx'
import { useAllowed, useScreenSets } from './screen-sets.ts'
import { SessionContext } from './session.ts'
import { SessionExpired } from './SessionExpired.tsx'
import { SessionGate } from './SessionGate.tsx'
import { SkipLink } from './SkipLink.tsx'
import { LangSwitch } from './TopBar.tsx'
import { useScreenFacts } from './use-screen-facts.ts'
import { useService } from './use-service.ts'
import './portal-frame.css'

const icons: Record<PortalTabId, LucideIcon> = { home: House, cases: Inbox, knowledge: BookOpenText, me: CircleUserRound }

export const PortalFrame = () => <SessionGate><Frame /></SessionGate>
/** Around pages that everyone may read: no session, so no tabs. */
export const PublicPortalFrame = () => <Frame />

function Frame() {
  const facts = useScreenFacts(), sets = useScreenSets(), allowed = useAllowed(), session = useContext(SessionContext)
  const path = useLocation({ select: (at) => at.pathname })
  const [head, setHead] = useState<PortalHead>(NO_HEAD)
  const places = session ? placesFor(PORTAL_TABS, sets, allowed) : [], lit = litPlace(places, path, facts.under)
  return (
    <PortalHeadSetter value={setHead}>
      <SkipLink />
      <div className="pt">
        <PortalBar head={head}><Places places={places.filter((place) => place.id !== 'me')} lit={lit} className="desk-only" /></PortalBar>
        <Banners />
        <main id="main" tabIndex={-1} className={facts.bare ? 'pt-main bare' : 'pt-main'}><ScreenArea /></main>
        {!facts.bare && places.length > 0 && <Places places={places} lit={lit} className="tabbar" />}
      </div>
      <FeedbackHost />
      {session && <SessionExpired />}
    </PortalHeadSetter>
  )
}

function PortalBar({ head, children }: { head: PortalHead; children: ReactNode }) {
  const t = useT(), session = useContext(SessionContext), service = useService(), signingIn = useLocation({ select: (at) => at.pathname.endsWith('/sign-in') })
  return (
    <header className="pt-top"><div>
      {head.title && <span className="row g4 phone-only" style={{ flex: 1 }}>{head.back && <AppLink to={head.back} className="ib pt-back" aria-label={t('web.portal.back')}><ChevronLeft size={22} /></AppLink>}<b className="ell pt-title">{head.title}</b></span>}
      <AppLink to="/" className={`row pt-name${head.title ? ' desk-only' : ''}`}><Logo size={28} /><b className="ell">{service.name ?? t('web.portal.name')}</b></AppLink>
      {children}<span className="sp" />
      {service.hotline && <a className="row g6 desk-only pt-hot" href={`tel:${service.hotline}`}><PhoneCall size={17} aria-hidden />{t('web.portal.hotline')} <span className="num">{service.hotline}</span></a>}
      <LangSwitch />
      {session ? <><NotificationBell size={20} /><AppLink to="/me" className="row g6 desk-only pt-me"><Avatar name={session.person.name} size={30} customer /><span className="ell">{session.person.name}</span></AppLink></> : !signingIn && <ButtonLink to="/sign-in" size="small">{t('web.portal.sign-in')}</ButtonLink>}
    </div></header>
  )
}

function Places({ places, lit, className }: { places: readonly Place<PortalTabId>[]; lit: PortalTabId | null; className: string }) {
  const t = useT()
  return (
    <nav className={className} aria-label={t('web.frame.main')}>
      {places.map(({ id, to }) => {
        const Icon = icons[id]
        return <AppLink key={id} to={to} className={lit === id ? 'on' : ''} aria-current={lit === id ? 'page' : undefined}><Icon size={22} strokeWidth={1.8} aria-hidden />{t(`web.tab.${id}`)}</AppLink>
      })}
    </nav>
  )
}
