import { expect, test } from 'vitest'
import type { Translate } from '../i18n/translate.ts'
import { cronWords } from './cron-words.ts'

const said: Translate = (key, values) => `${key.replace('web.cron.', '')}${values ? ` ${Object.values(values).join(' ')}` : ''}`

test.each([
  ['20 4 * * *', 'daily 04:20'], ['*/5 * * * *', 'minutes 5'], ['* * * * *', 'minutes 1'], ['7 * * * *', 'hourly 07'], ['0 9 * * 1', 'weekly day.1 09:00'], ['0 9 * * MON', 'weekly day.1 09:00'], ['0 9 1 * *', 'monthly 1 09:00'],
])('%s reads as words', (cron, words) => { expect(cronWords(cron, said)).toBe(words) })

test.each(['0 9 1-7 * 1', '0 */2 * * *', '0 9 1 1 *', 'nonsense'])('%s stays as it is written', (cron) => { expect(cronWords(cron, said)).toBeNull() })
