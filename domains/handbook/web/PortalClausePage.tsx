// What a § mark opens for customers and internal users: the title and what it says.
import { useApi } from '../../../web/api/queries.ts'
import { Loaded } from '../../../web/design/States.tsx'
import { useLang, useT } from '../../../web/i18n/i18n.ts'
import { PortalPage } from '../../../web/shell/PortalPage.tsx'
import { useAddressParams } from '../../../web/shell/address.ts'
import { handbookApi } from '../contract/api.ts'
import './handbook.css'

export function PortalClausePage() {
  const t = useT(), lang = useLang(), { clause = '' } = useAddressParams(), query = useApi(handbookApi.clause, { params: { number: clause } })
  return (
    <PortalPage title={t('handbook.page.clause')} back="/" narrow>
      <Loaded query={query}>{(c) => (
        <article className="card hb-portal">
          {c.path.length > 0 && <div className="sm dim">{c.path.map((p) => p.title).join(' › ')}</div>}
          <h1>§{c.number} {c.title}</h1><div className="sm dim" lang={lang === 'en' ? 'zh-CN' : 'en'}>{lang === 'en' ? c.titleZh : c.titleEn}</div>
          <p>{c.summary}</p>
        </article>
      )}</Loaded>
    </PortalPage>
  )
}
