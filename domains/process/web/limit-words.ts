// Limits of a step in one line: `2 / 4 / 2 时`, or the words of the drawing.
import type { Formats } from '../../../web/i18n/format.ts'
import type { ProcessView } from '../contract/api.ts'
import type { Step } from '../contract/definition.ts'

export type LimitRow = ProcessView['limits'][number]['rows'][number]

/** The unit is said once where all rows share it; rows that all say the same are one. */
export function limitLine(format: Pick<Formats, 'duration'>, lang: string, limit: Step['limit'], rows: readonly LimitRow[]): string {
  if (!limit) return ''
  if (!('policy' in limit)) return lang === 'en' ? limit.en : limit.zh
  const said = rows.map((r) => format.duration(r.target)), parts = said.map((text) => /^(\d+)(\D+)$/.exec(text)), unit = parts[0]?.[2]
  if (new Set(said).size <= 1) return said[0] ?? ''
  return parts.every((p) => p && p[2] === unit) ? `${parts.map((p) => p![1]).join(' / ')}${unit}` : said.join(' / ')
}
