// What other teams ask of the own department, the next due first (D23).
import { useState } from 'react'
import { queryKey, useApiPages, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { toast, toastProblem } from '../../../web/design/Feedback.tsx'
import { FormDialog } from '../../../web/design/FormDialog.tsx'
import { Page, PageHead, Panel } from '../../../web/design/Layout.tsx'
import { Tone } from '../../../web/design/Marks.tsx'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { Empty, ErrorState, Loading } from '../../../web/design/States.tsx'
import { TabBar } from '../../../web/design/TabBar.tsx'
import { useLive } from '../../../web/live/live.ts'
import { useSearchValue } from '../../../web/shell/address.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { caseworkApi } from '../contract/api.ts'
import type { SubTask } from '../contract/task.ts'
import './work.css'

export function SubTasksPage() {
  const t = useT(), [view, setView] = useSearchValue('view', 'open'), shown = view === 'ended' ? 'ended' : 'open', list = useApiPages(caseworkApi.subTasks, { query: { view: shown, limit: 50 } })
  useLive(['sub-tasks'], [queryKey(caseworkApi.subTasks)])
  return (
    <Page narrow><PageHead title={t('casework.sub-tasks')} note={t('casework.sub-tasks.note')} />
      <TabBar label={t('casework.sub-tasks')} current={shown} onChange={setView} panelId="sub-tasks" tabs={[{ id: 'open', label: t('casework.sub-tasks.open') }, { id: 'ended', label: t('casework.sub-tasks.ended') }]} />
      <div id="sub-tasks" role="tabpanel" aria-label={t(`casework.sub-tasks.${shown}`)} className="col" style={{ gap: 12 }}>
        {list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.isPending ? <Loading rows={6} /> : list.items.length === 0 ? <Empty kind="good" title={t('casework.sub-tasks.none')} text={t('casework.sub-tasks.none.text')} /> : list.items.map((task) => <Task key={task.id} task={task} />)}
        {list.hasNextPage && <Button onClick={list.loadMore}>{t('casework.more')}</Button>}
      </div>
    </Page>
  )
}

function Task({ task: s }: { task: SubTask }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), [answering, setAnswering] = useState(false), open = s.state === 'open' || s.state === 'doing'
  const take = useSubmit(caseworkApi.takeSubTask, { invalidates: [caseworkApi.subTasks], onProblem: toastProblem }), answer = useSubmit(caseworkApi.answerSubTask, { invalidates: [caseworkApi.subTasks], onDone: () => { toast(t('casework.saved')); setAnswering(false) } })
  return (
    <Panel title={s.title} tag={<><Tone kind={s.state === 'done' ? 'good' : open && s.overdue ? 'warn' : 'info'}>{t(`casework.sub-task.${open && s.overdue ? 'overdue' : s.state}`)}</Tone>{s.blocking && open && <Tone kind="warn">{t('casework.blocking')}</Tone>}</>} extra={<span className="sm t2 nw">{format.by(s.dueAt, now)}</span>}>
      <p className="sm t2">{[s.caseNumber, s.caseTitle, s.unit.name, t('casework.asked-by', { name: s.askedBy.name })].filter(Boolean).join(' · ')}</p><p className="pre-line">{s.text}</p>
      {s.answer && <p className="cw-answer">{s.answer} <span className="sm t2">{s.answeredBy?.name}</span></p>}
      {s.mayAnswer && <div className="row">{s.state === 'open' && <Button busy={take.busy} onClick={() => { void take.submit({ params: { id: s.id } }) }}>{t('casework.do.take')}</Button>}<Button kind="primary" onClick={() => setAnswering(true)}>{t('casework.do.answer')}</Button>{s.takenBy && <span className="sm t2">{s.takenBy.name}</span>}</div>}
      {answering && <FormDialog title={s.title} verb={t('casework.do.answer')} fields={[{ name: 'answer', label: t('casework.f.answer'), kind: 'text', required: true }]} busy={answer.busy} problem={answer.problem} onClose={() => setAnswering(false)} onSend={(body) => { void answer.submit({ params: { id: s.id }, body: body as { answer: string } }) }} />}
    </Panel>
  )
}
