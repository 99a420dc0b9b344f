// The filter language: what is read, where mistakes are, and that writing and reading are each other's inverse in both languages.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFilter, printFilter, type FilterTerm } from './filter-language.ts'
import { FIELDS, type Field } from './filter-words.ts'

const terms = (text: string) => { const { terms: found, mistakes } = parseFilter(text); expect(mistakes).toEqual([]); return found.map((t) => [t.not ? `-${t.field}` : t.field, ...t.values]) }

describe('reading', () => {
  test.each([
    ['状态:处理中 级别:1,2 即将超时 负责人:我', [['state', 'in-progress'], ['level', '1', '2'], ['mark', 'due-soon'], ['handler', 'me']]],
    ['state:in-progress level:1,2 due-soon handler:me', [['state', 'in-progress'], ['level', '1', '2'], ['mark', 'due-soon'], ['handler', 'me']]],
    ['状态：诊断中，解决中　渠道：邮件、电话', [['state', 'diagnosing', 'solving'], ['channel', 'mail', 'phone']]],
    ['-状态:已归档 -超时 非未读', [['-state', 'archived'], ['-mark', 'breached'], ['-mark', 'unread']]],
    ['负责人:陈安,无 客户:"东海 精密"', [['handler', '=陈安', 'none'], ['customer', '=东海 精密']]],
    ['到期:<4小时 创建:>2026-01-31 updated:<2w', [['due', '<4h'], ['created', '>2026-01-31'], ['updated', '<2w']]],
    ['报表 打不开 "level:A" HY-2603', [['text', '报表'], ['text', '打不开'], ['text', 'level:A'], ['text', 'HY-2603']]],
    ['LEVEL:urgent,URGENT 单位:我的', [['level', 'URGENT'], ['unit', 'mine']]], ['非常慢', [['text', '非常慢']]], ['', []], ['   ', []],
  ] as const)('%s', (text, expected) => { expect(terms(text)).toEqual(expected) })
})

describe('mistakes say where they are and what was meant', () => {
  test.each([
    ['状太:处理中', 'unknown-field', 0, 2, '状态'], ['state:open level:urgnt', 'unknown-value', 17, 22, 'urgent'], ['到期:明天', 'bad-time', 3, 5, undefined], ['created:2026-02-30', 'bad-time', 8, 18, undefined],
    ['状态:', 'no-value', 0, 3, undefined], ['客户:"东海', 'open-quote', 3, 6, undefined], ['-chanel:mail', 'unknown-field', 1, 7, 'channel'],
  ] as const)('%s', (text, code, at, end, meant) => {
    const { mistakes } = parseFilter(text)
    expect(mistakes[0]).toMatchObject({ code, at, end })
    if (meant) expect(mistakes[0]!.choices).toContain(meant)
  })
  test('too long', () => { expect(parseFilter('x'.repeat(1001)).mistakes).toMatchObject([{ code: 'too-long', at: 1000, end: 1001 }]) })
  test('what can be read is read', () => { expect(parseFilter('级别:A 状太:x 未读').terms).toHaveLength(2) })
})

const name = fc.string({ unit: fc.constantFrom('东', '海', 'a', 'B', '1', ' ', '-', ':', ',', '，', '非', '我', 'm', 'e'), minLength: 1, maxLength: 6 }).map((s) => s.trim()).filter((s) => s !== '')
const fieldTerm = fc.constantFrom(...(Object.keys(FIELDS) as Field[])).chain((field): fc.Arbitrary<FilterTerm> => {
  const { kind, values } = FIELDS[field]
  const one = kind === 'choice' ? fc.constantFrom(...Object.keys(values!)) : kind === 'time' ? fc.constantFrom('<4h', '>2d', '<30m', '2026-01-31', '>2026-02-28') : fc.oneof(name.map((n) => `=${n}`), kind === 'person' ? fc.constantFrom('me', 'none') : field === 'unit' ? fc.constant('mine') : name.map((n) => `=${n}`))
  return fc.record({ field: fc.constant(field), not: fc.boolean(), values: fc.uniqueArray(one, { minLength: 1, maxLength: field === 'mark' ? 1 : 3 }) })
})
const anyTerm: fc.Arbitrary<FilterTerm> = fc.oneof({ weight: 4, arbitrary: fieldTerm }, { weight: 1, arbitrary: fc.record({ field: fc.constant('text' as const), not: fc.boolean(), values: name.map((n): readonly [string] => [n]) }) })

test('what is written is read again as it was, in Chinese and in English', () => {
  fc.assert(fc.property(fc.array(anyTerm, { maxLength: 6 }), fc.constantFrom('zh-CN' as const, 'en' as const), (list, lang) => {
    expect(parseFilter(printFilter(list, lang))).toEqual({ terms: list, mistakes: [] })
  }), { numRuns: 2000, seed: 20261123 })
})
test('any text is read without failing, and every mistake lies within it', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
    for (const m of parseFilter(text).mistakes) expect(m.at >= 0 && m.at <= m.end && m.end <= text.length).toBe(true)
  }), { numRuns: 1000, seed: 7 })
})
