// The chosen case beside the queue: clocks, steps, conversation. Looking at it takes nothing over.
import { Maximize2, Siren } from 'lucide-react'
import { useApi, queryKey } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Avatar, Kbd, Prio, Tier, Tone } from '../../../../web/design/Marks.tsx'
import { Loaded } from '../../../../web/design/States.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { Slot } from '../../../../web/shell/Slot.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import { CaseSteps } from '../page/CaseSteps.tsx'
import { TransferButton } from '../page/TransferButton.tsx'

export function CasePreview({ id, onOpen }: { id: string; onOpen: () => void }) {
  const t = useT(), query = useApi(casesApi.get, { params: { id } })
  useLive([`case:${id}`], [queryKey(casesApi.get, { params: { id } })])
  return (
    <Loaded query={query}>{(value) => (
      <>
        <div className="pv-h">
          <div className="row"><span className="num dim">{value.number}</span>{value.problemClass === 'data-security' && <Tone kind="bad" icon={<Siren size={12} />}>{t('cases.class.data-security')}</Tone>}<span className="sp" />
            <TransferButton value={value} small /><Button size="small" icon={<Maximize2 size={13} />} onClick={onOpen}>{t('cases.desk.open')} <Kbd k="enter" /></Button></div>
          <div className="row pv-title">{value.level && <Prio level={value.level} />}<h2 className="ell">{value.title}</h2></div>
          <div className="row g6 sm t2 pv-who">{value.customer?.tier === 'vip' && <Tier tier="vip" />}<span className="nw">{value.customer?.name ?? value.requester.name}</span><span className="dim" aria-hidden>·</span><span className="ell">{value.customer ? value.requester.name : t(`cases.requester-type.${value.requesterType}`)}{value.systemVersion ? ` · ${value.systemVersion}` : ''}</span><span className="sp" />
            {value.firstOwner ? <span className="row g4 nw"><Avatar name={value.firstOwner.name} size={16} />{t('cases.desk.first-owner', { name: value.firstOwner.name })}</span> : <span className="nw">{t('cases.desk.no-owner')}</span>}</div>
          <Slot name="case.clocks" props={{ value, small: true }} />
          <div className="pv-steps"><CaseSteps value={value} small /></div>
        </div>
        <Slot name="case.thread" props={{ value, small: true }} />
      </>
    )}</Loaded>
  )
}
