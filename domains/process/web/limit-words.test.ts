// Limits in one line.
import { expect, test } from 'vitest'
import { limitLine } from './limit-words.ts'

const format = { duration: (span: string | number) => ({ PT2H: '2 时', PT4H: '4 时', PT30M: '30 分' })[span as string] ?? String(span) }, policy = { policy: 'POL-3.3', kind: 'response' }
const row = (target: string) => ({ levels: [], target, clause: '§3.3' })

test.each([
  ['one unit is said once', [row('PT2H'), row('PT4H'), row('PT2H')], '2 / 4 / 2 时'], ['rows that say the same are one', [row('PT2H'), row('PT2H')], '2 时'],
  ['other units stay with their figures', [row('PT2H'), row('PT30M')], '2 时 / 30 分'], ['no rows say nothing', [], ''],
])('%s', (_name, rows, line) => { expect(limitLine(format, 'zh-CN', policy, rows)).toBe(line) })
test('words of the drawing stand for themselves', () => { expect(limitLine(format, 'en', { zh: '立即', en: 'at once' }, [])).toBe('at once'); expect(limitLine(format, 'en', null, [])).toBe('') })
