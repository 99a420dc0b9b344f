// Webhooks both ways: endpoints that hear of events with their delivery log, and addresses at which messages and alerts come in (RX-9).
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { webhooksApi, type WebhookEndpoint } from '../../platform/contract/webhooks.ts'
import { useApi, useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { confirmByVerb, toast } from '../design/Feedback.tsx'
import { FormField, ProblemNote } from '../design/Form.tsx'
import { Page, PageHead, Panel } from '../design/Layout.tsx'
import { Tone } from '../design/Marks.tsx'
import { Empty, Loaded } from '../design/States.tsx'
import { Clip, Moment } from '../design/Text.tsx'
import { useFormat, useT } from '../i18n/i18n.ts'
import { useMay } from '../shell/session.ts'
import { AdminNav } from './AdminNav.tsx'
import { OnceSecret } from './OnceSecret.tsx'
import { WebhookHooks } from './WebhookHooks.tsx'
import { WebhookLog } from './WebhookLog.tsx'

interface Shown { name: string; secret: string }

export function WebhooksPage() {
  const t = useT(), may = useMay('settings.manage'), list = useApi(webhooksApi.list, undefined, { refetchInterval: 15_000 }), [making, setMaking] = useState(false), [shown, setShown] = useState<Shown | null>(null)
  return (
    <><AdminNav /><Page><PageHead title={t('web.admin.webhooks')} note={t('web.webhooks.note')} />
      <Panel title={t('web.webhooks.endpoints')} pad={false} extra={may && <Button size="small" icon={<Plus size={14} />} onClick={() => setMaking(true)}>{t('web.webhooks.new')}</Button>}><Loaded query={list}>{({ items }) => items.length === 0 ? <Empty kind="first" title={t('web.webhooks.none')} text={t('web.webhooks.none.text')} /> : (
        <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('web.webhooks.endpoints')}><table className="tbl"><thead><tr><th>{t('web.webhooks.name')}</th><th>{t('web.webhooks.events')}</th><th>{t('web.webhooks.state')}</th><th>{t('web.webhooks.last')}</th><th><span className="sr">{t('web.webhooks.test')}</span></th></tr></thead>
          <tbody>{items.map((e) => <EndpointRow key={e.id} endpoint={e} may={may} onSecret={setShown} />)}</tbody></table></div>
      )}</Loaded></Panel>
      <WebhookHooks may={may} />
      <WebhookLog endpoints={list.data?.items ?? []} />
      {making && <NewEndpoint onClose={() => setMaking(false)} onMade={(made) => { setMaking(false); setShown(made) }} />}
      {shown && <OnceSecret title={shown.name} label={t('web.webhooks.secret')} secret={shown.secret} onClose={() => setShown(null)} />}</Page></>
  )
}

function EndpointRow({ endpoint: e, may, onSecret }: { endpoint: WebhookEndpoint; may: boolean; onSecret: (shown: Shown) => void }) {
  const t = useT(), format = useFormat(), stale = { invalidates: [webhooksApi.list, webhooksApi.deliveries] }
  const test = useSubmit(webhooksApi.test, { ...stale, onDone: () => toast(t('web.webhooks.tested')) }), change = useSubmit(webhooksApi.change, stale), remove = useSubmit(webhooksApi.remove, stale), renew = useSubmit(webhooksApi.newSecret, { ...stale, onDone: onSecret })
  const drop = async () => { if (await confirmByVerb({ title: t('web.webhooks.remove.title', { name: e.name }), body: t('web.webhooks.remove.body'), verb: t('web.webhooks.remove'), danger: true })) void remove.submit({ params: { id: e.id } }) }
  const newSecret = async () => { if (await confirmByVerb({ title: t('web.webhooks.secret.new'), body: t('web.webhooks.secret.body'), verb: t('web.webhooks.secret.new') })) void renew.submit({ params: { id: e.id } }) }
  return (
    <tr className={e.active ? undefined : 'off'}><td style={{ maxWidth: 320 }}><b>{e.name}</b><div className="xs dim mono"><Clip>{e.url}</Clip></div><ProblemNote problem={test.problem ?? change.problem ?? remove.problem ?? renew.problem} /></td>
      <td className="sm mono" style={{ maxWidth: 260 }}><Clip>{e.events.join(', ')}</Clip></td>
      <td><Tone kind={e.active ? (e.failed > 0 ? 'warn' : 'good') : 'plain'}>{e.active ? t('web.webhooks.active') : t(`web.webhooks.off.${e.disabledReason ?? 'by-hand'}`)}</Tone><div className="xs dim num">{t('web.webhooks.figures', { waiting: format.number(e.waiting), failed: format.number(e.failed) })}</div></td>
      <td className="nw">{e.lastDeliveredAt ? <Moment at={e.lastDeliveredAt} /> : '—'}</td>
      <td className="r"><span className="adm-acts">{e.active && <Button size="small" busy={test.busy} onClick={() => { void test.submit({ params: { id: e.id } }) }}>{t('web.webhooks.test')}</Button>}
        {may && <><Button size="small" kind="quiet" busy={change.busy} onClick={() => { void change.submit({ params: { id: e.id }, ifMatch: e.version, body: { active: !e.active } }) }}>{t(e.active ? 'web.webhooks.switch-off' : 'web.webhooks.switch-on')}</Button>
          <Button size="small" kind="quiet" busy={renew.busy} onClick={() => { void newSecret() }}>{t('web.webhooks.secret.new')}</Button><Button size="small" kind="quiet" busy={remove.busy} onClick={() => { void drop() }}>{t('web.webhooks.remove')}</Button></>}</span></td></tr>
  )
}

function NewEndpoint({ onClose, onMade }: { onClose: () => void; onMade: (shown: Shown) => void }) {
  const t = useT(), [name, setName] = useState(''), [url, setUrl] = useState('https://'), [events, setEvents] = useState('cases.*'), offered = useApi(webhooksApi.events)
  const make = useSubmit(webhooksApi.create, { invalidates: [webhooksApi.list], onDone: onMade }), wanted = events.split(/[\s,]+/).filter(Boolean)
  return (
    <Dialog open onClose={onClose} title={t('web.webhooks.new')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={make.busy} disabled={!name.trim() || wanted.length === 0} onClick={() => { void make.submit({ body: { name: name.trim(), url: url.trim(), events: wanted } }) }}>{t('web.webhooks.new')}</Button></>}>
      <div className="col">
        <FormField label={t('web.webhooks.name')} required pointer="/name" problem={make.problem}><input className="field" value={name} onChange={(event) => setName(event.target.value)} /></FormField>
        <FormField label={t('web.webhooks.url')} required pointer="/url" problem={make.problem}><input className="field" type="url" value={url} onChange={(event) => setUrl(event.target.value)} /></FormField>
        <FormField label={t('web.webhooks.events')} required pointer="/events" problem={make.problem} hint={t('web.webhooks.events.hint')}><textarea className="field" rows={4} value={events} onChange={(event) => setEvents(event.target.value)} /></FormField>
        {offered.data && <details><summary className="sm t2">{t('web.webhooks.events')}</summary><p className="xs mono t2">{offered.data.items.join(' · ')}</p></details>}
        <ProblemNote problem={make.problem} shown={['/name', '/url', '/events']} />
      </div>
    </Dialog>
  )
}
