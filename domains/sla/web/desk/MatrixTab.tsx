// One policy: its matrix with the draft on top of what is in force, and beside it everything that a publication needs.
import { PencilLine } from 'lucide-react'
import { useState } from 'react'
import { queryKey, useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { ProblemNote } from '../../../../web/design/Form.tsx'
import { Panel } from '../../../../web/design/Layout.tsx'
import { ClauseMark, Tone } from '../../../../web/design/Marks.tsx'
import { serverNow } from '../../../../web/design/server-clock.ts'
import { Loaded } from '../../../../web/design/States.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { useSearchValue } from '../../../../web/shell/address.ts'
import { useMay } from '../../../../web/shell/session.ts'
import { slaApi } from '../../contract/api.ts'
import { slaDeskApi } from '../../contract/desk-api.ts'
import type { PolicySummary, PolicyVersion } from '../../contract/policy.ts'
import { CountingFacts, VersionHistory } from './CountingFacts.tsx'
import { DraftSide } from './DraftSide.tsx'
import { PauseRules, WarningLadder } from './FixedRules.tsx'
import { MatrixTable } from './MatrixTable.tsx'
import { AddOverride } from './OverrideDialog.tsx'
import { PreviewPanel } from './PreviewPanel.tsx'
import { cellKey, draftOf, withEdits } from './matrix-view.ts'
import { STALE } from './stale.ts'

const DAY = 86_400_000

export function MatrixTab() {
  const policies = useApi(slaApi.policies)
  return <Loaded query={policies} rows={8}>{({ items }) => <Chosen policies={items} />}</Loaded>
}

function Chosen({ policies }: { policies: readonly PolicySummary[] }) {
  const t = useT(), [code, setCode] = useSearchValue('policy', policies.find((p) => p.code === 'POL-3.3')?.code ?? policies[0]?.code ?? ''), policy = policies.find((p) => p.code === code)
  const versions = useApi(slaApi.versions, { params: { code } }, { enabled: policy !== undefined })
  return (
    <>
      <div className="pd-head">
        <select className="field pd-choose" aria-label={t('sla.desk.policy')} value={code} onChange={(event) => setCode(event.target.value)}>{policies.map((p) => <option key={p.code} value={p.code}>{p.name}（{p.code}）</option>)}</select>
        {policy && <><span className="row wrap">{policy.clauses.map((c) => <ClauseMark key={c} clause={c} />)}</span><span className="sm dim">{t(`sla.desk.role.${policy.role}`)}{policy.rank !== null && ` · ${t('sla.desk.rank', { rank: policy.rank })}`}{policy.internal && ` · ${t('sla.desk.internal')}`}</span></>}
      </div>
      {policy ? <Loaded query={versions} rows={6}>{({ items }) => <Policy key={`${code}:${draftOf(items)?.version ?? 0}:${draftOf(items)?.edit ?? 0}`} policy={policy} versions={items} policies={policies} onMade={setCode} />}</Loaded> : null}
    </>
  )
}

function Policy({ policy, versions, policies, onMade }: { policy: PolicySummary; versions: readonly PolicyVersion[]; policies: readonly PolicySummary[]; onMade: (code: string) => void }) {
  const t = useT(), mayPublish = useMay('sla.policies.publish'), draft = draftOf(versions), before = policy.current?.limits ?? [], base = draft ?? policy.current
  const [edits, setEdits] = useState<ReadonlyMap<string, string>>(new Map()), limits = withEdits(base?.limits ?? [], edits)
  const kept = { invalidates: [...STALE, queryKey(slaApi.versions, { params: { code: policy.code } })], onDone: (v: PolicyVersion) => toast(t('sla.desk.draft-saved', { version: v.version })) }
  const start = useSubmit(slaApi.publish, kept), change = useSubmit(slaDeskApi.changeDraft, kept)
  const content = { effectiveFrom: draft?.effectiveFrom ?? new Date(serverNow() + DAY).toISOString(), limits: limits.map((l) => ({ ...l })), complete: true, ...(draft?.reason ? { reason: draft.reason } : {}) }
  const save = () => (draft ? change.submit({ params: { code: policy.code, version: draft.version }, body: content }) : start.submit({ params: { code: policy.code }, body: { ...content, draft: true, acknowledged: [] } }))
  if (!base) return <p className="dim">{t('sla.desk.nothing')}</p>
  return (
    <div className="pd-grid">
      <div className="pd-col">
        <Panel pad={false} title={<span className="row wrap">{draft ? <Tone kind="warn" icon={<PencilLine size={12} aria-hidden />}>{t(`sla.desk.state.${draft.state}`, { version: draft.version })}</Tone> : <Tone kind="good">{t('sla.desk.state.in-force', { version: base.version })}</Tone>}{edits.size > 0 && <span className="sm">{t('sla.desk.unsaved', { count: edits.size })}</span>}</span>}
          extra={<span className="row sm t2"><i className="mx-key mx-changed" aria-hidden />{t('sla.desk.key.changed')}<i className="mx-key mx-conflict" aria-hidden />{t('sla.desk.key.conflict')}</span>}>
          <MatrixTable limits={limits} before={before} lints={base.lint} onEdit={mayPublish ? (limit, target) => setEdits(new Map(edits).set(cellKey(limit), target)) : null} />
        </Panel>
        {mayPublish && edits.size > 0 && <div className="row wrap"><Button kind="primary" busy={start.busy || change.busy} onClick={() => void save()}>{t('sla.desk.save-draft')}</Button><Button onClick={() => setEdits(new Map())}>{t('sla.desk.drop-edits')}</Button></div>}
        <ProblemNote problem={draft ? change.problem : start.problem} />
        <div className="pd-two"><PauseRules /><WarningLadder /></div>
        {base.lint.length > 0 && !draft && <Panel title={t('sla.desk.rulings')} tag={<Tone kind="violet">{t('sla.desk.rulings-note')}</Tone>} pad={false}><ul className="pd-lints">{base.lint.map((l) => <li key={l.id}><span className="row wrap">{l.clause && <ClauseMark clause={l.clause} />}{l.decision && <Tone kind="violet">{l.decision}</Tone>}<span>{l.text}</span></span></li>)}</ul></Panel>}
      </div>
      <div className="pd-col">
        {(draft || edits.size > 0) && <PreviewPanel policy={policy.code} {...(edits.size > 0 ? { draft: content } : { version: draft!.version })} />}
        {draft && edits.size === 0 && <DraftSide policy={policy} draft={draft} mayPublish={mayPublish} />}
        <CountingFacts version={base} />
        <VersionHistory versions={versions} />
        {mayPublish && <AddOverride policies={policies} shown={policy.code} onMade={onMade} />}
      </div>
    </div>
  )
}
