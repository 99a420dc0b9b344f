// A queue without rows: good news names the next deadline, a desk that never held a case says what fills it, and too narrow a view says what to drop.
import { useApi } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Empty } from '../../../../web/design/States.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { CaseQuery, CaseView } from '../../contract/list.ts'
import { FILTERS, FILTER_NAMES, type FilterName, type Filters } from './filters.ts'
import { dueToday } from './views.ts'

const LATER_VIEWS: ReadonlySet<CaseView> = new Set(['closed', 'all', 'open'])

export function EmptyView({ view }: { view: CaseView }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), open = useApi(casesApi.list, { query: { view: 'open', sort: 'due', limit: 50 } }), row = open.data ? dueToday(open.data.items, now).next : null
  if (LATER_VIEWS.has(view)) return <Empty kind="first" title={t('cases.desk.empty.first')} text={t('cases.desk.empty.text')} />
  const text = row?.nextDue ? t('cases.desk.empty.next', { time: format.moment(row.nextDue.dueAt, now), number: row.number }) : t('cases.desk.empty.nothing-due')
  return <Empty kind="good" title={t(`cases.desk.empty.view.${view}`)} text={open.isPending ? undefined : text} />
}

export interface NoMatchProps { view: CaseView; text: string; filters: Filters; onFilter: (name: FilterName, value: string) => void; onClear: () => void }

/** With one condition the whole of it; with more, the one whose absence helps most, and by how much. */
export function NoMatch({ view, text, filters, onFilter, onClear }: NoMatchProps) {
  const t = useT(), active = FILTER_NAMES.filter((name) => filters[name]), q = text.trim()
  const clear = (kind: 'primary' | 'plain') => <Button size="small" kind={kind} onClick={onClear}>{t('cases.desk.filter.clear')}</Button>
  if (active.length === 0) return <Empty kind="no-match" title={t('cases.desk.no-match')} text={t('cases.desk.no-match.text')} actions={clear('primary')} />
  return <Without view={view} q={q} filters={filters} active={active} onFilter={onFilter} clear={clear} />
}

const SHOWN = 100

function Without({ view, q, filters, active, onFilter, clear }: { view: CaseView; q: string; filters: Filters; active: readonly FilterName[]; onFilter: NoMatchProps['onFilter']; clear: (kind: 'primary' | 'plain') => React.ReactNode }) {
  const t = useT(), format = useFormat(), [one, two, three] = active
  const first = useWithout(view, q, filters, one), second = useWithout(view, q, filters, two), third = useWithout(view, q, filters, three)
  const best = [first, second, third].filter((found) => found !== null).toSorted((a, b) => b.count - a.count)[0]
  const title = t('cases.desk.no-match.count', { count: active.length + (q ? 1 : 0) })
  if (!best || best.count === 0) return <Empty kind="no-match" title={title} text={t('cases.desk.no-match.text')} actions={clear('primary')} />
  const word = t(`${FILTERS[best.name].words}.${filters[best.name]}`)
  return <Empty kind="no-match" title={title} text={t('cases.desk.no-match.without', { word, count: best.count >= SHOWN ? `${format.number(SHOWN)}+` : format.number(best.count) })} actions={<><Button size="small" kind="primary" onClick={() => onFilter(best.name, '')}>{t('cases.desk.no-match.drop', { word })}</Button>{clear('plain')}</>} />
}

function useWithout(view: CaseView, q: string, filters: Filters, name: FilterName | undefined): { name: FilterName; count: number } | null {
  const rest = Object.fromEntries(Object.entries(filters).filter(([key]) => key !== name))
  const list = useApi(casesApi.list, { query: { view, limit: SHOWN, ...(q ? { q } : {}), ...rest } as Partial<CaseQuery> }, { enabled: name !== undefined })
  return name && list.data ? { name, count: list.data.items.length } : null
}
