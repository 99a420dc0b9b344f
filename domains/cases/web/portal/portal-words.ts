// What a customer reads about a case, and the one thing the case needs from them.
import type { CaseState, CaseSummary, OpenCase, RequesterType } from '../../contract/case.ts'

export type Need = 'confirm' | 'reply' | null

/** confirm: we say it is solved. reply: we asked something. */
export function needOf(state: CaseState): Need {
  if (state === 'awaiting-confirmation') return 'confirm'
  return state === 'waiting-requester' ? 'reply' : null
}

/** What needs the customer comes first; otherwise the order stays. */
export const needsFirst = <Row extends Pick<CaseSummary, 'state'>>(rows: readonly Row[]): Row[] => rows.toSorted((a, b) => Number(needOf(b.state) !== null) - Number(needOf(a.state) !== null))

export const IMPACTS = ['stopped', 'slow', 'question'] as const
export type HowBad = typeof IMPACTS[number]

/** Three plain sentences instead of three factors; staff refine them (§1.2, §3.2). */
export function factsOf(howBad: HowBad, who: RequesterType): Partial<OpenCase> {
  switch (howBad) {
    case 'stopped': return who === 'internal' ? { effects: ['business-interrupted'], urgency: 'high' } : { serviceLine: 'technical-support', urgency: 'high', effects: ['business-interrupted'] }
    case 'slow': return who === 'internal' ? { effects: ['performance-drop'], urgency: 'medium' } : { serviceLine: 'technical-support', urgency: 'medium', effects: ['performance-drop'] }
    case 'question': return who === 'internal' ? { problemClass: 'user-operation', urgency: 'low' } : { serviceLine: 'enquiry', urgency: 'low' }
  }
}

/** The first line of what was written, as a title of at most 80 characters. */
export function titleOf(text: string): string {
  const line = text.trim().split(/[\n。！？!?]/)[0]!.trim()
  const letters = [...line]
  return letters.length > 80 ? `${letters.slice(0, 79).join('')}…` : line
}

/** Who says what in one line: `林工 正在诊断`. */
export const actorOf = (row: Pick<CaseSummary, 'firstOwner' | 'handler'>): string => (row.firstOwner ?? row.handler)?.name ?? ''
