import i18next from 'i18next'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createI18n, translateWith, type Lang, type MessageKey, type Messages } from './translate.ts'

const folders = ['web', ...readdirSync('domains').map((domain) => `domains/${domain}`)]
const read = (lang: Lang): Messages => Object.assign({}, ...folders.map((folder) => JSON.parse(readFileSync(`${folder}/messages/${lang}.json`, 'utf8')) as Messages)) as Messages

describe.each(['zh-CN', 'en'] as const)('in %s', (lang) => {
  const words = read(lang), t = translateWith(createI18n(lang, { [lang]: words })), library = i18next.createInstance()
  void library.init({ lng: lang, fallbackLng: false, ns: ['m'], defaultNS: 'm', keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false }, initAsync: false, resources: { [lang]: { m: words } } })

  test('every text reads as the library of the server would say it', () => {
    const values = { kind: 'response', name: '陈安', time: '10:30', number: 'HY-1', state: '诊断中', percent: 75 }
    for (const key of Object.keys(words)) {
      const named = { ...Object.fromEntries([...words[key]!.matchAll(/\{\{\s*(\w+)/g)].map((m) => [m[1]!, 'x'])), ...values }
      const base = key.replace(/_(one|other)$/, '')
      for (const count of key === base ? [undefined] : [1, 2, 0]) {
        const given = count === undefined ? named : { ...named, count }
        expect(t(base as MessageKey, given), base).toBe(library.t(base, given))
      }
    }
  })
})

test('an unknown key is said as it is; the language is the one of the moment', () => {
  const instance = createI18n('zh-CN', { 'zh-CN': { 'web.product': '后援' }, en: { 'web.product': 'Houyuan' } }), t = translateWith(instance)
  expect(t('cases.nothing')).toBe('cases.nothing')
  expect(t('web.product')).toBe('后援')
  instance.lang = 'en'
  expect(t('web.product')).toBe('Houyuan')
})
