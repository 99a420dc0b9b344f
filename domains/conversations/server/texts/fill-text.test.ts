import { expect, test } from 'vitest'
import { fillText, unknownVariables } from './fill-text.ts'

test('variables are filled, gaps are named, and values are not read as variables', () => {
  expect(fillText('{{requester.name}}：{{ Case.Number }}，{{due.time}}', { 'requester.name': '{{case.number}}', 'case.number': 'HY-1' })).toEqual({ text: '{{case.number}}：HY-1，［due.time］', empty: ['due.time'] })
  expect(fillText('没有变量 { {x} }', {})).toEqual({ text: '没有变量 { {x} }', empty: [] })
})
test('what no case can fill is named', () => {
  expect(unknownVariables('{{case.number}} {{case.secret}} {{ nosuch }} {{nosuch}}')).toEqual(['case.secret', 'nosuch'])
})
