// Planning a visit, taking in an appliance, referring; each act with the fields that its rule asks for.
import { useApi, useSubmit } from '../../../../web/api/queries.ts'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormDialog, type DialogField } from '../../../../web/design/FormDialog.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { Case } from '../../../cases/contract/case.ts'
import { fieldApi } from '../../contract/api.ts'
import type { PlanVisit } from '../../contract/order.ts'
import type { AdvanceRepair, AnswerReferral, OfferReferral, OpenRepair, RecordResult, Referral, Repair, RepairState } from '../../contract/repair.ts'
import { useCaseChanged } from './use-case-changed.ts'

export type FieldAct = { kind: 'visit' } | { kind: 'repair' } | { kind: 'refer' } | { kind: 'advance-repair'; repair: Repair } | { kind: 'answer-referral'; referral: Referral } | { kind: 'referral-result'; referral: Referral }
interface ActProps { value: Case; onClose: () => void }

export function FieldDialog({ act, ...props }: ActProps & { act: FieldAct }) {
  switch (act.kind) {
    case 'visit': return <Plan {...props} />
    case 'repair': return <TakeIn {...props} />
    case 'refer': return <Refer {...props} />
    case 'advance-repair': return <Advance {...props} repair={act.repair} />
    case 'answer-referral': return <AnswerPoint {...props} referral={act.referral} />
    case 'referral-result': return <Result {...props} referral={act.referral} />
  }
}

const useDone = (value: Case, onClose: () => void) => { const t = useT(), changed = useCaseChanged(value.id); return async () => { await changed(); toast(t('field.saved')); onClose() } }
/** `换控制器 [2] *`: two pictures, and a part. */
const stepsOf = (lines: unknown) => ((lines as string[] | undefined) ?? []).map((line) => ({ text: line.replace(/\s*\[\d+\]\s*/, ' ').replace(/\s*\*\s*$/, '').trim(), photos: Number(/\[(\d+)\]/.exec(line)?.[1] ?? 0), part: /\*\s*$/.test(line) }))

function Plan({ value, onClose }: ActProps) {
  const t = useT(), engineers = useApi(fieldApi.engineers, { query: {} }), plan = useSubmit(fieldApi.planVisit, { onDone: useDone(value, onClose) })
  const fields: DialogField[] = [
    { name: 'title', label: t('field.f.title'), required: true }, { name: 'task', label: t('field.f.task'), kind: 'text', required: true }, { name: 'address', label: t('field.f.address'), required: true }, { name: 'from', label: t('field.f.from'), kind: 'moment', required: true }, { name: 'to', label: t('field.f.to'), kind: 'moment', required: true },
    { name: 'engineerId', label: t('field.f.engineer'), kind: 'choice', choices: (engineers.data?.items ?? []).map((e) => [e.id, t('field.f.engineer.load', { name: e.name, count: e.visits })] as const), hint: t('field.f.engineer.hint') },
    { name: 'steps', label: t('field.f.steps'), kind: 'lines', hint: t('field.f.steps.hint') }, { name: 'serialExpected', label: t('field.f.serial') }, { name: 'warning', label: t('field.f.warning') }, { name: 'tools', label: t('field.f.tools') }, { name: 'contactName', label: t('field.f.contact') }, { name: 'contactPhone', label: t('field.f.phone') },
  ]
  return <FormDialog title={t('field.plan')} verb={t('field.plan.verb')} note={t('field.plan.note')} fields={fields} first={{ title: value.title, task: value.cause ?? value.description, contactName: value.requester.name }} busy={plan.busy} problem={plan.problem} onClose={onClose} onSend={({ steps, ...body }) => { void plan.submit({ params: { id: value.id }, body: { ...body, steps: stepsOf(steps) } as PlanVisit }) }} />
}

function TakeIn({ value, onClose }: ActProps) {
  const t = useT(), open = useSubmit(fieldApi.openRepair, { onDone: useDone(value, onClose) }), points = useApi(fieldApi.points, { query: {} })
  const fields: DialogField[] = [
    { name: 'product', label: t('field.f.product'), required: true }, { name: 'serial', label: t('field.f.serial'), required: true, hint: t('field.f.serial.hint') }, { name: 'fault', label: t('field.f.fault'), kind: 'text', required: true },
    { name: 'pointId', label: t('field.f.point'), kind: 'choice', choices: (points.data?.items ?? []).map((p) => [p.id, p.name] as const) }, { name: 'purchasedAt', label: t('field.f.purchased'), kind: 'moment' }, { name: 'warrantyMonths', label: t('field.f.months'), kind: 'number' }, { name: 'proof', label: t('field.f.proof') },
  ]
  return <FormDialog title={t('field.repair')} verb={t('field.repair.verb')} note={t('field.repair.note')} fields={fields} busy={open.busy} problem={open.problem} onClose={onClose} onSend={(body) => { void open.submit({ params: { id: value.id }, body: body as OpenRepair }) }} />
}

