// What a § mark opens for customers and internal users: the title and what it says.
import { useApi } from '../../../web/api/queries.ts'
import { Loaded } from '../../../web/design/States.tsx'
import { useLang, useT } from '../../../web/i18n/i18n.ts'
import { PortalPage } from '../../../web/shell/PortalPage.tsx'
import { useAddressParams } from '../../../web/shell/address.ts'
import { handbookApi } from '../contract/api.ts'
import { otherLang, summaryIn, titleIn } from './words.ts'
import './handbook.css'

export function PortalClausePage() {
  const t = useT(), lang = useLang(), { clause = '' } = useAddressParams(), query = useApi(handbookApi.clause, { params: { number: clause } })
  return (
    <PortalPage title={t('handbook.page.clause')} back="/" narrow>
      <Loaded query={query}>{(c) => (
        <article className="card hb-portal">
          {c.path.length > 0 && <div className="sm dim">{c.path.map((p) => titleIn(lang, p)).join(' › ')}</div>}
          <h1>§{c.number} {titleIn(lang, c)}</h1><div className="sm dim" lang={otherLang(lang)}>{titleIn(otherLang(lang), c)}</div>
          <p>{summaryIn(lang, c)}</p>
        </article>
      )}</Loaded>
    </PortalPage>
  )
}
