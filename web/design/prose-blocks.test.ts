import { expect, test } from 'vitest'
import { blocksOf, spansOf } from './prose-blocks.ts'

test('headings, paragraphs, lists, code, quotes, tables', () => {
  const blocks = blocksOf('# 现象\n第一行\n第二行\n\n1. 甲\n2. 乙\n   - 丙\n\n```\na | b\n```\n> 注意\n> 两行\n\n| 网点 | 报错 |\n|---|---|\n| 一号 | 401 |\n---')
  expect(blocks.map((b) => b.kind)).toEqual(['heading', 'paragraph', 'list', 'code', 'quote', 'table', 'line'])
  expect(blocks[2]).toMatchObject({ ordered: true, items: [{ spans: [{ text: '甲' }], inner: [] }, { inner: [{ kind: 'list', ordered: false }] }] })
  expect(blocks[3]).toEqual({ kind: 'code', text: 'a | b' })
  expect(blocks[5]).toMatchObject({ head: [[{ text: '网点' }], [{ text: '报错' }]], rows: [[[{ text: '一号' }], [{ text: '401' }]]] })
})

test('marks inside a line', () => {
  expect(spansOf('用 `/token` 看 **401**，*再* [打开](/kb/1)')).toEqual([{ text: '用 ' }, { code: '/token' }, { text: ' 看 ' }, { strong: [{ text: '401' }] }, { text: '，' }, { em: [{ text: '再' }] }, { text: ' ' }, { link: '/kb/1', label: [{ text: '打开' }] }])
})

test('addresses become links without the punctuation of the sentence; dangerous ones stay words', () => {
  expect(spansOf('见 https://a.example/x?y=1。')).toEqual([{ text: '见 ' }, { link: 'https://a.example/x?y=1', label: [{ text: 'https://a.example/x?y=1' }] }, { text: '。' }])
  expect(spansOf('[点我](javascript:alert(1))').flatMap((s) => ('link' in s ? [s.link] : []))).toEqual([])
  expect(spansOf('[点我](//evil.example)')).toEqual([{ text: '点我' }])
})

test('signs that mark nothing stay signs', () => {
  expect(spansOf('2 * 3 * 4 和 a_b')).toEqual([{ text: '2 * 3 * 4 和 a_b' }])
  expect(blocksOf('```\n没有结束')).toEqual([{ kind: 'code', text: '没有结束' }])
})

test('any text ends: no input hangs or throws', () => {
  for (const text of ['', '\n\n', '-', '1.', '> ', '|', '| a |\n|---|', '**', '`'.repeat(50), '[](', '#'.repeat(20), '- a\n'.repeat(500)]) expect(Array.isArray(blocksOf(text))).toBe(true)
})
