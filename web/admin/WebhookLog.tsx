// What was sent to whom and what the other side said; sending again keeps id and body.
import { useState } from 'react'
import { DeliveryState, webhooksApi, type WebhookDelivery, type WebhookEndpoint } from '../../platform/contract/webhooks.ts'
import { useApi, useApiPages, useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { Drawer } from '../design/Dialog.tsx'
import { toast } from '../design/Feedback.tsx'
import { ProblemNote } from '../design/Form.tsx'
import { Facts, Panel, SidePart } from '../design/Layout.tsx'
import { Tone, type ToneKind } from '../design/Marks.tsx'
import { Empty, ErrorState, Loading } from '../design/States.tsx'
import { CodeText, Moment } from '../design/Text.tsx'
import { useT } from '../i18n/i18n.ts'
import { useSearchValue } from '../shell/address.ts'

type State = WebhookDelivery['state']
const TONES: Record<State, ToneKind> = { queued: 'info', sending: 'info', delivered: 'good', failed: 'bad', cancelled: 'plain' }

export function WebhookLog({ endpoints }: { endpoints: readonly WebhookEndpoint[] }) {
  const t = useT(), [stateText, setState] = useSearchValue('state'), [endpointId, setEndpoint] = useSearchValue('endpoint'), [open, setOpen] = useState<string | null>(null), state = DeliveryState.safeParse(stateText).data
  const list = useApiPages(webhooksApi.deliveries, { query: { limit: 30, ...(state ? { state } : {}), ...(endpoints.some((e) => e.id === endpointId) ? { endpointId } : {}) } }, { keep: true, refetchInterval: 15_000 })
  return (
    <Panel title={t('web.webhooks.log')} pad={false} extra={<span className="adm-acts">
      <select className="field" style={{ minWidth: 120 }} aria-label={t('web.webhooks.name')} value={endpointId} onChange={(event) => setEndpoint(event.target.value)}><option value="">{t('web.webhooks.log.all')}</option>{endpoints.map((e) => <option key={e.id} value={e.id}>{e.name}</option>)}</select>
      <select className="field" style={{ minWidth: 120 }} aria-label={t('web.webhooks.state')} value={state ?? ''} onChange={(event) => setState(event.target.value)}><option value="">{t('web.webhooks.log.any')}</option>{DeliveryState.options.map((s) => <option key={s} value={s}>{t(`web.webhooks.log.state.${s}`)}</option>)}</select></span>}>
      {list.isPending ? <Loading rows={4} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.items.length === 0 ? <Empty kind={state || endpointId ? 'no-match' : 'first'} title={t('web.webhooks.log.none')} text={t('web.webhooks.log.none.text')} /> : (
        <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('web.webhooks.log')}><table className="tbl"><thead><tr><th>{t('web.webhooks.at')}</th><th>{t('web.webhooks.event')}</th><th>{t('web.webhooks.name')}</th><th>{t('web.webhooks.state')}</th><th>{t('web.webhooks.answer')}</th></tr></thead>
          <tbody>{list.items.map((d) => <tr key={d.id}><td className="nw"><Moment at={d.createdAt} /></td><td><button type="button" className="lnk ell mono sm" onClick={() => setOpen(d.id)}>{d.event}</button></td><td className="ell" style={{ maxWidth: 200 }}>{d.endpointName}</td><td><StateTone state={d.state} /></td><td className="sm t2">{d.lastError ?? d.lastStatus ?? '—'}</td></tr>)}</tbody></table></div>
      )}
      {list.hasNextPage && <Button block kind="quiet" busy={list.isFetchingNextPage} onClick={list.loadMore}>{t('web.more')}</Button>}
      {open && <Detail id={open} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

const StateTone = ({ state }: { state: State }) => { const t = useT(); return <Tone kind={TONES[state]}>{t(`web.webhooks.log.state.${state}`)}</Tone> }

function Detail({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT(), query = useApi(webhooksApi.delivery, { params: { id } }, { refetchInterval: 10_000 }), d = query.data
  const replay = useSubmit(webhooksApi.replay, { invalidates: [webhooksApi.deliveries, webhooksApi.delivery], onDone: () => toast(t('web.webhooks.replayed')) })
  return (
    <Drawer open onClose={onClose} title={d?.event ?? t('web.webhooks.log')} width={560}>
      {!d ? query.error ? <ErrorState error={query.error} onRetry={() => { void query.refetch() }} /> : <Loading rows={5} /> : (
        <div className="col"><div className="row"><StateTone state={d.state} /><span className="t2">{d.endpointName}</span></div>
          <Facts labelWidth={96} rows={[['webhook-id', <CodeText key="i">{d.webhookId}</CodeText>], [t('web.webhooks.at'), <Moment key="c" at={d.createdAt} />], ...(d.nextAt ? [[t('web.webhooks.next'), <Moment key="n" at={d.nextAt} />] as const] : []), [t('web.webhooks.last'), d.deliveredAt ? <Moment key="l" at={d.deliveredAt} /> : '—']]} />
          {d.state !== 'sending' && <div className="row"><Button kind="primary" busy={replay.busy} onClick={() => { void replay.submit({ params: { id } }) }}>{t('web.webhooks.replay')}</Button></div>}
          <ProblemNote problem={replay.problem} />
          {d.tries.length > 0 && <SidePart title={t('web.webhooks.tries')}><ul className="col">{d.tries.map((one) => <li key={one.at} className="row start sm"><span className="nw"><Moment at={one.at} /></span><span>{[one.status, one.error, one.response].filter(Boolean).join(' · ')}</span></li>)}</ul></SidePart>}
          <SidePart title={t('web.webhooks.body')}><CodeText block>{d.body}</CodeText></SidePart></div>
      )}
    </Drawer>
  )
}
