// What the queue can be narrowed by; each filter lives in the address, so that a list can be shared.
import { CaseState, Channel, Level, ProblemClass, ServiceLine } from '../../contract/case.ts'
import type { CaseQuery } from '../../contract/list.ts'

export const FILTERS = {
  state: { values: CaseState.options, words: 'cases.state' }, level: { values: Level.options, words: 'cases.level' }, problemClass: { values: ProblemClass.options, words: 'cases.class' },
  serviceLine: { values: ServiceLine.options, words: 'cases.service-line' }, channel: { values: Channel.options, words: 'cases.channel' },
} as const satisfies Partial<Record<keyof CaseQuery, { values: readonly string[]; words: `cases.${string}` }>>
export type FilterName = keyof typeof FILTERS
export type Filters = Partial<Record<FilterName, string>>
export const FILTER_NAMES = Object.keys(FILTERS) as FilterName[]

/** Only values that the contract knows: an address may be old or typed by hand. */
export function readFilters(search: Readonly<Record<string, string | string[] | undefined>>): Filters {
  return Object.fromEntries(FILTER_NAMES.flatMap((name) => {
    const value = search[name]
    return typeof value === 'string' && (FILTERS[name].values as readonly string[]).includes(value) ? [[name, value]] : []
  }))
}

/** The view of the desk as it stands in the address, always in the same order, so that two of them can be compared. */
export function searchOf(view: string, sort: string, filters: Filters): string {
  const parts = [...(view === 'open' ? [] : [['view', view]]), ...(sort === 'due' ? [] : [['sort', sort]]), ...FILTER_NAMES.flatMap((name) => (filters[name] ? [[name, filters[name]]] : []))] as [string, string][]
  return parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
}
