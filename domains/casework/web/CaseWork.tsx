// On the case page, below its checks: diagnosis as a list of what was found and excluded, plans, changes, remote help, questions to others (screen 02).
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { queryKey, useApi } from '../../../web/api/queries.ts'
import { SidePart } from '../../../web/design/Layout.tsx'
import { ClauseMark } from '../../../web/design/Marks.tsx'
import { Menu, type MenuItem } from '../../../web/design/Menu.tsx'
import { useLive } from '../../../web/live/live.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import type { Case } from '../../cases/contract/case.ts'
import { caseworkApi, type CaseWork as Shown } from '../contract/api.ts'
import { ChangeLine } from './ChangeLine.tsx'
import { DiagnosisPart } from './DiagnosisPart.tsx'
import { PlanPart } from './PlanPart.tsx'
import { SessionLine } from './SessionLine.tsx'
import { SubTaskLine, VendorLine } from './TaskLines.tsx'
import { WorkDialog, type WorkAct } from './WorkDialogs.tsx'
import './work.css'

const KINDS = ['diagnosis', 'plan', 'change', 'session', 'sub-task', 'vendor'] as const

export function CaseWork({ value }: { value: Case }) {
  const t = useT(), params = { id: value.id }, query = useApi(caseworkApi.work, { params }, { staleTime: 30_000 }), [act, setAct] = useState<WorkAct | null>(null), work = query.data
  useLive([`case:${value.id}`], [queryKey(caseworkApi.work, { params })])
  if (!work) return null
  const items: MenuItem[] = KINDS.map((kind) => ({ id: kind, label: t(`casework.add.${kind}`), onChoose: () => setAct({ kind }) })), empty = countOf(work) === 0
  if (empty && !work.mayWrite) return null
  return (
    <SidePart title={t('casework.title')} extra={<>{work.mayWrite && <Menu label={t('casework.add')} className="ib" items={items}><Plus size={14} /></Menu>}<ClauseMark clause="§3.2" /></>}>
      {empty && <p className="sm t2">{t('casework.none')}</p>}
      <div className="cw">
        {work.diagnoses.map((d) => <DiagnosisPart key={d.id} diagnosis={d} caseId={value.id} onAct={work.mayWrite ? setAct : null} />)}
        {work.plans.map((p) => <PlanPart key={p.id} plan={p} work={work} value={value} onAct={setAct} />)}
        {work.changes.map((c) => <ChangeLine key={c.id} change={c} work={work} onAct={setAct} />)}
        {work.sessions.map((s) => <SessionLine key={s.id} session={s} caseId={value.id} onAct={work.mayWrite ? setAct : null} />)}
        {work.subTasks.map((s) => <SubTaskLine key={s.id} task={s} onAct={work.mayWrite ? setAct : null} />)}
        {work.vendorTasks.map((v) => <VendorLine key={v.id} task={v} caseId={value.id} mayWrite={work.mayWrite} />)}
      </div>
      {act && <WorkDialog act={act} value={value} onClose={() => setAct(null)} />}
    </SidePart>
  )
}

const countOf = (w: Shown): number => w.diagnoses.length + w.plans.length + w.changes.length + w.sessions.length + w.subTasks.length + w.vendorTasks.length
