// The filter in words above the queue: written by hand or by the builder, shown as chips, with the place of a mistake.
import { ArrowDownWideNarrow, Download, Plus, Search, X } from 'lucide-react'
import { Menu } from '../../../../web/design/Menu.tsx'
import { useMay } from '../../../../web/shell/session.ts'
import { useLang, useT } from '../../../../web/i18n/i18n.ts'
import { parseFilter, printValue } from '../../contract/filter-language.ts'
import { FIELDS } from '../../contract/filter-words.ts'
import type { CaseSort, CaseView } from '../../contract/list.ts'
import { KeepViewButton } from './SavedViews.tsx'
import { OFFERED, offeredValues, withoutTerm, withValue, wordsOf } from './filters.ts'

const SORTS: readonly CaseSort[] = ['due', 'priority', 'newest', 'updated']

export interface FilterBarProps {
  view: CaseView; sort: CaseSort; /** null: the view has an order of its own. */ onSort: ((sort: CaseSort) => void) | null
  /** In the filter language. */ text: string; onText: (text: string) => void
}

export function FilterBar({ view, sort, onSort, text, onText }: FilterBarProps) {
  const t = useT(), lang = useLang(), exports = useMay('cases.export'), { terms, mistakes } = parseFilter(text), plain = terms.every((term) => term.field === 'text')
  const choices = OFFERED.flatMap((field) => [{ id: field, heading: FIELDS[field][lang === 'en' ? 'en' : 'zh'][0]! }, ...offeredValues(field).map((value) => ({ id: `${field}:${value}`, label: printValue(field, value, lang), onChoose: () => onText(withValue(text, field, value, lang)) }))])
  const file = (format: 'csv' | 'xlsx') => { location.assign(`/api/v1/cases/export?${new URLSearchParams({ format, view, ...(mistakes.length === 0 && text.trim() ? { filter: text.trim() } : {}) }).toString()}`) }
  return (
    <>
      <div className="row wrap g6">
        {onSort && <Menu label={t('cases.desk.sort-by', { order: t(`cases.desk.sort.${sort}`) })} className="q-chip" items={SORTS.map((s) => ({ id: s, label: t(`cases.desk.sort.${s}`), checked: s === sort, onChoose: () => onSort(s) }))}><ArrowDownWideNarrow size={13} aria-hidden />{t('cases.desk.sort')} <b>{t(`cases.desk.sort.${sort}`)}</b></Menu>}
        {!plain && terms.map((term, i) => <span key={i} className="q-chip on"><b>{wordsOf(term, lang)}</b><button type="button" aria-label={t('cases.desk.filter.drop', { name: wordsOf(term, lang) })} onClick={() => onText(withoutTerm(terms, term, lang))}><X size={12} /></button></span>)}
        <Menu label={t('cases.desk.filter.add')} className="q-chip add" items={choices}><Plus size={12} aria-hidden />{t('cases.desk.filter.condition')}</Menu>
        {exports && <Menu label={t('cases.export.do')} className="q-chip" items={[{ id: 'csv', label: 'CSV', onChoose: () => file('csv') }, { id: 'xlsx', label: 'Excel (XLSX)', onChoose: () => file('xlsx') }]}><Download size={12} aria-hidden />{t('cases.export.do')}</Menu>}
        {mistakes.length === 0 && (terms.length > 0 || (onSort && sort !== 'due')) && <KeepViewButton view={view} sort={sort} filter={text} />}
      </div>
      {mistakes.length > 0 && <ul className="q-mistakes" role="alert">{mistakes.slice(0, 3).map((m, i) => <li key={i}>{t(`cases.filter.${m.code}`, { word: m.word, at: m.at + 1 })} {m.choices.map((choice) => <button key={choice} type="button" className="lnk" onClick={() => onText(`${text.slice(0, m.at)}${choice}${text.slice(m.end)}`)}>{choice}</button>)}</li>)}</ul>}
    </>
  )
}

/** Narrows the view in place, in words; `/` comes here. */
export function FindField({ text, onText }: Pick<FilterBarProps, 'text' | 'onText'>) {
  const t = useT()
  return <label className="q-find"><Search size={14} aria-hidden /><input className="field" type="search" data-search value={text} placeholder={t('cases.desk.filter.short')} title={t('cases.filter.hint')} aria-label={t('cases.desk.filter')} onChange={(event) => onText(event.target.value)} /></label>
}
