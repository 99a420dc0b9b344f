// Top bar: how many of the own team can take a case now (screen 01); leads go on to the board.
import { Headset } from 'lucide-react'
import { queryKey, useApi } from '../../../web/api/queries.ts'
import { useLive } from '../../../web/live/live.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import { useMay } from '../../../web/shell/session.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { dispatchApi } from '../contract/api.ts'
import './why.css'

export function Availability() {
  const t = useT(), leads = useMay('dispatch.read'), query = useApi(dispatchApi.availability, undefined, { staleTime: 60_000, refetchInterval: 300_000 }), data = query.data
  useLive(['org'], [queryKey(dispatchApi.availability)])
  if (!data || data.of === 0) return null
  const text = <><Headset size={15} aria-hidden /><span className={`dot${data.here > 0 ? ' ok' : ' none'}`} aria-hidden /><span className="nw">{t('dispatch.available', { here: data.here, of: data.of })}</span></>
  return leads ? <AppLink className="top-here" to="/dispatch">{text}</AppLink> : <span className="top-here">{text}</span>
}
