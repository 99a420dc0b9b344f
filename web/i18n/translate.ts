// The words of the web: flat keys (`cases.state.new`), the format of the message files that i18next reads on the server.
// Its own reader, because the library weighs 17 kB of the 200 kB that the portal may weigh; a test holds both to the same answers.
import type webMessages from '../messages/zh-CN.json'

export type Lang = 'zh-CN' | 'en'
export type DomainId = 'org' | 'handbook' | 'customers' | 'knowledge' | 'cases' | 'conversations' | 'sla' | 'dispatch' | 'casework' | 'field' | 'process' | 'automation'

/** Keys of the shell are checked one by one; keys of a domain by their prefix here and one by one by messages.test.ts. */
/** `key` of `key_one` and `key_other`. */
type PluralBase<Key> = Key extends `${infer Base}_other` ? Base : never
export type MessageKey = keyof typeof webMessages | PluralBase<keyof typeof webMessages> | `${DomainId}.${string}`
export type Values = Readonly<Record<string, string | number>>
/** `count` chooses the plural: write both `key_one` and `key_other` in both languages. */
export type Translate = (key: MessageKey, values?: Values) => string

export type Messages = Readonly<Record<string, string>>

/** Words by language, and which language is spoken. */
export interface I18n { lang: Lang; readonly words: Map<Lang, Messages> }

export const createI18n = (lang: Lang, messages: Partial<Record<Lang, Messages>>): I18n => ({ lang, words: new Map(Object.entries(messages) as [Lang, Messages][]) })

const PLACE = /\{\{-?\s*([\w.]+)\s*\}\}/g
const NESTED = /\$t\(([^)\s]+)\)/g
const NESTED_AT_MOST = 5

/** Speaks the language that the instance has at the moment of asking; an unknown key is said as it is. */
export const translateWith = (instance: I18n): Translate => {
  const plurals = new Map<Lang, Intl.PluralRules>()
  const pluralOf = (lang: Lang, count: number) => { const rules = plurals.get(lang) ?? new Intl.PluralRules(lang); plurals.set(lang, rules); return rules.select(count) }
  const say = (key: string, values: Values | undefined, depth: number): string => {
    const { lang } = instance, words = instance.words.get(lang), count = values?.['count']
    const text = (typeof count === 'number' ? words?.[`${key}_${pluralOf(lang, count)}`] ?? words?.[`${key}_other`] : undefined) ?? words?.[key]
    if (text === undefined) return key
    const filled = text.includes('{{') ? text.replace(PLACE, (_, name: string) => String(values?.[name] ?? '')) : text
    return depth < NESTED_AT_MOST && filled.includes('$t(') ? filled.replace(NESTED, (_, inner: string) => say(inner, values, depth + 1)) : filled
  }
  return (key, values) => say(key, values, 0)
}
