// Queries, rank, marking and correction, as pure rules.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editDistance, latinWords, nearestWord, trigramsOf } from './correct-word.ts'
import { excerptOf, markMatches } from './mark-matches.ts'
import { parseQuery, termsOf, toTsquery } from './parse-query.ts'
import { rankDocuments, type Candidate } from './rank-documents.ts'
import { normalise, normalText } from './normalise.ts'
import { countTerms, tokenise } from './tokenise.ts'

const groups = (q: string) => parseQuery(q).groups.map((g) => g.text)

describe('queries', () => {
  test('Chinese is cut into words, each by its pairs', () => {
    expect(toTsquery(parseQuery('数据库异常').groups, 'all')).toBe("(('数据'))&(('库'))&(('异常'))")
    expect(parseQuery('数据库异常').extra).toEqual(['数据', '据库', '库异', '异常'])
    expect(toTsquery(parseQuery('库').groups, 'all')).toBe("(('库'))")
  })
  test('words that only ask are left out, unless there is nothing else', () => {
    expect(groups('如何处理数据库异常')).toEqual(['处理', '数据', '库', '异常'])
    expect(groups('how to fix the printer')).toEqual(['fix', 'printer'])
    expect(groups('怎么办')).not.toEqual([])
  })
  test('a code is found whole or in its parts; the last word while it is typed', () => {
    expect(toTsquery(parseQuery('HY-2000X 故障').groups, 'all')).toBe("(('hy2000x')|('hy'&'2000x')|('2000'&'x'))&(('故障'))")
    expect(toTsquery(parseQuery('conn').groups, 'all')).toBe("(('conn')|('conn':*))")
  })
  test('quotes and operators are text', () => {
    for (const q of ["o'brien", "' | !", '\\', "a\\'b:*", '数据 & !异常', '(((']) expect(() => toTsquery(parseQuery(q).groups, 'all')).not.toThrow()
    expect(toTsquery(parseQuery("x'y z").groups, 'all')).toBe("(('xy')|('x'&'y'))&(('z'))")
  })
  test('what is typed as it stands in a text is always found by the required terms', () => {
    const piece = fc.constantFrom('数据库', '连接', '异常', '处理', '網絡', ' HY-2000X ', ' E-1042 ', ' Oracle ', '，', ' ', '的', ' ＡＢ ', ' errors ', '_', ' max_open_files ')
    fc.assert(fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), fc.nat(11), fc.nat(11), (pieces, a, b) => {
      const text = pieces.join(''), part = pieces.slice(Math.min(a, b), Math.max(a, b) + 1).join('')
      const held = new Set(tokenise(text).map((t) => t.term))
      for (const g of parseQuery(part).groups) expect(g.alternatives.some((x) => x.terms.every((t) => held.has(t)))).toBe(true)
    }))
  })
})

describe('one spelling', () => {
  test('the short way gives what the long way gives', () => {
    const piece = fc.constantFrom('数据庫', 'ＡＢ', 'Abc', '，', '。', '…', 'e\u0301', 'É', '№', '𠮷', '\u3099', 'か', '！', '\u20dd', 'x')
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => { expect(normalText(pieces.join(''))).toBe(normalise(pieces.join('')).map((c) => c.char).join('')) }))
  })
  test('Chinese terms are counted alike with and without cutting the text', () => {
    const text = '登录登录失败，无法登录。登', counts = countTerms(normalise(text))
    const ranked = (q: string) => rankDocuments(q, parseQuery(q), [{ kind: 'a', id: '1', number: null, title: '', head: text, length: 20, at: new Date(0) }], { documents: 10, averageLength: 20, documentsWith: () => 2 }, new Date(0))[0]!.score
    expect(counts.get('登录')).toBe(3)
    expect(ranked('登录')).toBeGreaterThan(ranked('失败'))
  })
})

