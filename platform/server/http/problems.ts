// Turns refusals into problem details (RFC 9457) in the reader's language; the unexpected becomes a 500 without inner detail.
import { z } from 'zod'
import type { Locale } from '../../contract/text.ts'
import type { Problem, ProblemError } from '../../contract/problem.ts'
import { AppError, BadInput, type FieldError } from '../errors.ts'
import { hasMessage, translate } from '../i18n.ts'

/** The problem document of an error. `status` 500 for anything that is not a declared refusal. */
export function toProblem(error: unknown, locale: Locale, requestId: string): Problem {
  const refusal = error instanceof AppError ? error : new AppError(500, 'internal')
  const title = translate(locale, `problem.${refusal.code}.title`, refusal.params)
  const detailKey = `problem.${refusal.code}.detail`
  return {
    type: `/problems/${refusal.code}`, status: refusal.status, code: refusal.code, title,
    detail: hasMessage(detailKey) ? translate(locale, detailKey, { ...refusal.params, requestId }) : title,
    requestId, errors: refusal.errors.map((e) => fieldProblem(e, locale)),
  }
}

function fieldProblem(error: FieldError, locale: Locale): ProblemError {
  const key = `field.${error.code}`
  return { pointer: error.pointer, code: error.code, detail: hasMessage(key) ? translate(locale, key, error.params) : error.code, ...(error.clause ? { clause: error.clause } : {}) }
}

/** Parses input by its contract; throws BadInput that names every field that is wrong. */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown, base: '' | '/params' | '/query' = ''): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new BadInput(parsed.error.issues.slice(0, 50).flatMap((issue) => toFieldErrors(issue, base)))
}

function toFieldErrors(issue: z.core.$ZodIssue, base: string): FieldError[] {
  const pointer = base + issue.path.map((p) => `/${String(p).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  switch (issue.code) {
    case 'unrecognized_keys': return issue.keys.slice(0, 20).map((k) => ({ pointer: `${pointer}/${k.slice(0, 80)}`, code: 'unknown-field' }))
    case 'too_small': return [{ pointer, code: named(issue.message) ?? `${issue.origin === 'string' || issue.origin === 'array' ? 'too-short' : 'too-small'}`, params: { minimum: Number(issue.minimum) } }]
    case 'too_big': return [{ pointer, code: named(issue.message) ?? `${issue.origin === 'string' || issue.origin === 'array' ? 'too-long' : 'too-big'}`, params: { maximum: Number(issue.maximum) } }]
    case 'invalid_value': return [{ pointer, code: 'not-allowed', params: { allowed: issue.values.map(String).join(', ') } }]
    case 'invalid_format': return [{ pointer, code: named(issue.message) ?? 'format', params: { format: issue.format } }]
    case 'invalid_type': return [{ pointer, code: issue.message.includes('received undefined') ? 'missing' : 'wrong-type', params: { expected: issue.expected } }]
    case 'custom': return [{ pointer, code: named(issue.message) ?? 'invalid', params: (issue.params ?? {}) as Record<string, unknown> }]
    default: return [{ pointer, code: 'invalid' }]
  }
}

/** Our own shapes carry a message code such as `text.empty`; library texts are not codes. */
const named = (message: string): string | null => (/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/.test(message) ? message : null)
