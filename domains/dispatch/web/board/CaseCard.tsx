// One case on the board: mark, title, the clock that runs out first, whose it is. Dragged onto a person, or chosen and given by a key.
import { memo } from 'react'
import { Avatar, Tier } from '../../../../web/design/Marks.tsx'
import { SlaChip } from '../../../../web/design/SlaMarks.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { CaseSummary } from '../../../cases/contract/case.ts'
import { nextClock, nextClockName, shortNumber } from '../../../cases/web/case-words.ts'
import { RowMark } from '../../../cases/web/workspace/QueueRow.tsx'

interface CaseCardProps { value: CaseSummary; current: boolean; draggable: boolean; onFocus: () => void; onOpen: () => void; onDrag: (on: boolean) => void }

export const CaseCard = memo(function CaseCard({ value, current, draggable, onFocus, onOpen, onDrag }: CaseCardProps) {
  const t = useT(), clock = nextClock(value), title = value.restricted ? t('cases.restricted.title') : value.title
  return (
    <div role="option" aria-selected={current} tabIndex={current ? 0 : -1} data-case={value.id} className={`dp-card${current ? ' cur' : ''}`} draggable={draggable} onFocus={onFocus} onClick={onFocus} onDoubleClick={onOpen}
      onDragStart={(event) => { event.dataTransfer.setData('text/plain', value.number); event.dataTransfer.effectAllowed = 'move'; onDrag(true) }} onDragEnd={() => onDrag(false)}>
      <span className="dp-l1"><RowMark row={value} /><span className={`ell${value.restricted ? ' t2' : ''}`} title={title}>{title}</span></span>
      <span className="dp-l2">
        {!value.restricted && <><span className="ell">{value.customer?.name ?? value.requester.name}</span>{value.customer?.tier === 'vip' && <Tier tier="vip" />}<span aria-hidden>·</span></>}<span className="num nw">{shortNumber(value.number)}</span>
      </span>
      <span className="dp-l3">{clock ? <SlaChip clock={clock} label={t(nextClockName(value))} /> : <span className="sm dim">{t(`cases.state.${value.state}`)}</span>}<span className="sp" />
        {value.handler ? <span className="row g4 sm t2 nw"><Avatar name={value.handler.name} size={16} />{value.handler.name}</span> : value.state === 'new' && <span className="sm warn nw">{t('dispatch.unclassified')}</span>}</span>
    </div>
  )
})
