// An address that leads nowhere.
import { SearchX } from 'lucide-react'
import { ButtonLink } from '../design/Button.tsx'
import { StateBox } from '../design/States.tsx'
import { useT } from '../i18n/i18n.ts'

export function NotFound() {
  const t = useT()
  return <div className="page"><h1 className="sr">{t('web.not-found.title')}</h1><StateBox icon={<SearchX size={24} />} title={t('web.not-found.title')} text={t('web.not-found.text')} actions={<ButtonLink to="/" kind="primary" size="small">{t('web.not-found.home')}</ButtonLink>} /></div>
}
