// Shapes of text fields: trimmed, bounded, without control characters (tabs and line breaks stay in long text).
import { z } from 'zod'

// eslint-disable-next-line no-control-regex -- naming the control characters is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
const LINE_BREAK = /[\t\r\n\u2028\u2029]/

/** One line: 1 to `max` characters after trimming, no control characters or line breaks. */
export const Line = (max: number) => z.string().max(max * 4, 'text.too-long').trim().min(1, 'text.empty').max(max, 'text.too-long')
  .refine((s) => !CONTROL.test(s) && !LINE_BREAK.test(s), 'text.control-characters')
/** Several lines: up to `max` characters, no control characters but tab and line breaks. */
export const LongText = (max: number, min = 1) => z.string().max(max, 'text.too-long').trim().min(min, 'text.empty').refine((s) => !CONTROL.test(s), 'text.control-characters')
export const Email = z.string().max(254, 'text.too-long').trim().toLowerCase().pipe(z.email('text.email')).meta({ format: 'email' })
export const Phone = z.string().trim().max(40, 'text.too-long').regex(/^[+0-9][0-9 ()\-转ext.,#*]{2,39}$/, 'text.phone')
export const Locale = z.enum(['zh-CN', 'en'])
export type Locale = z.infer<typeof Locale>
export const Clause = z.string().regex(/^§[1-8](\.\d+)*(-\d+)?$/)