describe('rank', () => {
  const now = new Date('2025-03-03T01:00:00Z')
  const doc = (id: string, title: string, head = '', more: Partial<Candidate> = {}): Candidate => ({ kind: 'article', id, number: null, title, head, length: tokenise(title + head).length, at: now, ...more })
  const order = (q: string, docs: Candidate[]) => rankDocuments(q, parseQuery(q), docs, { documents: 1000, averageLength: 50, documentsWith: (t) => (t === '系统' ? 500 : 5) }, now).map((r) => r.candidate.id)
  test('S-121 the title that holds the words comes first', () => {
    expect(order('数据库异常', [doc('noise', '系统异常', '数据库 '.repeat(20)), doc('text', '周报', '昨天数据库连接出现异常，已处理'), doc('it', '数据库连接异常处理')])[0]).toBe('it')
  })
  test('a number that is meant exactly comes before everything', () => { expect(order('kh 0001', [doc('a', 'KH-0001 KH-0001'), doc('b', '东海', '', { number: 'KH-0001' })])[0]).toBe('b') })
  test('the exact phrase beats its scattered parts; the rare word beats the frequent one', () => {
    expect(order('网络断开', [doc('scattered', '断开网络'), doc('phrase', '网络断开')])[0]).toBe('phrase')
    expect(order('系统崩溃', [doc('frequent', '系统系统系统'), doc('rare', '崩溃')])[0]).toBe('rare')
  })
  test('of two alike the newer comes first; of two the same the order is stable', () => {
    expect(order('网络', [doc('old', '网络', '', { at: new Date('2020-01-01') }), doc('new', '网络')])).toEqual(['new', 'old'])
    expect(order('网络', [doc('b', '网络'), doc('a', '网络')])).toEqual(['a', 'b'])
  })
})

describe('marking', () => {
  const wanted = (q: string) => termsOf(parseQuery(q))
  const marked = (q: string, text: string) => markMatches(text, wanted(q)).map(([s, e]) => text.slice(s, e))
  test.each([
    ['数据库异常', '数据库连接异常处理', ['数据库', '异常']], ['hy2000x', '型号 HY-2000X，旧款', ['HY-2000X']], ['資料庫', '资料库', ['资料库']], ['connection', 'Connections failed', ['Connections']],
    ['𠮷', '姓𠮷的人', ['𠮷']], ['ａｂ', 'AB', ['AB']], ['没有', '什么也不是', []],
  ])('%s', (q, text, spans) => { expect(marked(q, text)).toEqual(spans) })
  test('the excerpt shows the densest place, on one line, with offsets into itself', () => {
    const text = `${'前言。'.repeat(100)}\n数据库\t异常\n${'后记。'.repeat(100)}异常`
    const { excerpt, spans } = excerptOf(text, wanted('数据库异常'))
    expect(excerpt).not.toMatch(/[\n\t]/)
    expect(excerpt.length).toBeLessThanOrEqual(170)
    expect(spans.map(([s, e]) => excerpt.slice(s, e))).toEqual(['数据库', '异常'])
    expect(excerptOf('短文', wanted('没有'))).toEqual({ excerpt: '短文', spans: [] })
  })
  test('offsets never fall inside a character, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('库', '𠮷', '😀', 'e\u0301', 'a', '-', ' ', '\n', 'ﬁ'), maxLength: 400 }), fc.string({ unit: fc.constantFrom('库', '𠮷', 'a', 'fi'), minLength: 1, maxLength: 3 }), (text, q) => {
      const { excerpt, spans } = excerptOf(text, wanted(q))
      expect(excerpt.isWellFormed()).toBe(true)
      let last = 0
      for (const [s, e] of spans) {
        expect(s).toBeGreaterThanOrEqual(last)
        expect(excerpt.slice(s, e).isWellFormed() && e > s && e <= excerpt.length).toBe(true)
        last = e
      }
    }))
  })
})

describe('correction', () => {
  test.each([['databse', 'database'], ['conection', 'connection'], ['pritner', 'printer'], ['oracel', 'oracle'], ['xyzzy', null], ['database', null]])('%s', (typed, meant) => {
    expect(nearestWord(typed, ['connection', 'database', 'oracle', 'printer'])).toBe(meant)
  })
  test('distance is symmetric and capped', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }), fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }), (a, b) => {
      expect(editDistance(a, b, 2)).toBe(editDistance(b, a, 2))
      expect(editDistance(a, b, 2) === 0).toBe(a === b)
    }))
  })
  test('words and their groups of three', () => {
    expect(latinWords('the database of wörter and 数据error x1y2 oracle')).toEqual(['database', 'error', 'oracle'])
    expect(trigramsOf('abc')).toEqual(['  a', ' ab', 'abc', 'bc '])
  })
})
