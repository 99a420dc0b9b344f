// Contacts with outside providers, the newest first (§3.2-3).
import { queryKey, useApi } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { ClauseMark } from '../../../../web/design/Marks.tsx'
import { SidePart } from '../../../../web/design/Layout.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { useMay } from '../../../../web/shell/session.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'

export function VendorContacts({ id, onLog }: { id: string; onLog: (() => void) | null }) {
  const t = useT(), works = useMay('cases.work'), key = { params: { id } }, query = useApi(casesApi.vendorContacts, key, { enabled: works }), items = query.data?.items.toReversed() ?? []
  useLive([`case:${id}`], [queryKey(casesApi.vendorContacts, key)])
  return (
    <SidePart title={t('cases.vendor.title')} extra={<ClauseMark clause="§3.2-3" />}>
      <ul className="cs-vendor">{items.map((c) => <li key={c.id}><div className="row g6"><b className="ell">{c.vendor}</b>{c.ticket && <span className="num dim nw">{c.ticket}</span>}<span className="sp" /><span className="sm dim"><Moment at={c.contactedAt} /></span></div><div>{c.result}</div><div className="sm dim">{[c.by.name, c.way].filter(Boolean).join(' · ')}</div></li>)}
        {items.length === 0 && !query.isPending && <li className="sm t2">{t('cases.vendor.none')}</li>}</ul>
      {onLog && <Button size="small" onClick={onLog}>{t('cases.act.vendor.verb')}</Button>}
    </SidePart>
  )
}
