// Fields below the text: what makes a first response (§1.4), and the record of a call or visit (§5.1-4).
import { fieldErrors, type ApiProblem } from '../../../web/api/problem.ts'
import { ClauseMark } from '../../../web/design/Marks.tsx'
import { MomentField } from '../../../web/design/MomentField.tsx'
import { serverNow } from '../../../web/design/server-clock.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import type { ComposerDraft, SpokenChannel } from './composer-draft.ts'

interface FieldsProps { form: ComposerDraft; onChange: (part: Partial<ComposerDraft>) => void; problem: ApiProblem | null }

/** Folded to one line until somebody writes; gone once the first response counts. */
export function FirstResponse({ form, open, severity, onOpen, onChange }: FieldsProps & { open: boolean; severity: boolean; onOpen: () => void }) {
  const t = useT(), format = useFormat()
  if (!open) return <button type="button" className="cmp-fold" onClick={onOpen}><b>{t('conversations.first-response')}</b><span className="ell">{[form.owner, form.nextStep || t('conversations.next-step.none'), form.expectedAt ? format.by(form.expectedAt, serverNow()) : t('conversations.expected-at.none')].join(' · ')}</span><ClauseMark clause="§1.4" plain /></button>
  return (
    <div className={`cmp-first${severity ? ' four' : ''}`} role="group" aria-label={t('conversations.first-response')}>
      <label><span>{t('conversations.owner')} <ClauseMark clause="§1.4" plain /></span><input className="field" value={form.owner} onChange={(event) => onChange({ owner: event.target.value })} /></label>
      <label><span>{t('conversations.next-step')}</span><input className="field" value={form.nextStep} placeholder={t('conversations.next-step.hint')} onChange={(event) => onChange({ nextStep: event.target.value })} /></label>
      <div className="lab"><span aria-hidden>{t('conversations.expected-at')}</span><MomentField small aria-label={t('conversations.expected-at')} value={form.expectedAt} onChange={(expectedAt) => onChange({ expectedAt })} /></div>
      {severity && <label><span>{t('cases.field.severity')} <ClauseMark clause="§2.2" plain /></span><select className="field" value={form.severity} onChange={(event) => onChange({ severity: event.target.value as ComposerDraft['severity'] })}><option value="">{t('cases.choose')}</option><option value="normal">{t('cases.severity.normal')}</option><option value="major">{t('cases.severity.major')}</option></select></label>}
    </div>
  )
}

const CHANNELS: readonly SpokenChannel[] = ['phone', 'on-site', 'chat', 'im']

export function CallRecord({ form, onChange, problem }: FieldsProps) {
  const t = useT(), refused = fieldErrors(problem, '/followUp')
  return (
    <div className="cmp-first call" role="group" aria-label={t('conversations.tab.record')}>
      <label><span>{t('conversations.record.channel')}</span><select className="field" value={form.channel} onChange={(event) => onChange({ channel: event.target.value as SpokenChannel })}>{CHANNELS.map((c) => <option key={c} value={c}>{t(`cases.channel.${c}`)}</option>)}</select></label>
      <label><span>{t('conversations.record.feedback')}</span><input className="field" value={form.feedback} onChange={(event) => onChange({ feedback: event.target.value })} /></label>
      <label><span>{t('conversations.follow-up')} <ClauseMark clause="§5.1-4" plain /></span><input className="field" aria-invalid={refused.length > 0 || undefined} value={form.followUp} onChange={(event) => onChange({ followUp: event.target.value })} />{refused.length > 0 && <span className="bad" role="alert">{refused[0]!.detail}</span>}</label>
    </div>
  )
}
