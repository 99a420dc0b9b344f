// Every measurable clause with what really happens (screen 04b): nothing is counted that no part of the product measures.
import { Search } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { queryKey, useApi } from '../../../../web/api/queries.ts'
import { ButtonLink } from '../../../../web/design/Button.tsx'
import { Page, PageHead } from '../../../../web/design/Layout.tsx'
import { Empty, Loaded } from '../../../../web/design/States.tsx'
import { TabBar } from '../../../../web/design/TabBar.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { useLive } from '../../../../web/live/live.ts'
import { useSearchValue } from '../../../../web/shell/address.ts'
import { useMay } from '../../../../web/shell/session.ts'
import { handbookApi } from '../../contract/api.ts'
import type { ComplianceBoard, ComplianceRow } from '../../contract/compliance.ts'
import { AuditPackButton } from './AuditPackButton.tsx'
import { BoardSummary } from './BoardSummary.tsx'
import { BoardTable } from './BoardTable.tsx'
import { ExceptionsDrawer } from './ExceptionsDrawer.tsx'
import { FILTERS, narrow, type Filter } from './board-view.ts'
import './compliance.css'

export function CompliancePage() {
  const t = useT(), board = useApi(handbookApi.compliance, { query: {} }, { keep: true })
  useLive(['handbook'], [queryKey(handbookApi.compliance)])
  return <Page><Loaded query={board} rows={8}>{(data) => <Board board={data} />}</Loaded>{!board.data && <PageHead title={t('handbook.board.title')} hidden />}</Page>
}

function Board({ board }: { board: ComplianceBoard }) {
  const t = useT(), mayAudit = useMay('audit.read'), [show, setShow] = useSearchValue('show', 'all'), [text, setText] = useState(''), words = useDeferredValue(text), [opened, setOpened] = useState<ComplianceRow | null>(null)
  const filter: Filter = FILTERS.find((f) => f === show) ?? 'all', counts: Record<Filter, number> = { all: board.counts.all, missed: board.counts.missed, close: board.counts.close, conflicts: board.counts.conflicts }
  const chapters = narrow(board, filter, words)
  return (
    <>
      <PageHead title={t('handbook.board.title')} note={t('handbook.board.note', { count: board.counts.all })} actions={<><ButtonLink to="/handbook" size="small">{t('handbook.page')}</ButtonLink>{mayAudit && <AuditPackButton today={board.at.slice(0, 7)} />}</>} />
      <BoardSummary board={board} onConflicts={() => setShow('conflicts')} />
      <div className="cb-tools"><TabBar label={t('handbook.board.filter')} tabs={FILTERS.map((id) => ({ id, label: t(`handbook.board.show.${id}`), count: counts[id] }))} current={filter} onChange={setShow} panelId="cb-rows" /><span className="sp" />
        <label className="cb-find"><Search size={14} aria-hidden /><input className="field" type="search" data-search aria-label={t('handbook.board.find')} placeholder={t('handbook.board.find')} value={text} onChange={(event) => setText(event.target.value)} /></label></div>
      <div id="cb-rows" role="tabpanel" aria-label={t(`handbook.board.show.${filter}`)}>
        {chapters.length > 0 ? <BoardTable chapters={chapters} onExceptions={setOpened} /> : <Empty kind="no-match" title={t('handbook.board.none')} text={t('handbook.board.none-text')} />}
      </div>
      <ExceptionsDrawer row={opened} onClose={() => setOpened(null)} />
    </>
  )
}
