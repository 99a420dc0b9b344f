// The visit as a list of steps: signing in on site, the serial number, the work, the signature (screen 11b). The current one is open.
import { Camera, Check, ScanLine, X } from 'lucide-react'
import { useState, type ChangeEvent, type ReactNode } from 'react'
import { addressOf } from '../../../../web/api/call.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { fieldApi } from '../../contract/api.ts'
import type { Step, WorkOrder } from '../../contract/order.ts'
import { act, addPicture, type FieldState } from './field-store.ts'
import { PartDialog } from './PartDialog.tsx'
import { nextStage } from './pending.ts'
import { ScanField } from './ScanField.tsx'
import { shrunkPhoto } from './shrink-photo.ts'

export function StepList({ order: o, field, serial, onSerial }: { order: WorkOrder; field: FieldState; serial: string; onSerial: (value: string) => void }) {
  const t = useT(), format = useFormat(), { stage, stepId } = nextStage(o), v = o.visit
  const rows: { id: string; title: string; note: ReactNode; done: boolean; now: boolean; body?: ReactNode }[] = [
    { id: 'arrive', title: t('field.step.arrive'), note: v.arrivedAt ? [format.time(v.arrivedAt), ...(v.position ? [t('field.step.within', { metres: Math.round(v.position.accuracy) })] : [])].join(' · ') : t('field.step.arrive.note'), done: v.arrivedAt !== null, now: stage === 'arrive' },
    ...(o.serialExpected ? [{ id: 'serial', title: t('field.step.serial'), note: v.serialFound ? <>{v.serialFound}{v.serialFound !== o.serialExpected && <b className="warn"> {t('field.step.serial.other', { serial: o.serialExpected })}</b>}</> : o.serialExpected, done: v.serialFound !== null, now: stage === 'serial', body: <ScanField label={t('field.step.serial.found')} value={serial} onChange={onSerial} big /> }] : []),
    ...v.steps.map((s) => ({ id: s.id, title: s.text, note: s.note ?? (s.photos > 0 || s.part ? t('field.step.asks', { what: [s.part ? t('field.step.part') : '', s.photos > 0 ? t('field.step.photos', { count: s.photos }) : ''].filter(Boolean).join(t('field.separator')) }) : ''), done: s.doneAt !== null, now: stage === 'step' && stepId === s.id, body: <StepActs order={o} step={s} field={field} /> })),
    { id: 'sign', title: t('field.step.sign'), note: v.signedBy ?? v.unsignedReason ?? o.contactName ?? '', done: v.signedAt !== null, now: stage === 'sign' },
  ]
  return (
    <ol className="fd-card fd-steps">{rows.map((r, i) => (
      <li key={r.id} className={r.done ? 'done' : r.now ? 'now' : ''} aria-current={r.now ? 'step' : undefined}>
        <span className="d" aria-hidden>{r.done ? <Check size={17} strokeWidth={3} /> : i + 1}</span>
        <div><b>{r.title}</b>{r.note && <small>{r.note}</small>}{r.done && <span className="sr">{t('field.step.done')}</span>}{r.now && r.body}</div>
      </li>))}
    </ol>
  )
}

function StepActs({ order, step, field }: { order: WorkOrder; step: Step; field: FieldState }) {
  const t = useT(), [part, setPart] = useState(false), taken = photosOf(order, field, step.id).length
  return (
    <div className="fd-acts">{step.part && <Button kind="primary" size="large" icon={<ScanLine size={20} aria-hidden />} onClick={() => setPart(true)}>{t('field.part.add')}</Button>}
      <PhotoButton order={order} stepId={step.id} kind={taken === 0 ? 'before' : 'after'} count={step.photos > 0 ? `${taken} / ${step.photos}` : taken > 0 ? String(taken) : null} />
      {part && <PartDialog order={order} stock={field.stock} onClose={() => setPart(false)} />}</div>
  )
}

/** Pictures that the server has, and those that still wait on this device. */
export function photosOf(order: WorkOrder, field: FieldState, stepId: string | null = null): { id: string; url: string; waits: boolean }[] {
  const here = field.pictures.filter((p) => p.orderId === order.id && (stepId === null || p.stepId === stepId))
  return [...order.photos.filter((p) => (stepId === null || p.stepId === stepId) && !here.some((h) => h.id === p.id)).map((p) => ({ id: p.id, url: addressOf(fieldApi.photo, { params: { id: p.id } }), waits: false })), ...here.map((p) => ({ id: p.id, url: p.url, waits: true }))]
}

export function PhotoButton({ order, stepId, kind, count }: { order: WorkOrder; stepId?: string; kind: string; count: string | null }) {
  const t = useT()
  const pick = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...event.target.files ?? []]
    event.target.value = ''
    for (const file of files) await addPicture(order.id, await shrunkPhoto(file), { kind, ...(stepId ? { stepId } : {}) })
  }
  return <label className="btn btn-plain btn-large"><Camera size={20} aria-hidden />{t('field.photo')}{count && <span className="fd-count num">{count}</span>}<input type="file" className="sr" accept="image/*" capture="environment" onChange={(event) => { void pick(event) }} /></label>
}

export function PhotoRow({ order, field }: { order: WorkOrder; field: FieldState }) {
  const t = useT(), shown = photosOf(order, field)
  if (shown.length === 0) return null
  return <div className="fd-photos">{shown.map((p, i) => <figure key={p.id} className={p.waits ? 'waits' : ''}><img src={p.url} alt={t(p.waits ? 'field.photo.waits' : 'field.photo.of', { n: i + 1 })} loading="lazy" /></figure>)}</div>
}

export function PartRows({ order, open }: { order: WorkOrder; open: boolean }) {
  const t = useT()
  if (order.visit.parts.length === 0) return null
  return <ul className="fd-rows">{order.visit.parts.map((p) => <li key={p.id} className="row"><span>{p.name} <span className="num">×{p.quantity}</span>{p.serial && <span className="sm t2 num"> {p.serial}</span>}</span><span className="sp" />{open && <button type="button" className="ib" aria-label={t('field.part.remove', { name: p.name })} onClick={() => { void act(order.id, 'part-removed', { partId: p.id }) }}><X size={18} /></button>}</li>)}</ul>
}
