// One visit on the phone: steps, parts, pictures, words, signature; the next act at the thumb (screen 11b). Works without a network.
import { PenLine, Phone, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { Prio } from '../../../../web/design/Marks.tsx'
import { Loading, NoAccess } from '../../../../web/design/States.tsx'
import { useAddressParams } from '../../../../web/shell/address.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import type { WorkOrder } from '../../contract/order.ts'
import { KeptPanel } from '../KeptPanel.tsx'
import { SignatureView } from '../SignatureView.tsx'
import { FieldFrame } from './FieldFrame.tsx'
import { act, synchronise, type FieldState } from './field-store.ts'
import { Due } from './JobsPage.tsx'
import { nextStage, routeOf } from './pending.ts'
import { Returned } from './Returned.tsx'
import { isComplete, NOBODY_YET, SignForm, signData } from './SignForm.tsx'
import { PartRows, PhotoButton, PhotoRow, StepList } from './StepList.tsx'
import { positionNow, useField } from './use-field.ts'

export function JobPage() {
  const t = useT(), { id = '' } = useAddressParams(), field = useField(), order = field.orders.find((o) => o.id === id)
  if (order) return <Job key={order.id} order={order} field={field} />
  return <FieldFrame title={t('field.visit')} tab="jobs" back="/field" field={field}>{field.ready ? <NoAccess title={t('field.not-here')} text={t('field.not-here.text')} /> : <Loading rows={6} />}</FieldFrame>
}

const OVER = new Set(['signed', 'failed', 'cancelled'])

function Job({ order: o, field }: { order: WorkOrder; field: FieldState }) {
  const t = useT(), format = useFormat(), [serial, setSerial] = useState(''), [signing, setSigning] = useState(NOBODY_YET), [failing, setFailing] = useState(false), { stage } = nextStage(o), over = OVER.has(o.state)
  return (
    <FieldFrame title={o.number} tab="jobs" back="/field" field={field} dock={over ? undefined : <Dock order={o} serial={serial} signing={signing} />}>
      <section className="fd-card"><h2>{o.level && <Prio level={o.level} />}<span>{o.title}</span></h2><p className="t2">{o.task}</p><div className="row wrap"><Due order={o} /><span className="sm t2">{o.caseNumber}</span><span className="sm t2">{format.time(o.from)}–{format.time(o.to)}</span></div>
        <p className="sm"><a href={routeOf(field.routeLink, o)}>{o.address}</a>{o.contactName && <> · {o.contactName}</>}{o.tools && <> · {t('field.tools', { tools: o.tools })}</>}</p></section>
      {o.warning && <p className="fd-warn"><TriangleAlert size={20} aria-hidden /><span>{o.warning}</span></p>}
      {o.state === 'cancelled' && <p className="fd-warn"><TriangleAlert size={20} aria-hidden /><span>{t('field.cancelled', { reason: o.cancelReason ?? '' })}</span></p>}
      <Returned field={field} orderId={o.id} />
      <KeptPanel order={o} onDecided={() => { void synchronise() }} />
      <StepList order={o} field={field} serial={serial} onSerial={setSerial} />
      {o.visit.arrivedAt && <Work order={o} field={field} over={over} />}
      {stage === 'sign' && <SignForm value={signing} onChange={setSigning} />}
      {o.visit.signature && <section className="fd-card"><h2>{t('field.signed', { name: o.visit.signedBy ?? '' })}</h2><SignatureView strokes={o.visit.signature} label={t('field.signed', { name: o.visit.signedBy ?? '' })} />{o.visit.score && <p>{'★'.repeat(o.visit.score)} {o.visit.comment}</p>}</section>}
      {o.visit.failReason && <p className="fd-warn"><TriangleAlert size={20} aria-hidden /><span>{o.visit.failReason}</span></p>}
      {!over && <><Button block onClick={() => setFailing(true)}>{t('field.fail')}</Button><p className="fd-note">{t('field.works-offline')}</p></>}
      {failing && <FailDialog order={o} onClose={() => setFailing(false)} />}
    </FieldFrame>
  )
}

/** Words are an act when the field is left: each key would be one too many. */
function Work({ order: o, field, over }: { order: WorkOrder; field: FieldState; over: boolean }) {
  const t = useT(), [text, setText] = useState(o.visit.work)
  useEffect(() => { setText(o.visit.work) }, [o.visit.work])
  return (
    <section className="fd-card col"><h2>{t('field.work')}</h2>
      {over ? <p className="pre">{o.visit.work}</p> : <textarea className="field" rows={3} aria-label={t('field.work')} placeholder={t('field.work.hint')} value={text} onChange={(event) => setText(event.target.value)} onBlur={() => { if (text.trim() !== o.visit.work) void act(o.id, 'work', { text: text.trim() }) }} />}
      <PartRows order={o} open={!over} /><PhotoRow order={o} field={field} />{!over && <PhotoButton order={o} kind="other" count={null} />}</section>
  )
}

function Dock({ order: o, serial, signing }: { order: WorkOrder; serial: string; signing: typeof NOBODY_YET }) {
  const t = useT(), { stage, stepId } = nextStage(o), [busy, setBusy] = useState(false)
  const ready = stage === 'serial' ? serial.trim() !== '' : stage === 'sign' ? isComplete(signing) : true
  const go = async () => {
    setBusy(true)
    if (stage === 'arrive') { const position = await positionNow(); await act(o.id, 'arrive', position ? { position } : {}) }
    else if (stage === 'serial') await act(o.id, 'serial', { serial: serial.trim() })
    else if (stage === 'step') await act(o.id, 'step', { stepId, done: true })
    else if (stage === 'finish') await act(o.id, 'finish', { outcome: 'done' })
    else if (stage === 'sign') await act(o.id, 'sign', signData(signing))
    else if (stage === 'accept' || stage === 'travel') await act(o.id, stage)
    setBusy(false)
  }
  return <>{o.contactPhone && <a className="btn btn-plain btn-large" href={`tel:${o.contactPhone}`}><Phone size={20} aria-hidden />{t('field.call.short')}</a>}<Button kind="primary" size="large" busy={busy} disabled={!ready} icon={stage === 'step' || stage === 'sign' ? <PenLine size={20} aria-hidden /> : undefined} onClick={() => { void go() }}>{t(`field.do.${stage}`)}</Button></>
}

function FailDialog({ order, onClose }: { order: WorkOrder; onClose: () => void }) {
  const t = useT(), [reason, setReason] = useState('')
  const send = () => { void act(order.id, 'finish', { outcome: 'failed', reason: reason.trim() }); onClose() }
  return <Dialog open onClose={onClose} title={t('field.fail')} footer={<><Button size="large" onClick={onClose}>{t('web.cancel')}</Button><Button size="large" kind="danger" disabled={!reason.trim()} onClick={send}>{t('field.fail.verb')}</Button></>}><label className="ff" data-density="touch"><span className="ff-label">{t('field.fail.why')}</span><textarea className="field" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} /></label></Dialog>
}
