// The head of the board: how many clauses are kept, how many exceptions there are, and where the handbook contradicts itself.
import { Scale } from 'lucide-react'
import { ClauseMark } from '../../../../web/design/Marks.tsx'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import type { ComplianceBoard } from '../../contract/compliance.ts'
import { marksOf } from './board-view.ts'

export function BoardSummary({ board, onConflicts }: { board: ComplianceBoard; onConflicts: () => void }) {
  const t = useT(), format = useFormat(), { counts, exceptions, conflicts } = board, first = conflicts[0], judged = counts.met + counts.close + counts.missed
  return (
    <div className="cb-sum">
      <div>
        <div className="sm t2">{t('handbook.board.met')}</div>
        <div className="row wrap"><b className="cb-big num">{format.number(counts.met + counts.close)} / {format.number(judged)}</b><span className="cb-dots" aria-hidden>{marksOf(board).map((state, i) => <i key={i} className={`cb-${state}`} />)}</span></div>
        <div className="sm dim">{t('handbook.board.rest', { small: counts.smallSample, due: counts.notDue, none: counts.notMeasured })}</div>
      </div>
      <div>
        <div className="sm t2">{t('handbook.board.exceptions')}</div>
        <div className="row wrap"><b className="cb-big num">{format.number(exceptions.count)}</b><span className="sm dim">{t('handbook.board.explained', { count: exceptions.explained })}</span></div>
      </div>
      <div className="cb-wide">
        <div className="sm t2 row"><Scale size={13} aria-hidden />{t('handbook.board.conflicts', { count: conflicts.length })}</div>
        {first && <div className="sm row wrap cb-conflict">{first.clauses.map((c) => <ClauseMark key={c} clause={c} />)}<span>{first.text}</span><span className="dim">→</span><b>{first.taken}</b><button type="button" className="cb-link" onClick={onConflicts}>{t('handbook.board.see-all')}</button></div>}
      </div>
    </div>
  )
}
