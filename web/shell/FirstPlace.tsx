// `/` leads to the first place of the person's rail.
import { Navigate } from '@tanstack/react-router'
import { Empty } from '../design/States.tsx'
import { useT } from '../i18n/i18n.ts'
import { addressParts } from './AppLink.tsx'
import { placesFor, PORTAL_TABS, RAIL } from './menu.ts'
import { useAllowed, useScreenSets } from './screen-sets.ts'

export const AgentHome = () => <FirstPlace order={RAIL} />
export const PortalHome = () => <FirstPlace order={PORTAL_TABS} />

function FirstPlace({ order }: { order: typeof RAIL | typeof PORTAL_TABS }) {
  const t = useT(), sets = useScreenSets(), allowed = useAllowed()
  const first = placesFor<(typeof order)[number]>(order, sets, allowed)[0]
  if (first && first.to !== '/') return <Navigate {...addressParts(first.to) as { to: string }} replace />
  return <div className="page"><h1 className="sr">{t('web.product')}</h1><Empty kind="first" title={t('web.home.empty')} text={t('web.home.empty-text')} /></div>
}
