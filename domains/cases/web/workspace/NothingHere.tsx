// A queue without rows: good news names the next deadline, a desk that never held a case says what fills it, and too narrow a view says what to drop.
import { useApi } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Empty } from '../../../../web/design/States.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { useFormat, useLang, useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import { parseFilter, type FilterTerm } from '../../contract/filter-language.ts'
import type { CaseQuery, CaseView } from '../../contract/list.ts'
import { withoutTerm, wordsOf } from './filters.ts'
import { dueToday } from './views.ts'

const LATER_VIEWS: ReadonlySet<CaseView> = new Set(['closed', 'all', 'open'])

export function EmptyView({ view }: { view: CaseView }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), open = useApi(casesApi.list, { query: { view: 'open', sort: 'due', limit: 50 } }), row = open.data ? dueToday(open.data.items, now).next : null
  if (LATER_VIEWS.has(view)) return <Empty kind="first" title={t('cases.desk.empty.first')} text={t('cases.desk.empty.text')} />
  const text = row?.nextDue ? t('cases.desk.empty.next', { time: format.moment(row.nextDue.dueAt, now), number: row.number }) : t('cases.desk.empty.nothing-due')
  return <Empty kind="good" title={t(`cases.desk.empty.view.${view}`)} text={open.isPending ? undefined : text} />
}

export interface NoMatchProps { view: CaseView; text: string; onText: (text: string) => void }

/** With one condition the whole of it; with more, the one whose absence helps most, and by how much. */
export function NoMatch({ view, text, onText }: NoMatchProps) {
  const t = useT(), { terms } = parseFilter(text), clear = (kind: 'primary' | 'plain') => <Button size="small" kind={kind} onClick={() => onText('')}>{t('cases.desk.filter.clear')}</Button>
  if (terms.every((term) => term.field === 'text')) return <Empty kind="no-match" title={t('cases.desk.no-match')} text={t('cases.desk.no-match.text')} actions={clear('primary')} />
  return <Without view={view} terms={terms} onText={onText} clear={clear} />
}

const SHOWN = 100

function Without({ view, terms, onText, clear }: { view: CaseView; terms: readonly FilterTerm[]; onText: (text: string) => void; clear: (kind: 'primary' | 'plain') => React.ReactNode }) {
  const t = useT(), lang = useLang(), format = useFormat(), [one, two, three] = terms
  const first = useWithout(view, terms, one), second = useWithout(view, terms, two), third = useWithout(view, terms, three)
  const best = [first, second, third].filter((found) => found !== null).toSorted((a, b) => b.count - a.count)[0], title = t('cases.desk.no-match.count', { count: terms.length })
  if (!best || best.count === 0) return <Empty kind="no-match" title={title} text={t('cases.desk.no-match.text')} actions={clear('primary')} />
  const word = wordsOf(best.term, lang)
  return <Empty kind="no-match" title={title} text={t('cases.desk.no-match.without', { word, count: best.count >= SHOWN ? `${format.number(SHOWN)}+` : format.number(best.count) })} actions={<><Button size="small" kind="primary" onClick={() => onText(withoutTerm(terms, best.term, lang))}>{t('cases.desk.no-match.drop', { word })}</Button>{clear('plain')}</>} />
}

function useWithout(view: CaseView, terms: readonly FilterTerm[], term: FilterTerm | undefined): { term: FilterTerm; count: number } | null {
  const rest = term ? withoutTerm(terms, term, 'en') : ''
  const list = useApi(casesApi.list, { query: { view, limit: SHOWN, ...(rest ? { filter: rest } : {}) } as Partial<CaseQuery> }, { enabled: term !== undefined })
  return term && list.data ? { term, count: list.data.items.length } : null
}
