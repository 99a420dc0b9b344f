// From the desk to the board, for those who dispatch.
import { LayoutDashboard } from 'lucide-react'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import { useT } from '../../../web/i18n/i18n.ts'

export function BoardLink() {
  const t = useT()
  return <AppLink to="/dispatch"><LayoutDashboard size={15} strokeWidth={1.75} aria-hidden /><span className="ell">{t('dispatch.board')}</span></AppLink>
}
