// A public article on a phone: one column, and the way on when it did not help.
import { useApi } from '../../../../web/api/queries.ts'
import { ButtonLink } from '../../../../web/design/Button.tsx'
import { Prose } from '../../../../web/design/Prose.tsx'
import { Loaded } from '../../../../web/design/States.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { PortalPage } from '../../../../web/shell/PortalPage.tsx'
import { useAddressParams } from '../../../../web/shell/address.ts'
import { useNamedWindow } from '../../../../web/shell/use-screen-facts.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { knowledgeApi } from '../../contract/api.ts'
import type { Article } from '../../contract/article.ts'
import '../knowledge.css'

export function PortalArticlePage() {
  const t = useT(), { id = '' } = useAddressParams(), query = useApi(knowledgeApi.get, { params: { id }, query: {} })
  useNamedWindow(query.data?.title)
  return <PortalPage narrow title={t('knowledge.portal')} back="/knowledge"><Loaded query={query} heading={t('knowledge.portal')} rows={8}>{(article) => <Reading article={article} />}</Loaded></PortalPage>
}

function Reading({ article: a }: { article: Article }) {
  const t = useT(), format = useFormat(), now = useServerMinute()
  return (
    <>
      <div><h1>{a.title}</h1><div className="dim sm">{[a.product, a.publishedAt ? t('knowledge.updated', { date: format.date(a.publishedAt, now) }) : null, a.number].filter(Boolean).join(' · ')}</div></div>
      <section className="card kb-paper"><Prose source={a.body} /></section>
      <section className="card pcard row wrap"><b>{t('knowledge.portal.helped')}</b><span className="sp" /><ButtonLink to="/cases/new">{t('knowledge.portal.report')}</ButtonLink></section>
    </>
  )
}
