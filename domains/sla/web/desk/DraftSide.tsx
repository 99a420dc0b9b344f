// From a draft to a rule: what it changes, each warning acknowledged by name, approval, publication with its date.
import { Check } from 'lucide-react'
import { useState } from 'react'
import { queryKey, useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { confirmByVerb, toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { Panel } from '../../../../web/design/Layout.tsx'
import { ClauseMark, Tone } from '../../../../web/design/Marks.tsx'
import { MomentField } from '../../../../web/design/MomentField.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { slaApi } from '../../contract/api.ts'
import { slaDeskApi } from '../../contract/desk-api.ts'
import type { PolicySummary, PolicyVersion } from '../../contract/policy.ts'
import { conditionWords } from './condition-words.ts'
import { CustomerNames, customersOf, isCustomer } from './CustomerNames.tsx'
import { openLints } from './matrix-view.ts'
import { STALE } from './stale.ts'

export function DraftSide({ policy, draft, mayPublish }: { policy: PolicySummary; draft: PolicyVersion; mayPublish: boolean }) {
  const t = useT(), params = { code: policy.code, version: draft.version }, changes = useApi(slaDeskApi.changes, { params, query: {} }), open = openLints(draft.lint)
  const stale = { invalidates: [...STALE, queryKey(slaApi.versions, { params: { code: policy.code } })] }, acknowledge = useSubmit(slaDeskApi.acknowledge, stale), approve = useSubmit(slaDeskApi.approve, stale)
  const discard = useSubmit(slaDeskApi.discardDraft, stale), [publishing, setPublishing] = useState(false)
  const throwAway = async () => { if (await confirmByVerb({ title: t('sla.desk.discard-title'), body: t('sla.desk.discard-body', { version: draft.version }), verb: t('sla.desk.discard'), danger: true })) await discard.submit({ params }) }
  return (
    <>
      <Panel title={t('sla.desk.changes')} extra={<span className="num dim">{changes.data?.items.length ?? ''}</span>}>
        <div className="pd-part">
          {changes.data?.items.map((c, i) => <div className="row" key={i}><Check size={13} className="good" aria-hidden />{c.what === 'condition' ? <ChangedCondition condition={draft.condition} /> : <span>{c.text}</span>}{c.direction === 'looser' && <Tone kind="warn">{t('sla.desk.looser')}</Tone>}</div>)}
          <div className="sm dim">{t('sla.desk.drafted', { name: draft.savedBy })} <Moment at={draft.savedAt} />{draft.approved && <> · {t('sla.desk.approved-by', { name: draft.approved.by })} <Moment at={draft.approved.at} /></>}</div>
        </div>
      </Panel>
      {draft.lint.length > 0 && <Panel title={t('sla.desk.warnings')} extra={<span className="num dim">{t('sla.desk.warnings-open', { count: open.length })}</span>}>
        <ul className="pd-lints">{draft.lint.map((l) => (
          <li key={l.id}><span className="row wrap">{l.clause && <ClauseMark clause={l.clause} />}{l.decision && <Tone kind="violet">{l.decision}</Tone>}<span>{l.text}</span></span>
            {l.acknowledged ? <span className="sm dim">{t('sla.desk.acknowledged', { name: l.acknowledged.by })}</span> : mayPublish && <Button size="small" busy={acknowledge.busy} onClick={() => void acknowledge.submit({ params, body: { lint: l.id } })}>{t('sla.desk.acknowledge')}</Button>}</li>
        ))}</ul>
        <ProblemNote problem={acknowledge.problem} />
      </Panel>}
      {mayPublish && <div className="pd-part">
        <ProblemNote problem={approve.problem ?? discard.problem} />
        {draft.state === 'draft' ? <Button kind="primary" block disabled={open.length > 0} busy={approve.busy} onClick={() => void approve.submit({ params, body: {} })}>{t('sla.desk.approve')}</Button> : <Button kind="primary" block onClick={() => setPublishing(true)}>{t('sla.desk.publish')}</Button>}
        {open.length > 0 && <p className="sm dim">{t('sla.desk.approve-needs')}</p>}
        <Button block onClick={() => void throwAway()}>{t('sla.desk.discard')}</Button>
      </div>}
      <PublishDialog key={draft.version} open={publishing} onClose={() => setPublishing(false)} draft={draft} />
    </>
  )
}

/** In the words of the desk: names of customers, not their ids. */
function ChangedCondition({ condition }: { condition: PolicyVersion['condition'] }) {
  const t = useT(), others = condition.filter((c) => !isCustomer(c)).map((c) => conditionWords(c, t)).join(t('sla.desk.and'))
  return <span>{t('sla.desk.condition-now', { condition: others || t('sla.desk.condition-none') })}<CustomerNames ids={customersOf(condition)} /></span>
}

function PublishDialog({ open, onClose, draft }: { open: boolean; onClose: () => void; draft: PolicyVersion }) {
  const t = useT(), [from, setFrom] = useState(draft.effectiveFrom), [reason, setReason] = useState(''), [override, setOverride] = useState('')
  const publish = useSubmit(slaDeskApi.publishDraft, { invalidates: [...STALE, queryKey(slaApi.versions, { params: { code: draft.code } })], onDone: (v) => { toast(t('sla.desk.published', { version: v.version }), { kind: 'good' }); onClose() } })
  const isRed = publish.problem?.code === 'sla.conformance-red', body = { effectiveFrom: from, ...(reason.trim() ? { reason: reason.trim() } : {}), ...(override.trim() ? { overrideReason: override.trim() } : {}) }
  return (
    <Dialog open={open} onClose={onClose} title={t('sla.desk.publish-title', { code: draft.code, version: draft.version })} width={520} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={publish.busy} onClick={() => void publish.submit({ params: { code: draft.code, version: draft.version }, body })}>{t('sla.desk.publish')}</Button></>}>
      <div className="pd-part">
        <p>{t('sla.desk.publish-text')}</p>
        <FormField label={t('sla.desk.effective')} pointer="/effectiveFrom" problem={publish.problem}><MomentField value={from} onChange={setFrom} /></FormField>
        <FormField label={t('sla.desk.reason')} pointer="/reason" problem={publish.problem}><input className="field" value={reason} onChange={(event) => setReason(event.target.value)} /></FormField>
        {isRed && <FormField label={t('sla.desk.override')} hint={t('sla.desk.override-hint')} pointer="/overrideReason" problem={publish.problem}><textarea className="field" rows={2} value={override} onChange={(event) => setOverride(event.target.value)} /></FormField>}
        <ProblemNote problem={publish.problem} shown={['/effectiveFrom', '/reason', '/overrideReason']} />
      </div>
    </Dialog>
  )
}
