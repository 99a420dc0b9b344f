// The places of the administration a person may open, along the top of each of its pages.
import { useLocation } from '@tanstack/react-router'
import { AppLink } from '../shell/AppLink.tsx'
import { useSession } from '../shell/session.ts'
import { useT } from '../i18n/i18n.ts'
import './admin.css'

const PLACES = [
  ['units', 'org.manage'], ['people', 'org.manage'], ['routing', 'org.manage'], ['duty', 'org.manage'], ['roles', 'access.roles'], ['settings', 'settings.manage'], ['intake', 'intake.read'], ['outbox', 'console.manage'], ['webhooks', 'console.manage'], ['jobs', 'console.manage'], ['backup', 'backup.manage'], ['audit', 'audit.read'],
] as const

/** Duty is for everybody who works here; the others are administration. */
const placeOf = (id: string): string => (id === 'duty' ? '/duty' : `/admin/${id}`)

export function AdminNav() {
  const t = useT(), session = useSession(), path = useLocation({ select: (at) => at.pathname })
  return <nav className="adm-tabs" aria-label={t('web.admin.title')}>{PLACES.filter(([, permission]) => session.permissions.has(permission)).map(([id]) => <AppLink key={id} to={placeOf(id)} aria-current={path === placeOf(id) || path.startsWith(`${placeOf(id)}/`) ? 'page' : undefined}>{t(`web.admin.${id}`)}</AppLink>)}</nav>
}
