// The language of this tab: chosen by the person, kept on the device, switched without a reload.
import { useSyncExternalStore } from 'react'
import { createI18n, translateWith, type Lang, type Messages, type Translate } from './translate.ts'
import { formatsWith, type Formats } from './format.ts'

const instance = createI18n('zh-CN', {})
const loaded = new Set<Lang>()
const listeners = new Set<() => void>()
let zone = 'Asia/Shanghai'
let words = bindWords()

function bindWords(): { lang: Lang; t: Translate; format: Formats; zone: string } {
  const { lang } = instance
  const t: Translate = translateWith(instance)
  return { lang, t, format: formatsWith(lang, t, zone), zone }
}

const announce = () => { words = bindWords(); for (const heard of listeners) heard() }

/** One file per language with the words of the shell and of all domains; the page names it (data-words-…), the server keeps it for ever. */
async function loadMessages(lang: Lang): Promise<void> {
  if (loaded.has(lang)) return
  const address = document.documentElement.dataset[lang === 'en' ? 'wordsEn' : 'wordsZh'] ?? `/words/${lang}.json`
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`no words: ${address} answered ${answer.status}`)
  instance.words.set(lang, await answer.json() as Messages)
  loaded.add(lang)
}

export async function switchLang(lang: Lang): Promise<void> {
  await loadMessages(lang)
  instance.lang = lang
  document.documentElement.lang = lang
  localStorage.setItem('houyuan.lang', lang)
  announce()
}

/** The language that a new tab starts with: the last one used here, else what the browser asks for. */
export function firstLang(): Lang {
  const kept = localStorage.getItem('houyuan.lang')
  if (kept === 'zh-CN' || kept === 'en') return kept
  return navigator.languages.some((l) => l.toLowerCase().startsWith('zh')) || !navigator.language.toLowerCase().startsWith('en') ? 'zh-CN' : 'en'
}

/** IANA name of the zone that times are shown in; the organisation's, until the person's is known. */
export function showTimesIn(timeZone: string): void {
  if (timeZone === zone) return
  zone = timeZone
  announce()
}

const subscribe = (heard: () => void) => { listeners.add(heard); return () => { listeners.delete(heard) } }
const current = () => words

/** Words and formats of the current language; the component is drawn again when it changes. */
export const useWords = () => useSyncExternalStore(subscribe, current, current)
export const useT = (): Translate => useWords().t
export const useFormat = (): Formats => useWords().format
export const useLang = (): Lang => useWords().lang
/** IANA name of the zone that times are shown and typed in. */
export const useZone = (): string => useWords().zone
/** For code outside components (toasts, errors); never keep the result. */
export const currentWords = () => words
