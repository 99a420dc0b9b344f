// The words of this domain in a reader's language.
import type { Locale } from '../../../platform/contract/text.ts'
import { translate } from '../../../platform/server/i18n.ts'
import type { Say } from './engine/explain-clock.ts'
import { sayMoment, saySpan } from './engine/say-time.ts'

const ZONE = 'Asia/Shanghai'

/** Translates keys; `moment` and `span` write times the way the reader is used to. */
export function sayIn(locale: Locale): Say & { moment(iso: string | number): string; span(ms: number): string } {
  const say = (key: string, params?: Record<string, unknown>): string => translate(locale, key, params)
  const words: Say = Object.assign(say, { locale })
  return Object.assign(say, { locale, moment: (at: string | number) => sayMoment(typeof at === 'number' ? at : Date.parse(at), ZONE, locale, null), span: (ms: number) => saySpan(ms, words) })
}
