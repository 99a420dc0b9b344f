// Translations on the server: mails, problems, notices. Keys are flat and start with the module's id.
import i18next, { type i18n } from 'i18next'
import { readFileSync } from 'node:fs'
import type { Locale } from '../contract/text.ts'
import type { DomainModule } from './module.ts'

export const LOCALES: readonly Locale[] = ['zh-CN', 'en']

let current: i18n | null = null

/** Reads the messages of the platform and of every module. A key that two modules define is refused with an Error. */
export function loadMessages(modules: readonly DomainModule[]): void {
  const resources: Record<string, { translation: Record<string, string> }> = {}
  for (const locale of LOCALES) {
    const merged: Record<string, string> = {}
    for (const folder of [new URL('../messages/', import.meta.url), ...modules.map((m) => m.messages)]) {
      const part = JSON.parse(readFileSync(new URL(`${locale}.json`, `${folder.href.replace(/\/?$/, '/')}`), 'utf8')) as Record<string, string>
      for (const [key, text] of Object.entries(part)) {
        if (key in merged && merged[key] !== text) throw new Error(`message defined twice: ${key}`)
        merged[key] = text
      }
    }
    resources[locale] = { translation: merged }
  }
  const instance = i18next.createInstance()
  void instance.init({ resources, lng: 'zh-CN', fallbackLng: 'zh-CN', keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false }, initAsync: false, showSupportNotice: false } as Parameters<i18n['init']>[0])
  current = instance
}

/** The text of a key in a language; the key itself when it is unknown (a test keeps that from happening). */
export function translate(locale: Locale, key: string, params: Record<string, unknown> = {}): string {
  if (!current) throw new Error('messages are not loaded yet')
  return current.t(key, { lng: locale, ...params }) as string
}

export const hasMessage = (key: string): boolean => current?.exists(key) ?? false

/** The best language for an Accept-Language header (RFC 9110 §12.5.4); Chinese when nothing fits. */
export function pickLocale(header: string | undefined): Locale | null {
  const wanted = (header ?? '').split(',').map((part) => {
    const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
    const q = rest.map((r) => /^\s*q=([0-9.]+)\s*$/.exec(r)?.[1]).find(Boolean)
    return { tag, q: q === undefined ? 1 : Number(q) }
  }).filter((w) => w.tag && w.q > 0).sort((a, b) => b.q - a.q)
  for (const { tag } of wanted) {
    if (tag === 'zh' || tag.startsWith('zh-')) return 'zh-CN'
    if (tag === 'en' || tag.startsWith('en-')) return 'en'
  }
  return null
}
