// Limits of a step in one line: `2 / 4 / 2 时`, or the words of the drawing.
import type { Formats } from '../../../web/i18n/format.ts'
import type { ProcessView } from '../contract/api.ts'
import type { Step } from '../contract/definition.ts'

export type LimitRow = ProcessView['limits'][number]['rows'][number]

/** Rows that say the same are said once. */
export function limitLine(format: Pick<Formats, 'duration'>, lang: string, limit: Step['limit'], rows: readonly LimitRow[]): string {
  if (!limit) return ''
  if (!('policy' in limit)) return lang === 'en' ? limit.en : limit.zh
  return [...new Set(rows.map((r) => format.duration(r.target)))].join(' / ')
}
