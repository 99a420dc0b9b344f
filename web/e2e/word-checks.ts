// Which words stand on a page that should not: keys that nobody translated, sentences of the other language.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Lang } from './browser.ts'

type Words = ReadonlyMap<string, string>

const root = join(import.meta.dirname, '..', '..')
const below = (folder: string) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)

function read(lang: Lang): Words {
  const files = ['web', 'platform', ...below('domains'), ...below('platform/server')].map((folder) => join(root, folder, 'messages', `${lang}.json`)).filter((file) => existsSync(file))
  return new Map(files.flatMap((file) => Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)))
}

const words: Record<Lang, Words> = { 'zh-CN': read('zh-CN'), en: read('en') }
const parts = new Set([...words.en.keys()].map((key) => key.split('.')[0]!))

/** Text of a key in a language, as the screens show it without values. */
export const textOf = (lang: Lang, key: string): string => words[lang].get(key) ?? key

const plain = (text: string) => text.replace(/<\/?\w+>/g, '').trim()
const HAN = /\p{Script=Han}/u
const asPattern = (text: string) => plain(text).split(/\{\{[^}]*\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*?')

/** Sentences of one language that the other writes differently: whole texts, and patterns for those with values in them. */
function foreignTo(lang: Lang): { whole: ReadonlySet<string>; patterns: readonly RegExp[] } {
  const other: Lang = lang === 'en' ? 'zh-CN' : 'en', own = new Set([...words[lang].values()].map(plain))
  const texts = [...words[other].values()].map(plain).filter((text) => !own.has(text) && (other === 'en' ? /[a-z]{3}/.test(text) : HAN.test(text)))
  const fixed = (text: string) => text.replace(/\{\{[^}]*\}\}/g, '').trim()
  return {
    whole: new Set(texts.filter((text) => !text.includes('{{'))),
    patterns: texts.filter((text) => text.includes('{{') && fixed(text).length >= (other === 'en' ? 8 : 3)).map((text) => new RegExp(`^${asPattern(text)}$`, 'u')),
  }
}
const foreign: Record<Lang, ReturnType<typeof foreignTo>> = { 'zh-CN': foreignTo('zh-CN'), en: foreignTo('en') }

/** `own`: texts of people (titles, messages) that happen to read like a label. */
export function wordFindings(texts: readonly string[], lang: Lang, own: ReadonlySet<string> = new Set()): string[] {
  const keys = texts.filter((text) => { const found = /(?<![\w/@.-])([a-z][a-z-]*)(?:\.[a-zA-Z0-9-]+)+(?![\w/@.-])/.exec(text); return found !== null && (words.en.has(found[0]) || words.en.has(`${found[0]}_other`) || (parts.has(found[1]!) && text === found[0])) })
  const { whole, patterns } = foreign[lang]
  const other = texts.filter((text) => !own.has(text) && (whole.has(text) || patterns.some((pattern) => pattern.test(text))))
  return [...new Set(keys)].map((text) => `key instead of words: ${text}`).concat([...new Set(other)].map((text) => `words of the other language: ${text}`))
}

/** Every visible text of the page, its labels, hints and titles; codes and what stands in another language on purpose (`lang=`) stay out, as does what `own` selects: records of people. */
export function visibleTexts(page: Page, own = ''): Promise<string[]> {
  return page.evaluate((people) => {
    const texts: string[] = [], skip = `code, pre, .mono, textarea, script, style${people}`, here = document.documentElement.lang
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node instanceof Element && (node.matches(skip) || (node.getAttribute('lang') ?? here) !== here || !node.checkVisibility({ visibilityProperty: true })) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT)
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node instanceof Element) for (const name of ['aria-label', 'title', 'placeholder', 'alt']) { const value = node.getAttribute(name)?.trim(); if (value) texts.push(value) }
      else if (node.textContent?.trim()) texts.push(node.textContent.trim())
    }
    return texts
  }, own ? `, ${own}` : '')
}
