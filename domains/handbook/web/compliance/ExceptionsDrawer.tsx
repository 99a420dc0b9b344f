// The records behind an exception figure: which, how late, and whether somebody has said why.
import { Button } from '../../../../web/design/Button.tsx'
import { Drawer } from '../../../../web/design/Dialog.tsx'
import { ClauseMark, Tone } from '../../../../web/design/Marks.tsx'
import { Empty, ErrorState, Loading } from '../../../../web/design/States.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useApiPages } from '../../../../web/api/queries.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { handbookApi } from '../../contract/api.ts'
import type { ComplianceException, ComplianceRow } from '../../contract/compliance.ts'

export function ExceptionsDrawer({ row, onClose }: { row: ComplianceRow | null; onClose: () => void }) {
  const t = useT()
  return <Drawer open={row !== null} onClose={onClose} width={560} title={row && <span className="row wrap"><ClauseMark clause={row.clause} />{row.requirement}</span>}>{row && <Exceptions key={row.key} row={row} empty={t('handbook.board.no-exceptions')} />}</Drawer>
}

function Exceptions({ row, empty }: { row: ComplianceRow; empty: string }) {
  const t = useT(), list = useApiPages(handbookApi.exceptions, { params: { key: row.key }, query: {} })
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <Loading rows={5} />
  if (list.items.length === 0) return <Empty kind="good" title={empty} />
  return (
    <>
      <ul className="cb-exceptions">{list.items.map((item) => <One key={`${item.recordKind}:${item.recordId}`} item={item} />)}</ul>
      {list.hasNextPage && <Button block busy={list.isFetchingNextPage} onClick={list.loadMore}>{t('handbook.board.more')}</Button>}
    </>
  )
}

function One({ item }: { item: ComplianceException }) {
  const t = useT(), format = useFormat(), name = <><span className="mono nw">{item.number ?? item.recordId.slice(0, 8)}</span> {item.title ?? <span className="dim">{t('handbook.board.restricted')}</span>}</>
  return (
    <li>
      <div>{item.url ? <AppLink to={item.url}>{name}</AppLink> : name}</div>
      <div className="row wrap sm dim">{item.unit && <span>{item.unit}</span>}{item.dueAt && <span>{t('handbook.board.due')} <Moment at={item.dueAt} /></span>}{item.overdueBy && <span className="bad">{t('handbook.board.late', { time: format.duration(item.overdueBy) })}</span>}
        <Tone kind={item.explained ? 'plain' : 'warn'}>{t(item.explained ? 'handbook.board.is-explained' : 'handbook.board.not-explained')}</Tone></div>
      {item.explanation && <p className="sm">{item.explanation}</p>}
    </li>
  )
}
