// The sheet of one visit: what was planned, what happened, pictures, signature; printable. Planners change time and engineer here, and decide what did not fit.
import { useState } from 'react'
import { addressOf } from '../../../../web/api/call.ts'
import { queryKey, useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { FormDialog } from '../../../../web/design/FormDialog.tsx'
import { Facts, Page, PageHead, Panel } from '../../../../web/design/Layout.tsx'
import { Tone } from '../../../../web/design/Marks.tsx'
import { Loaded } from '../../../../web/design/States.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useAddressParams } from '../../../../web/shell/address.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { fieldApi } from '../../contract/api.ts'
import type { EditVisit, WorkOrder } from '../../contract/order.ts'
import { KeptPanel } from '../KeptPanel.tsx'
import { SignatureView } from '../SignatureView.tsx'
import './desk.css'

export function VisitPage() {
  const t = useT(), { id = '' } = useAddressParams(), query = useApi(fieldApi.visit, { params: { id } })
  useLive(['visits'], [queryKey(fieldApi.visit, { params: { id } })])
  return <Loaded query={query} heading={t('field.visit')} rows={8}>{(visit) => <Sheet key={visit.id} visit={visit} />}</Loaded>
}

const OVER = new Set(['signed', 'failed', 'cancelled'])

function Sheet({ visit: v }: { visit: WorkOrder }) {
  const t = useT(), [act, setAct] = useState<'edit' | 'cancel' | null>(null), open = v.mayPlan && !OVER.has(v.state), x = v.visit
  const times = ([['acceptedAt', x.acceptedAt], ['travellingAt', x.travellingAt], ['arrivedAt', x.arrivedAt], ['startedAt', x.startedAt], ['finishedAt', x.finishedAt], ['signedAt', x.signedAt]] as const).flatMap(([name, at]) => (at ? [[t(`field.time.${name}`), <Moment key={name} at={at} />] as const] : []))
  return (
    <Page narrow><PageHead title={`${v.number} ${v.title}`} crumbs={[{ label: t('field.visits'), to: '/visits' }, { label: v.caseNumber, to: `/cases/${v.caseId}` }]} actions={open ? <><Button onClick={() => setAct('edit')}>{t('field.edit')}</Button><Button onClick={() => setAct('cancel')}>{t('field.cancel')}</Button></> : undefined} />
      <Panel title={t('field.sheet.plan')} tag={<Tone kind={v.state === 'signed' ? 'good' : v.state === 'failed' ? 'warn' : 'info'}>{t(`field.state.${v.state}`)}</Tone>}><p className="pre">{v.task}</p><Facts rows={[[t('field.col.engineer'), v.engineer?.name ?? t('field.no-engineer')], [t('field.col.when'), <span key="w"><Moment at={v.from} /> – <Moment at={v.to} /></span>], [t('field.col.where'), v.address], ...(v.contactName ? [[t('field.f.contact'), [v.contactName, v.contactPhone].filter(Boolean).join(' ')] as const] : []), ...(v.warning ? [[t('field.f.warning'), v.warning] as const] : []), ...(v.cancelReason ? [[t('field.f.reason'), v.cancelReason] as const] : [])]} /></Panel>
      <KeptPanel order={v} onDecided={() => undefined} />
      <Panel title={t('field.sheet.done')}>{times.length === 0 ? <p className="t2">{t('field.sheet.nothing')}</p> : <Facts rows={[...times, ...(x.serialFound ? [[t('field.f.serial'), <span key="s">{x.serialFound}{v.serialExpected && v.serialExpected !== x.serialFound && <b className="warn"> {t('field.step.serial.other', { serial: v.serialExpected })}</b>}</span>] as const] : [])]} />}
        {x.steps.length > 0 && <ul className="fw-steps">{x.steps.map((s) => <li key={s.id} className={s.doneAt ? 'done' : ''}>{s.doneAt ? '✓' : '○'} {s.text}{s.note && <span className="t2"> {s.note}</span>}</li>)}</ul>}
        {x.parts.length > 0 && <p>{t('field.tab.parts')}: {x.parts.map((p) => `${p.name} ×${p.quantity}${p.serial ? ` (${p.serial})` : ''}`).join(t('field.separator'))}</p>}{x.work && <p className="pre">{x.work}</p>}{x.failReason && <p className="warn">{x.failReason}</p>}
        {v.photos.length > 0 && <div className="fw-photos">{v.photos.map((p, i) => <a key={p.id} href={addressOf(fieldApi.photo, { params: { id: p.id } })} target="_blank" rel="noreferrer"><img src={addressOf(fieldApi.photo, { params: { id: p.id } })} alt={t('field.photo.of', { n: i + 1 })} loading="lazy" /></a>)}</div>}</Panel>
      {(x.signature ?? x.unsignedReason) && <Panel title={t('field.step.sign')}>{x.signature ? <><SignatureView strokes={x.signature} label={t('field.signed', { name: x.signedBy ?? '' })} /><p>{t('field.signed', { name: x.signedBy ?? '' })}{x.score !== null && ` · ${'★'.repeat(x.score)}`} {x.comment}</p></> : <p className="warn">{t('field.unsigned', { reason: x.unsignedReason ?? '' })}</p>}</Panel>}
      <p className="sm"><AppLink to={`/cases/${v.caseId}`}>{v.caseNumber}</AppLink></p>
      {act === 'edit' && <EditDialog visit={v} onClose={() => setAct(null)} />}{act === 'cancel' && <CancelDialog visit={v} onClose={() => setAct(null)} />}
    </Page>
  )
}

const STALE = [fieldApi.visit, fieldApi.visits, fieldApi.ofCase]

function EditDialog({ visit: v, onClose }: { visit: WorkOrder; onClose: () => void }) {
  const t = useT(), save = useSubmit(fieldApi.editVisit, { invalidates: STALE, onDone: onClose }), engineers = useApi(fieldApi.engineers, { query: { on: v.from } })
  const fields = [{ name: 'title', label: t('field.f.title'), required: true }, { name: 'address', label: t('field.f.address'), required: true }, { name: 'from', label: t('field.f.from'), kind: 'moment', required: true }, { name: 'to', label: t('field.f.to'), kind: 'moment', required: true }, { name: 'engineerId', label: t('field.f.engineer'), kind: 'choice', choices: (engineers.data?.items ?? []).map((e) => [e.id, t('field.f.engineer.load', { name: e.name, count: e.visits })] as const) }] as const
  return <FormDialog title={t('field.edit')} verb={t('field.save')} fields={fields} first={{ title: v.title, address: v.address, from: v.from, to: v.to, engineerId: v.engineer?.id ?? '' }} busy={save.busy} problem={save.problem} onClose={onClose} onSend={(body) => { void save.submit({ params: { id: v.id }, ifMatch: v.version, body: { ...body, ...(body['engineerId'] ? {} : { engineerId: null }) } as EditVisit }) }} />
}

function CancelDialog({ visit: v, onClose }: { visit: WorkOrder; onClose: () => void }) {
  const t = useT(), cancel = useSubmit(fieldApi.cancelVisit, { invalidates: STALE, onDone: onClose })
  return <FormDialog danger title={t('field.cancel.title', { number: v.number })} verb={t('field.cancel')} fields={[{ name: 'reason', label: t('field.f.reason'), kind: 'text', required: true }]} busy={cancel.busy} problem={cancel.problem} onClose={onClose} onSend={(body) => { void cancel.submit({ params: { id: v.id }, body: body as { reason: string } }) }} />
}
