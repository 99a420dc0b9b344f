// The rail: up to nine places with two-character names, in a fixed order, and me at the foot.
import { useLocation } from '@tanstack/react-router'
import { useT } from '../i18n/i18n.ts'
import { AppLink } from './AppLink.tsx'
import { Logo } from './Logo.tsx'
import { litPlace, placesFor, RAIL, RAIL_KEYS } from './menu.ts'
import { MeMenu } from './MeMenu.tsx'
import { railIcons } from './rail-icons.ts'
import { useAllowed, useScreenSets } from './screen-sets.ts'
import { useScreenFacts } from './use-screen-facts.ts'

export function Rail({ onKeySheet }: { onKeySheet: () => void }) {
  const t = useT(), sets = useScreenSets(), allowed = useAllowed(), facts = useScreenFacts()
  const path = useLocation({ select: (at) => at.pathname })
  const places = placesFor(RAIL, sets, allowed), lit = litPlace(places, path, facts.under)
  return (
    <nav className="rail" aria-label={t('web.frame.main')}>
      <AppLink to="/" className="rail-logo" aria-label={t('web.product')}><Logo /></AppLink>
      <div className="rail-places">
        {places.map(({ id, to }) => {
          const Icon = railIcons[id], label = t(`web.rail.${id}`)
          return (
            <AppLink key={id} to={to} className={`rail-i${lit === id ? ' on' : ''}`} aria-current={lit === id ? 'page' : undefined} title={`${label}  G ${RAIL_KEYS[id].toUpperCase()}`}>
              <Icon size={19} strokeWidth={1.75} aria-hidden /><span>{label}</span>
            </AppLink>
          )
        })}
      </div>
      <span className="sp" />
      <MeMenu onKeySheet={onKeySheet} />
    </nav>
  )
}
