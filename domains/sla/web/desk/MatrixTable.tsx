// The matrix of a policy (screen 08a): a promise per cell, with its clause, what the handbook prints, and what a draft would change.
import { Scale } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { ClauseMark, Prio } from '../../../../web/design/Marks.tsx'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import type { MessageKey, Translate } from '../../../../web/i18n/translate.ts'
import type { Lint } from '../../contract/policy.ts'
import { cellKey, compareCell, joinTarget, lintsOf, matrixOf, splitTarget, type CellUnit, type MatrixLimit } from './matrix-view.ts'
import { conditionWords } from './condition-words.ts'

const LETTERS = new Set(['A', 'B', 'C', 'URGENT', 'GENERAL', 'COMPLEX'])
const UNITS: readonly CellUnit[] = ['min', 'h', 'd']

export interface MatrixTableProps { limits: readonly MatrixLimit[]; /** What is in force, to compare with. */ before: readonly MatrixLimit[]; lints: readonly Lint[]; onEdit: ((limit: MatrixLimit, target: string) => void) | null }

export function MatrixTable({ limits, before, lints, onEdit }: MatrixTableProps) {
  const t = useT(), { kinds, rows } = matrixOf(limits), [editing, setEditing] = useState<string | null>(null)
  return (
    <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('sla.desk.matrix')}>
      <table className="mx">
        <thead><tr><th scope="col">{t('sla.desk.level')}</th>{kinds.map((kind) => <th key={kind} scope="col">{t(`sla.kind.${kind}`)}</th>)}</tr></thead>
        <tbody>{rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <div className="row">{row.level && LETTERS.has(row.level) && <Prio level={row.level as 'A'} />}<span className="b">{row.level ? t(`sla.level.${row.level}` as MessageKey) : t('sla.desk.any-level')}</span></div>
              {row.when.length > 0 && <div className="sm dim mx-when">{row.when.map((c) => conditionWords(c, t)).join(t('sla.desk.and'))}</div>}
            </th>
            {kinds.map((kind) => {
              const limit = row.cells[kind]
              if (!limit) return <td key={kind} className="mx-none"><span className="sr">{t('sla.desk.no-limit')}</span></td>
              return <td key={kind}>{editing === cellKey(limit) && onEdit
                ? <CellEditor limit={limit} onDone={(target) => { if (target) onEdit(limit, target); setEditing(null) }} />
                : <Cell limit={limit} change={compareCell(limit, before)} lints={lintsOf(lints, limit)} onOpen={onEdit ? () => setEditing(cellKey(limit)) : null} />}</td>
            })}
          </tr>
        ))}</tbody>
      </table>
    </div>
  )
}

function Cell({ limit, change, lints, onOpen }: { limit: MatrixLimit; change: ReturnType<typeof compareCell>; lints: readonly Lint[]; onOpen: (() => void) | null }) {
  const t = useT(), format = useFormat(), split = splitTarget(limit.target), conflict = lints.find((l) => l.decision !== null), look = change !== 'same' ? ' mx-changed' : conflict ? ' mx-conflict' : ''
  const note = conflict ? conflict.decision : limit.printed ? t('sla.desk.printed', { time: format.duration(limit.printed.to) }) : limit.note && noteMark(limit.note, t)
  const body = (
    <>
      <span className="mx-v">{split ? <>{format.number(split.count)} <small>{t(`sla.desk.unit.${split.unit}`)}</small></> : <small>{t('sla.desk.not-enforced')}</small>}{conflict && <Scale size={13} aria-label={t('sla.desk.conflict')} role="img" />}</span>
      <span className="mx-s"><ClauseMark clause={limit.clause} plain />{limit.days && <span>{t(`sla.desk.days.${limit.days.of}`, { count: limit.days.count })}</span>}{note && <span className="ell" {...(limit.note ? { title: noteWords(limit.note, t) } : {})}>{note}</span>}</span>
    </>
  )
  const title = lints.map((l) => l.text).join('\n')
  return onOpen ? <button type="button" className={`mx-cell${look}`} title={title} onClick={onOpen}>{body}</button> : <div className={`mx-cell${look}`} title={title}>{body}</div>
}

/** Enter keeps, Escape leaves; leaving the cell keeps too. */
function CellEditor({ limit, onDone }: { limit: MatrixLimit; onDone: (target: string | null) => void }) {
  const t = useT(), first = splitTarget(limit.target) ?? { count: 1, unit: 'h' as const }, [count, setCount] = useState(String(first.count)), [unit, setUnit] = useState<CellUnit>(first.unit)
  const target = joinTarget(Number(count), unit), label = `${limit.level ? t(`sla.level.${limit.level}` as MessageKey) : t('sla.desk.any-level')} ${t(`sla.kind.${limit.kind}`)}`
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && target) { event.preventDefault(); onDone(target) }
    if (event.key === 'Escape') { event.stopPropagation(); onDone(null) }
  }
  return (
    <div className="mx-cell mx-edit" onKeyDown={onKeyDown} onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) onDone(target) }}>
      <span className="row"><input className="field" autoFocus inputMode="numeric" aria-label={t('sla.desk.edit-count', { label })} aria-invalid={target === null} value={count} onChange={(event) => setCount(event.target.value)} onFocus={(event) => event.target.select()} />
        <select className="field" aria-label={t('sla.desk.edit-unit', { label })} value={unit} onChange={(event) => setUnit(event.target.value as CellUnit)}>{UNITS.map((u) => <option key={u} value={u}>{t(`sla.desk.unit.${u}`)}</option>)}</select></span>
      <span className="mx-s"><ClauseMark clause={limit.clause} plain />{target === null && <span className="bad">{t('sla.desk.edit-wrong')}</span>}</span>
    </div>
  )
}

/** A note is kept as a key below `sla.note.`, or as text that somebody typed. */
const noteWords = (note: string, t: Translate): string => { const key = `sla.note.${note}`, text = t(key as MessageKey); return text === key ? note : text }
/** Entries of the list of contradictions by their number, others in words. */
const noteMark = (note: string, t: Translate): string => /^b-\d+/.exec(note)?.[0].toUpperCase() ?? noteWords(note, t)
