// Search in place and conditions as chips above the queue.
import { ArrowDownWideNarrow, Plus, Search, X } from 'lucide-react'
import { Menu } from '../../../../web/design/Menu.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { CaseSort } from '../../contract/list.ts'
import { SaveView } from './SavedViews.tsx'
import { FILTERS, FILTER_NAMES, type FilterName, type Filters } from './filters.ts'

const SORTS: readonly CaseSort[] = ['due', 'priority', 'newest', 'updated']

export interface FilterBarProps {
  search: string; sort: CaseSort; /** null: the view has an order of its own. */ onSort: ((sort: CaseSort) => void) | null
  text: string; onText: (text: string) => void; filters: Filters; onFilter: (name: FilterName, value: string) => void
}

export function FilterBar({ search, sort, onSort, filters, onFilter }: Omit<FilterBarProps, 'text' | 'onText'>) {
  const t = useT(), active = FILTER_NAMES.filter((name) => filters[name])
  const choices = FILTER_NAMES.filter((name) => !filters[name]).flatMap((name) => [{ id: name, heading: t(`cases.field.${name}`) }, ...FILTERS[name].values.map((value) => ({ id: `${name}:${value}`, label: t(`${FILTERS[name].words}.${value}`), onChoose: () => onFilter(name, value) }))])
  return (
    <div className="row wrap g6">
      {onSort && <Menu label={t('cases.desk.sort-by', { order: t(`cases.desk.sort.${sort}`) })} className="q-chip" items={SORTS.map((s) => ({ id: s, label: t(`cases.desk.sort.${s}`), checked: s === sort, onChoose: () => onSort(s) }))}><ArrowDownWideNarrow size={13} aria-hidden />{t('cases.desk.sort')} <b>{t(`cases.desk.sort.${sort}`)}</b></Menu>}
      {active.map((name) => <span key={name} className="q-chip on">{t(`cases.field.${name}`)} <b>{t(`${FILTERS[name].words}.${filters[name]}`)}</b><button type="button" aria-label={t('cases.desk.filter.drop', { name: t(`cases.field.${name}`) })} onClick={() => onFilter(name, '')}><X size={12} /></button></span>)}
      {choices.length > 0 && <Menu label={t('cases.desk.filter.add')} className="q-chip add" items={choices}><Plus size={12} aria-hidden />{t('cases.desk.filter.condition')}</Menu>}
      {(active.length > 0 || (onSort && sort !== 'due')) && <SaveView search={search} />}
    </div>
  )
}

/** Narrows the view in place; `/` comes here. */
export function FindField({ text, onText }: Pick<FilterBarProps, 'text' | 'onText'>) {
  const t = useT()
  return <label className="q-find"><Search size={14} aria-hidden /><input className="field" type="search" data-search value={text} placeholder={t('cases.desk.filter.short')} title={t('cases.desk.filter')} aria-label={t('cases.desk.filter')} onChange={(event) => onText(event.target.value)} /></label>
}
