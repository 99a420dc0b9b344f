// The words of the web: one i18next instance, flat keys (`cases.state.new`), both languages loaded only when used.
import i18next, { type i18n as I18nInstance } from 'i18next'
import type webMessages from '../messages/zh-CN.json'

export type Lang = 'zh-CN' | 'en'
export type DomainId = 'org' | 'handbook' | 'customers' | 'knowledge' | 'cases' | 'conversations' | 'sla'

/** Keys of the shell are checked one by one; keys of a domain by their prefix here and one by one by messages.test.ts. */
export type MessageKey = keyof typeof webMessages | `${DomainId}.${string}`
export type Values = Readonly<Record<string, string | number>>
/** `count` chooses the plural: write both `key_one` and `key_other` in both languages. */
export type Translate = (key: MessageKey, values?: Values) => string

export type Messages = Readonly<Record<string, string>>

export function createI18n(lang: Lang, messages: Partial<Record<Lang, Messages>>): I18nInstance {
  const instance = i18next.createInstance()
  void instance.init({
    lng: lang, fallbackLng: false, ns: ['m'], defaultNS: 'm',
    keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false }, initAsync: false,
    resources: Object.fromEntries(Object.entries(messages).map(([l, words]) => [l, { m: words }])),
  })
  return instance
}

export const translateWith = (instance: I18nInstance): Translate => (key, values) => instance.t(key, values ?? {})
