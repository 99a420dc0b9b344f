// The chosen case beside the queue: clocks, steps, conversation. Looking at it takes nothing over.
import { Maximize2 } from 'lucide-react'
import { useApi, queryKey } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Avatar, Kbd, Tier, Tone } from '../../../../web/design/Marks.tsx'
import { Loaded, NoAccess } from '../../../../web/design/States.tsx'
import { Clip } from '../../../../web/design/Text.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { useMay } from '../../../../web/shell/session.ts'
import { Slot } from '../../../../web/shell/Slot.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case } from '../../contract/case.ts'
import { CaseFlags } from '../page/CaseFlags.tsx'
import { CaseSteps } from '../page/CaseSteps.tsx'
import { HandOver } from '../page/HandOver.tsx'
import { OfferBanner } from '../page/OfferBanner.tsx'
import { RowMark } from './QueueRow.tsx'

export function CasePreview({ id, onOpen }: { id: string; onOpen: () => void }) {
  const t = useT(), seesClocks = useMay('sla.read'), query = useApi(casesApi.get, { params: { id } })
  useLive([`case:${id}`], [queryKey(casesApi.get, { params: { id } })])
  return (
    <Loaded query={query} rows={8}>{(value) => value.restricted ? <NoAccess title={t('cases.restricted.of', { number: value.number })} text={t('cases.restricted.text')} /> : (
      <>
        <div className="pv-h">
          <div className="row"><span className="num dim nw">{value.number}</span><span className="cs-tones"><Tone kind={value.state.startsWith('waiting') ? 'violet' : 'info'}>{t(`cases.state.${value.state}`)}</Tone><CaseFlags value={value} /></span><span className="sp" />
            <HandOver value={value} small /><Button size="small" icon={<Maximize2 size={13} />} onClick={onOpen}>{t('cases.desk.open')} <Kbd k="enter" /></Button></div>
          <div className="row pv-title"><RowMark row={value} /><Clip as="h2">{value.title}</Clip></div>
          <Who value={value} />
          <OfferBanner value={value} />
          <div className={seesClocks ? 'clk-slot small' : ''}><Slot name="case.clocks" props={{ value, small: true }} /></div>
          <div className="pv-steps"><CaseSteps value={value} small /></div>
        </div>
        <Slot name="case.thread" props={{ value, small: true }} />
      </>
    )}</Loaded>
  )
}

function Who({ value }: { value: Case }) {
  const t = useT(), from = value.customer ? [value.requester.name] : [t(`cases.requester-type.${value.requesterType}`)]
  return (
    <div className="row g6 sm t2 pv-who">{value.customer?.tier === 'vip' && <Tier tier="vip" />}<span className="nw">{value.customer?.name ?? value.requester.name}</span><span className="dim" aria-hidden>·</span><span className="ell">{[...from, ...(value.systemVersion ? [value.systemVersion] : [])].join(' · ')}</span><span className="sp" />
      {value.firstOwner ? <span className="row g4 nw"><Avatar name={value.firstOwner.name} size={16} />{t('cases.desk.first-owner', { name: value.firstOwner.name })}</span> : <span className="nw">{t('cases.desk.no-owner')}</span>}</div>
  )
}
