// The contents as a tree: chapters, sections, and the numbered clauses of the section that is open.
import { Circle, CircleCheck, CircleDashed, FileQuestion } from 'lucide-react'
import type { ReactNode } from 'react'
import type { useApi } from '../../../web/api/queries.ts'
import { Empty, Loaded } from '../../../web/design/States.tsx'
import { useLang, useT } from '../../../web/i18n/i18n.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import type { ClauseLine, ClauseStatus } from '../contract/clause.ts'
import { titleIn } from './words.ts'

const GLYPH: Record<ClauseStatus, ReactNode> = {
  implemented: <CircleCheck size={14} className="hb-good" aria-hidden />, 'in-part': <CircleDashed size={14} className="hb-part" aria-hidden />,
  'not-started': <Circle size={14} className="dim" aria-hidden />, 'text-missing': <FileQuestion size={14} className="hb-part" aria-hidden />,
}

interface ClauseTreeProps { list: ReturnType<typeof useApi<undefined, { q?: string | undefined }, { items: ClauseLine[]; nextCursor: null }>>; current: string; /** Shows everything that was found, without folding. */ searching: boolean }

export function ClauseTree({ list, current, searching }: ClauseTreeProps) {
  const t = useT(), open = current.split('-')[0]!
  return (
    <nav className="hb-tree" aria-label={t('handbook.tree')}>
      <Loaded query={list}>{({ items }) => items.length === 0
        ? <Empty kind="no-match" title={t('handbook.none')} text={t('handbook.none.text')} />
        : <ul>{items.filter((c) => searching || c.kind !== 'clause' || c.parent === open).map((c) => <Row key={c.number} line={c} current={c.number === current} />)}</ul>}</Loaded>
    </nav>
  )
}

function Row({ line, current }: { line: ClauseLine; current: boolean }) {
  const t = useT(), lang = useLang()
  return (
    <li><AppLink className={`hb-row hb-${line.kind}`} to={`/handbook/${line.number}`} aria-current={current ? 'page' : undefined}>
      <span className="num hb-no">{line.number}</span><span className="hb-title">{titleIn(lang, line)}</span>
      {line.status && line.kind !== 'chapter' && <span className="hb-state" title={t(`handbook.status.${line.status}`)}>{GLYPH[line.status]}<span className="sr">{t(`handbook.status.${line.status}`)}</span></span>}
    </AppLink></li>
  )
}
