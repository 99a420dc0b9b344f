// On the portal home: what others read; absent while there is nothing public.
import { BookOpenText, ChevronRight } from 'lucide-react'
import { useApi } from '../../../../web/api/queries.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useLang, useT } from '../../../../web/i18n/i18n.ts'
import { knowledgeApi } from '../../contract/api.ts'
import { ownLanguageFirst } from './own-language.ts'
import '../knowledge.css'

export function NewArticles() {
  const t = useT(), lang = useLang(), query = useApi(knowledgeApi.list, { query: { limit: 12 } }), items = ownLanguageFirst(query.data?.items ?? [], lang).slice(0, 4)
  if (items.length === 0) return null
  return (
    <section className="card kb-new"><h2>{t('knowledge.portal.newest')}</h2>{items.map((a) => <AppLink key={a.id} to={`/knowledge/${a.id}`}><BookOpenText size={18} aria-hidden /><span>{a.title}</span><ChevronRight size={18} className="dim" aria-hidden /></AppLink>)}</section>
  )
}