const NEXT: Partial<Record<RepairState, readonly RepairState[]>> = { received: ['diagnosed', 'cancelled'], diagnosed: ['repairing', 'returned', 'cancelled'], repairing: ['tested', 'cancelled'], tested: ['returned', 'repairing'] }

function Advance({ value, onClose, repair }: ActProps & { repair: Repair }) {
  const t = useT(), move = useSubmit(fieldApi.advanceRepair, { onDone: useDone(value, onClose) }), next = NEXT[repair.state] ?? []
  const fields: DialogField[] = [
    { name: 'to', label: t('field.f.to-state'), kind: 'choice', required: true, choices: next.map((s) => [s, t(`field.repair.state.${s}`)] as const) }, ...(repair.state === 'received' ? [{ name: 'finding', label: t('field.f.finding'), kind: 'text' } as const] : []), ...(repair.state === 'repairing' ? [{ name: 'testResult', label: t('field.f.test'), kind: 'text' } as const] : []), { name: 'note', label: t('field.f.note') },
  ]
  return <FormDialog title={`${repair.number} ${t('field.repair.next')}`} verb={t('field.save')} fields={fields} first={{ to: next[0] ?? '' }} busy={move.busy} problem={move.problem} onClose={onClose} onSend={(body) => { void move.submit({ params: { id: value.id, workId: repair.id }, body: body as AdvanceRepair }) }} />
}

function Refer({ value, onClose }: ActProps) {
  const t = useT(), refer = useSubmit(fieldApi.refer, { onDone: useDone(value, onClose) }), points = useApi(fieldApi.points, { query: {} })
  const handover = [value.title, value.cause, value.solution].filter(Boolean).join('\n')
  const fields: DialogField[] = [{ name: 'pointId', label: t('field.f.point'), kind: 'choice', required: true, clause: '§2.2', choices: (points.data?.items ?? []).map((p) => [p.id, `${p.name} · ${p.area} · ${p.phone}`] as const), hint: t('field.f.point.hint') }, { name: 'reason', label: t('field.f.reason'), kind: 'text', required: true }, { name: 'handover', label: t('field.f.handover'), kind: 'text', required: true, hint: t('field.f.handover.hint') }]
  return <FormDialog title={t('field.refer')} verb={t('field.refer.verb')} note={t('field.refer.note')} fields={fields} first={{ handover }} busy={refer.busy} problem={refer.problem} onClose={onClose} onSend={(body) => { void refer.submit({ params: { id: value.id }, body: body as OfferReferral }) }} />
}

function AnswerPoint({ value, onClose, referral }: ActProps & { referral: Referral }) {
  const t = useT(), send = useSubmit(fieldApi.answerReferral, { onDone: useDone(value, onClose) })
  const fields: DialogField[] = [{ name: 'accepted', label: t('field.f.accepted'), kind: 'yes' }, { name: 'contactName', label: t('field.f.contact') }, { name: 'note', label: t('field.f.note') }]
  return <FormDialog title={referral.point.name} verb={t('field.save')} fields={fields} first={{ accepted: true }} busy={send.busy} problem={send.problem} onClose={onClose} onSend={(body) => { void send.submit({ params: { id: value.id, workId: referral.id }, body: body as AnswerReferral }) }} />
}

function Result({ value, onClose, referral }: ActProps & { referral: Referral }) {
  const t = useT(), send = useSubmit(fieldApi.referralResult, { onDone: useDone(value, onClose) })
  const fields: DialogField[] = [{ name: 'result', label: t('field.f.result'), kind: 'text', required: true, clause: '§2.2' }, { name: 'solved', label: t('field.f.solved'), kind: 'yes' }]
  return <FormDialog title={referral.point.name} verb={t('field.save')} fields={fields} first={{ solved: true }} busy={send.busy} problem={send.problem} onClose={onClose} onSend={(body) => { void send.submit({ params: { id: value.id, workId: referral.id }, body: body as RecordResult }) }} />
}
