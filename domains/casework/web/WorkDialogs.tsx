// One dialog for each act of the work inside a case, with the fields that its rule asks for.
import type { Endpoint } from '../../../platform/contract/endpoint.ts'
import type { CallInput } from '../../../web/api/call.ts'
import { useApi, useSubmit } from '../../../web/api/queries.ts'
import { toast } from '../../../web/design/Feedback.tsx'
import { FormDialog, type DialogField, type DialogValues } from '../../../web/design/FormDialog.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import type { MessageKey } from '../../../web/i18n/translate.ts'
import type { Case } from '../../cases/contract/case.ts'
import { orgApi } from '../../org/contract/api.ts'
import { caseworkApi as api } from '../contract/api.ts'
import { EvidenceKind } from '../contract/diagnosis.ts'
import { PlanKind } from '../contract/plan.ts'
import { RemoteTool } from '../contract/session.ts'
import { Released } from '../contract/task.ts'
import { useWorkChanged } from './use-work-changed.ts'

export interface WorkAct { kind: 'diagnosis' | 'plan' | 'change' | 'session' | 'sub-task' | 'vendor' | 'evidence' | 'exclude' | 'conclude' | 'decide-plan' | 'finish-plan' | 'fail-plan' | 'decide-change' | 'check-before' | 'apply' | 'check-after' | 'roll-back' | 'consent' | 'end-session' | 'cancel-sub-task'; workId?: string }

/** Every act of this list has a case and a body; which, its form says. `any`: endpoints of different bodies stand in one list. */
type WorkEndpoint = Endpoint<any, any, any, any>
type T = ReturnType<typeof useT>
interface Form { to: WorkEndpoint; fields: readonly DialogField[]; first?: DialogValues; note?: MessageKey; body?: (values: Record<string, unknown>) => Record<string, unknown> }

