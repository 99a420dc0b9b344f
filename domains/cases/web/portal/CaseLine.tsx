// One case in a list of the portal: title, what it needs, seven segments, who is at it and the next promise.
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { SlaChip } from '../../../../web/design/SlaMarks.tsx'
import { StepBar } from '../../../../web/design/Stepper.tsx'
import { Tone } from '../../../../web/design/Marks.tsx'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { CaseSummary } from '../../contract/case.ts'
import { nextClock, nextClockName, stepOf } from '../case-words.ts'
import { actorOf, needOf } from './portal-words.ts'

export function CaseLine({ row }: { row: CaseSummary }) {
  const t = useT(), need = needOf(row.state), clock = row.nextDue?.kind === 'user-feedback' || row.nextDue?.kind === 'kb-archive' ? null : nextClock(row)
  return (
    <AppLink className="tk" to={need === 'confirm' ? `/cases/${row.id}/confirm` : `/cases/${row.id}`}>
      <span className="row"><b className="ell">{row.title || row.number}</b><span className="sp" />
        {need === 'confirm' && <Tone kind="info" icon={<CircleCheck size={12} />}>{t('cases.portal.need.confirm')}</Tone>}
        {need === 'reply' && <Tone kind="warn" icon={<TriangleAlert size={12} />}>{t('cases.portal.need.reply')}</Tone>}</span>
      <StepBar current={stepOf(row.state)} />
      <span className="st"><span className="ell">{actorOf(row)} {t(`cases.portal.doing.${row.state}`)}</span><span className="sp" />{clock && <SlaChip bare clock={clock} {...(row.nextDue ? { label: t(nextClockName(row)) } : {})} />}</span>
    </AppLink>
  )
}
