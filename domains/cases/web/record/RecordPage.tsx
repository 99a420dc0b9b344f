// The record of a solved case: five parts, read and completed here, archived within 72 hours of the solution (§3.4).
import { useState } from 'react'
import { call } from '../../../../web/api/call.ts'
import { queryKey, useApi, useSubmit } from '../../../../web/api/queries.ts'
import { useGuardedEdit } from '../../../../web/api/use-guarded-edit.ts'
import { ClashNote } from '../../../../web/design/ClashNote.tsx'
import { Button, ButtonLink } from '../../../../web/design/Button.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { Notice, ProblemNote } from '../../../../web/design/Form.tsx'
import { Page, PageHead } from '../../../../web/design/Layout.tsx'
import { ClauseMark, Tone } from '../../../../web/design/Marks.tsx'
import { Empty, ErrorState, Loading } from '../../../../web/design/States.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { useAddressParams, useGo } from '../../../../web/shell/address.ts'
import { useShortcut } from '../../../../web/shell/shortcuts.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { CaseRecord, RecordParts } from '../../../knowledge/contract/case-record.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case } from '../../contract/case.ts'
import { MoveDialog } from '../page/MoveDialog.tsx'
import { mayDo, movesOf, useRefreshCase } from '../page/use-case-acts.ts'
import { RecordForm } from './RecordForm.tsx'
import './record.css'

export function RecordPage() {
  const t = useT(), { id = '' } = useAddressParams(), found = useApi(casesApi.get, { params: { id } }), record = useApi(casesApi.record, { params: { id } }, { staleTime: 0 }), [saves, setSaves] = useState(0)
  useLive([`case:${id}`], [queryKey(casesApi.get, { params: { id } })])
  const crumbs = [{ label: t('cases.page.desk'), to: '/cases' }, { label: found.data?.number ?? '…', to: `/cases/${id}` }]
  if (record.error?.status === 404 && found.data) return <Page narrow><PageHead title={t('cases.record.title')} crumbs={crumbs} /><Empty kind="first" title={t('cases.record.none')} text={t('cases.record.none.text')} actions={<ButtonLink size="small" kind="primary" to={`/cases/${id}`}>{t('cases.record.back')}</ButtonLink>} /></Page>
  if (record.error ?? found.error) return <Page narrow><PageHead title={t('cases.record.title')} /><ErrorState error={record.error ?? found.error} onRetry={() => { void record.refetch(); void found.refetch() }} /></Page>
  if (!record.data || !found.data || !record.isFetchedAfterMount) return <Page narrow><PageHead title={t('cases.record.title')} hidden /><Loading rows={10} /></Page>
  // Made once, then the base of the work here: what others save meanwhile is compared when it is saved, not put under the hands.
  return <Page narrow><RecordBody key={saves} onSaved={() => setSaves(saves + 1)} value={found.data} record={record.data} crumbs={crumbs} /></Page>
}

/** `description.symptom` and so on: the unit in which two people's work is compared. */
const flat = (parts: RecordParts): Record<string, unknown> => Object.fromEntries(Object.entries(parts).flatMap(([part, fields]) => Object.entries(fields as object).map(([field, said]) => [`${part}.${field}`, said])))

function nested(form: Record<string, unknown>): RecordParts {
  const parts: Record<string, Record<string, unknown>> = {}
  for (const [name, said] of Object.entries(form)) { const [part = '', field = ''] = name.split('.'); (parts[part] ??= {})[field] = said }
  return parts as unknown as RecordParts
}

function RecordBody({ value, record, crumbs, onSaved }: { value: Case; record: CaseRecord; crumbs: readonly { label: string; to?: string }[]; onSaved: () => void }) {
  const t = useT(), go = useGo(), refresh = useRefreshCase(value.id), [parts, setParts] = useState<RecordParts>(record.parts), [reviewing, setReviewing] = useState(false)
  const fixed = record.state === 'archived', editable = !fixed && mayDo(value, 'edit'), [first] = useState(record.parts), changed = JSON.stringify(parts) !== JSON.stringify(first)
  const moves = movesOf(value), archivable = moves.some((m) => m.to === 'archived'), reviewFirst = value.reviewRequired && !value.review && moves.some((m) => m.to === 'reviewed' && m.ok)
  const params = { id: value.id }, save = useGuardedEdit<CaseRecord, Record<string, unknown>>(record, {
    formOf: (one) => flat(one.parts), read: () => call(casesApi.record, { params }), save: (form, from) => call(casesApi.editRecord, { params, ifMatch: from.version, body: nested(form) }),
    onDone: async () => { await refresh(); toast(t('cases.act.saved')); onSaved() },
  })
  const archive = useSubmit(casesApi.transition, { onDone: async () => { await refresh(); toast(t('cases.record.archived')); go(`/cases/${value.id}`) } })
  const store = () => save.send(flat(parts))
  const put = async () => { if (!changed || await store()) void archive.submit({ params: { id: value.id }, body: { to: 'archived' } }) }
  useShortcut('mod+enter', () => { if (changed && editable) void store() })
  return (
    <>
      <PageHead title={t('cases.record.of', { number: record.number })} crumbs={crumbs} note={record.title} actions={<Tone kind={record.state === 'draft' ? 'warn' : 'good'}>{t(`cases.record.state.${record.state}`)}</Tone>} />
      {fixed ? <Notice kind="good">{t('cases.record.fixed', { edition: record.edition })}</Notice> : record.missing.length > 0 ? <Notice kind="warn"><span>{t('cases.record.lacks', { items: record.missing.map((m) => t(`cases.record.item.${m}`)).join(t('cases.list-separator')) })} <ClauseMark clause="§3.4-3" /></span></Notice> : <Notice kind="good">{t('cases.record.full')}</Notice>}
      <ClashNote clash={save.clash} label={(name) => t(`cases.record.item.${name}`)} />
      <RecordForm parts={parts} missing={record.missing} editable={editable} problem={save.problem} onChange={setParts} />
      <ProblemNote problem={save.problem} /><ProblemNote problem={archive.problem} />
      {!fixed && <div className="row rec-acts"><ButtonLink to={`/cases/${value.id}`}>{t('cases.record.back')}</ButtonLink><span className="sp" />
        {editable && <Button busy={save.busy} disabled={!changed} onClick={() => { void store() }}>{t('cases.act.save')}</Button>}
        {reviewFirst ? <Button kind="primary" onClick={() => setReviewing(true)}>{t('cases.move.reviewed')}</Button> : archivable ? <Button kind="primary" busy={archive.busy} onClick={() => { void put() }}>{t('cases.move.archived')}</Button> : <span className="sm t2">{t('cases.record.not-yet')}</span>}</div>}
      {reviewing && <MoveDialog value={value} to="reviewed" onClose={() => setReviewing(false)} />}
    </>
  )
}
