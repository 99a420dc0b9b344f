// Users who did not answer within 24 hours: somebody calls and notes what came of it (§3.3-3, B-18).
import { PhoneCall } from 'lucide-react'
import { useState } from 'react'
import { queryKey, useApiPages, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { Page, PageHead, Panel } from '../../../../web/design/Layout.tsx'
import { Empty, ErrorState, Loading } from '../../../../web/design/States.tsx'
import { RelativeTime } from '../../../../web/design/Text.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { FollowUp } from '../../contract/transfer.ts'

export function FollowUpsPage() {
  const t = useT(), list = useApiPages(casesApi.followUps, { query: { limit: 50 } }), [open, setOpen] = useState<FollowUp | null>(null)
  useLive(['cases'], [queryKey(casesApi.followUps)])
  return (
    <Page><PageHead title={t('cases.follow-ups')} note={t('cases.follow-ups.note')} crumbs={[{ label: t('cases.page.desk'), to: '/cases' }]} />
      <Panel pad={false}>{list.isPending ? <Loading rows={6} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.items.length === 0 ? <Empty kind="good" title={t('cases.follow-ups.none')} text={t('cases.follow-ups.none.text')} /> : (
        <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('cases.follow-ups')}><table className="tbl"><thead><tr><th>{t('cases.follow-ups.case')}</th><th>{t('cases.follow-ups.since')}</th><th><span className="sr">{t('cases.follow-ups.finish')}</span></th></tr></thead>
          <tbody>{list.items.map((f) => <tr key={f.id}><td><AppLink to={`/cases/${f.caseId}`}><span className="num dim">{f.number}</span> {f.title}</AppLink></td><td><RelativeTime at={f.openedAt} /></td><td className="r">{f.doneAt ? f.note : <Button size="small" icon={<PhoneCall size={13} />} onClick={() => setOpen(f)}>{t('cases.follow-ups.finish')}</Button>}</td></tr>)}</tbody></table></div>
      )}{list.hasNextPage && <Button block kind="quiet" onClick={list.loadMore}>{t('web.more')}</Button>}</Panel>
      {open && <Finish followUp={open} onClose={() => setOpen(null)} />}</Page>
  )
}

function Finish({ followUp, onClose }: { followUp: FollowUp; onClose: () => void }) {
  const t = useT(), [note, setNote] = useState(''), finish = useSubmit(casesApi.finishFollowUp, { invalidates: [casesApi.followUps], onDone: () => { toast(t('cases.follow-ups.done')); onClose() } })
  const send = () => { void finish.submit({ params: { id: followUp.caseId, followUpId: followUp.id }, body: { note } }) }
  return (
    <Dialog open onClose={onClose} title={t('cases.follow-ups.title', { number: followUp.number })} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={finish.busy} onClick={send}>{t('cases.follow-ups.finish')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}><FormField label={t('cases.follow-ups.result')} required pointer="/note" problem={finish.problem}><textarea className="field" rows={4} value={note} onChange={(event) => setNote(event.target.value)} /></FormField><ProblemNote problem={finish.problem} shown={['/note']} /></form>
    </Dialog>
  )
}
