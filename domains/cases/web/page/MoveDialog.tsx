// Moves a case on: asks for what the next state needs, and shows every unmet condition with its clause when it is refused.
import { useSubmit } from '../../../../web/api/queries.ts'
import { toast } from '../../../../web/design/Feedback.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case, CaseState } from '../../contract/case.ts'
import type { Transition } from '../../contract/transitions.ts'
import { FieldsDialog } from './FieldsDialog.tsx'
import { bodyOf, moveFields, type FieldValue, type FieldValues, type FormFieldOf } from './move-fields.ts'
import { useRefreshCase } from './use-case-acts.ts'

/** What is known already, so that nobody types it twice. */
export function knownValues(value: Case, fields: readonly FormFieldOf[]): FieldValues {
  const known: Record<string, unknown> = {
    ...value, 'result.solution': value.solution, 'result.nature': value.cause, retest: value.verification.retest, stability: value.verification.stability, verificationEvidence: value.verification.evidence,
    'configurationChecks.stability': value.configurationChecks.stability, 'configurationChecks.security': value.configurationChecks.security,
    ...(value.review ? { 'review.cause': value.review.cause, 'review.handling': value.review.handling, 'review.measures': value.review.measures } : { 'review.cause': value.cause }),
    ...(value.compliance ? Object.fromEntries(Object.entries(value.compliance).map(([k, v]) => [`compliance.${k}`, v])) : {}),
  }
  return Object.fromEntries(fields.flatMap((f): [string, FieldValue][] => {
    const found = known[f.name]
    return typeof found === 'string' || typeof found === 'boolean' || Array.isArray(found) ? [[f.name, found as FieldValue]] : []
  }))
}

export function MoveDialog({ value, to, resuming = false, onClose }: { value: Case; to: CaseState; resuming?: boolean; onClose: () => void }) {
  const t = useT(), refresh = useRefreshCase(value.id), fields = moveFields(value, to, resuming), verb = resuming ? t('cases.move.resume') : t(`cases.move.${to}`)
  const move = useSubmit(casesApi.transition, { onDone: async (reply) => { await refresh(); toast(t('cases.moved', { state: t(`cases.state.${reply.state}`) })); onClose() } })
  const send = (values: FieldValues) => { void move.submit({ params: { id: value.id }, body: { ...bodyOf(values), to } as Transition }) }
  return <FieldsDialog title={verb} verb={verb} fields={fields} first={knownValues(value, fields)} danger={to === 'cancelled'} busy={move.busy} problem={move.problem} onSend={send} onClose={onClose}
    {...(fields.length === 0 ? { note: t('cases.move.plain', { state: t(`cases.state.${to}`) }) } : to === 'waiting-requester' ? { note: t('cases.move.pauses') } : {})} />
}
