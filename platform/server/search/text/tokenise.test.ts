// How text is cut, with the cases that search engines for Western text get wrong.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalText, normalise } from './normalise.ts'
import { stemWord } from './stem-word.ts'
import { codeKey, countTerms, countWords, tokenise } from './tokenise.ts'

const terms = (text: string) => tokenise(text).map((t) => t.term)

describe('one spelling', () => {
  test.each([
    ['full width', 'ＨＹ－２０００Ｘ　数据', 'hy-2000x 数据'], ['traditional', '資料庫連線異常', '资料库连线异常'], ['without context, always alike', '乾 乾隆', '干 干隆'],
    ['half-width katakana', 'ｶﾀｶﾅ', 'カタカナ'], ['ligatures and units', 'ﬁle 5㎏ ①', 'file 5kg 1'], ['composed letters', 'Caf\u0065\u0301', 'caf\u00e9'], ['sharp s and dotted i', 'Straße', 'straße'],
  ])('%s', (_name, from, to) => { expect(normalText(from)).toBe(to) })
  test('every character knows where it came from', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      let last = 0
      for (const c of normalise(text)) {
        expect(c.start).toBeGreaterThanOrEqual(last)
        expect(c.end).toBeGreaterThan(c.start)
        expect(c.end).toBeLessThanOrEqual(text.length)
        last = c.start
      }
    }))
  })
})

describe('tokens', () => {
  test.each([
    ['one character', '库', ['库']],
    ['Chinese', '数据库', ['数', '据', '库', '数据', '据库']],
    ['punctuation parts', '登录，失败。', ['登', '录', '登录', '失', '败', '失败']],
    ['mixed without spaces', 'MySQL连接2次', ['mysql', 'my', 'sql', '连', '接', '连接', '2', '次']],
    ['a product code', 'HY-2000X', ['hy', '2000x', 'hy2000x', '2000', 'x']],
    ['an error code', 'E-1042', ['e', '1042', 'e1042']],
    ['a full-width code', 'ＫＨ－０００１', ['kh', '0001', 'kh0001', '1']],
    ['underscores', 'max_open_files', ['max', 'open', 'fil', 'maxopenfiles']],
    ['words inside a word', 'getUserName', ['getusernam', 'get', 'user', 'nam']],
    ['a version', 'v1.2.3', ['v1', '2', '3', 'v123', 'v', '1']],
    ['C++ and C#', 'C++ C# c', ['c++', 'c#', 'c']],
    ['a sentence end', 'Done. Next', ['don', 'next']],
    ['dashes between', 'a -- b', ['a', 'b']],
    ['rare characters outside the first plane', '𠮷野', ['𠮷', '野', '𠮷野']],
    ['Japanese', 'サーバー', ['サ', 'ー', 'バ', 'ー', 'サー', 'ーバ', 'バー']],
    ['nothing', ' \n\t!?。、', []],
  ])('%s', (_name, text, expected) => { expect(terms(text)).toEqual(expected) })
  test('spans point at the original', () => {
    const text = '錯誤：ＨＹ－２０００Ｘ，資料庫'
    for (const t of tokenise(text)) expect(codeKey(text.slice(t.start, t.end))).toBe(codeKey(t.term))
  })
  test('any text at all is cut without failing, and terms are never empty or endless', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => { for (const t of tokenise(text)) { expect(t.term.length).toBeGreaterThan(0); expect(t.term.length).toBeLessThanOrEqual(66) } }))
    expect(terms('a'.repeat(10_000))).toEqual(['a'.repeat(64)])
  })
})

describe('stems', () => {
  test.each([
    [['error', 'errors']], [['connect', 'connects', 'connected', 'connecting']], [['retry', 'retries', 'retried', 'retrying']], [['stop', 'stops', 'stopped', 'stopping']],
    [['cache', 'caches', 'cached', 'caching']], [['fix', 'fixes', 'fixed', 'fixing']], [['crash', 'crashes', 'crashed']], [['database', 'databases']], [['time', 'timing', 'timed']], [['status']], [['process', 'processes']],
  ])('%j', (forms) => { expect(new Set(forms.map(stemWord)).size).toBe(1) })
  test('different words stay different', () => { expect(new Set(['ring', 'red', 'ios', 'io', 'bus', 'but', 'feed', 'fe', 'string', 'str'].map(stemWord)).size).toBe(10) })
})

test('words are counted alike by the short and the long way', () => {
  const piece = fc.constantFrom('登录', 'HY-2000X', ' ', '，', 'c++', '--', '_', 'getUserName', '000123', "o'brien", 'V1.2.0', '-', '。', 'errors', '401', '\n', 'a/b', '#', 'ＡＢ', 'é', '（', '@x.cn', '：', '…')
  fc.assert(fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
    const text = pieces.join(''), short = countWords(text)
    if (short === null) return
    const long = new Map([...countTerms(normalise(text))].filter(([term]) => !/\p{sc=Han}/u.test(term)))
    expect(new Map([...short].sort())).toEqual(new Map([...long].sort()))
  }), { numRuns: 500 })
})