function formOf(kind: WorkAct['kind'], t: T, value: Case, units: readonly (readonly [string, string])[]): Form {
  const f = (name: string, more: Partial<DialogField> = {}): DialogField => ({ name, label: t(`casework.f.${name}`), ...more }), need = { required: true } as const, text = { kind: 'text' } as const
  const choice = (name: string, values: readonly string[], words: string, more: Partial<DialogField> = {}) => f(name, { kind: 'choice', choices: values.map((v) => [v, t(`${words}.${v}` as MessageKey)] as const), ...more })
  const checks = [choice('stability', ['pass', 'fail'], 'cases.check', { ...need, clause: '§3.1-2' }), choice('security', ['pass', 'fail'], 'cases.check', { ...need, clause: '§3.1-2' }), f('evidence', text)]
  switch (kind) {
    case 'diagnosis': return { to: api.openDiagnosis, fields: [f('hypothesis', { ...need, ...text })] }
    case 'evidence': return { to: api.addEvidence, fields: [choice('kind', EvidenceKind.options, 'casework.evidence', need), f('text', { ...need, ...text }), f('tool'), f('input', text), f('output', text), f('link')], first: { kind: 'log' } }
    case 'exclude': return { to: api.excludeCause, fields: [f('cause', need), f('why', { ...need, ...text })] }
    case 'conclude': return { to: api.concludeDiagnosis, note: 'casework.conclude.note', fields: [choice('nature', ['system-fault', 'software', 'hardware', 'network', 'other'], 'cases.nature', { ...need, clause: '§1.2' }), f('cause', { ...need, ...text, clause: '§3.2-4' }), f('conclusion', text)] }
    case 'plan': return { to: api.draftPlan, note: 'casework.plan.note', fields: [f('kinds', { kind: 'many', choices: PlanKind.options.map((k) => [k, t(`casework.kind.${k}`)] as const) }), f('summary', { ...need, ...text }), choice('risk', ['low', 'medium', 'high'], 'casework.risk', need), f('riskNote', text), f('rollbackVersion'), f('plannedAt', { kind: 'moment' }), f('steps', { kind: 'lines', hint: t('casework.f.steps.hint') })], first: { risk: 'low' } }
    case 'finish-plan': case 'fail-plan': return { to: api.advancePlan, fields: [f('result', { ...need, ...text })], body: (v) => ({ ...v, act: kind === 'finish-plan' ? 'finish' : 'fail' }) }
    case 'decide-plan': case 'decide-change': return { to: kind === 'decide-plan' ? api.decidePlan : api.decideChange, fields: [f('approved', { kind: 'yes' }), f('note', text)], first: { approved: true } }
    case 'change': return { to: api.requestChange, note: 'casework.change.note', fields: [f('item', need), f('before', { ...need, ...text }), f('after', { ...need, ...text }), f('reason', { ...need, ...text })] }
    case 'check-before': case 'check-after': return { to: api.checkChange, fields: checks, first: { stability: 'pass', security: 'pass' }, body: (v) => ({ ...v, when: kind === 'check-before' ? 'before' : 'after' }) }
    case 'apply': return { to: api.advanceChange, note: 'casework.apply.note', fields: [], body: () => ({ act: 'apply' }) }
    case 'roll-back': return { to: api.advanceChange, fields: [f('reason', { ...need, ...text })], body: (v) => ({ ...v, act: 'roll-back' }) }
    case 'session': return { to: api.requestSession, note: 'casework.session.note', fields: [choice('tool', RemoteTool.options, 'casework.tool', need), f('address', { hint: t('casework.f.address.hint') }), f('purpose', { ...need, ...text })], first: { tool: 'teamviewer' } }
    case 'consent': return { to: api.recordConsent, note: 'casework.consent.note', fields: [f('given', { kind: 'yes' }), choice('way', ['message', 'phone'], 'casework.way', need), f('words', { ...need, ...text })], first: { given: true, way: 'phone' } }
    case 'end-session': return { to: api.endSession, fields: [f('notes', { ...need, ...text }), f('recordingUrl')] }
    case 'sub-task': return { to: api.openSubTask, note: 'casework.sub-task.note', fields: [f('unitId', { ...need, kind: 'choice', choices: units }), f('title', need), f('text', { ...need, ...text }), f('dueAt', { ...need, kind: 'moment' }), f('blocking', { kind: 'yes' })], first: { blocking: true } }
    case 'cancel-sub-task': return { to: api.cancelSubTask, fields: [f('reason', { ...need, ...text })] }
    case 'vendor': return { to: api.openVendorTask, note: 'casework.vendor.note', fields: [f('vendor', { ...need, clause: '§3.1-5' }), f('email'), f('question', { ...need, ...text }), f('released', { kind: 'many', choices: Released.options.map((r) => [r, t(`casework.released.${r}`)] as const) }), f('days', { kind: 'number' })], first: { released: ['title'], days: '14', question: value.title } }
  }
}

export function WorkDialog({ act, value, onClose }: { act: WorkAct; value: Case; onClose: () => void }) {
  const t = useT(), units = useApi(orgApi.listUnits, undefined, { enabled: act.kind === 'sub-task' }), changed = useWorkChanged(value.id)
  const form = formOf(act.kind, t, value, (units.data?.items ?? []).map((u) => [u.id, u.name] as const))
  const send = useSubmit(form.to, { onDone: async () => { await changed(); toast(t('casework.saved')); onClose() } })
  return <FormDialog key={act.kind} title={t(`casework.dialog.${act.kind}`)} verb={t(`casework.verb.${act.kind}`)} fields={form.fields} {...(form.first ? { first: form.first } : {})} {...(form.note ? { note: t(form.note) } : {})} busy={send.busy} problem={send.problem} onClose={onClose}
    onSend={(values) => { void send.submit({ params: { id: value.id, ...(act.workId ? { workId: act.workId } : {}) }, body: form.body ? form.body(values) : values } as unknown as CallInput<any, any, any>) }} />
}
