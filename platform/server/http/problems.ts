// Turns refusals into problem details (RFC 9457) in the reader's language; the unexpected becomes a 500 without inner detail.
import type { Locale } from '../../contract/text.ts'
import type { Problem, ProblemError } from '../../contract/problem.ts'
import { AppError, type FieldError } from '../errors.ts'
import { hasMessage, translate } from '../i18n.ts'

/** The problem document of an error. `status` 500 for anything that is not a declared refusal. */
export function toProblem(error: unknown, locale: Locale, requestId: string): Problem {
  const refusal = error instanceof AppError ? error : new AppError(500, 'internal')
  const params = worded(refusal.params, locale)
  const title = translate(locale, `problem.${refusal.code}.title`, params)
  const detailKey = `problem.${refusal.code}.detail`
  return {
    type: `/problems/${refusal.code}`, status: refusal.status, code: refusal.code, title,
    detail: hasMessage(detailKey) ? translate(locale, detailKey, { ...params, requestId }) : title,
    requestId, errors: refusal.errors.map((e) => fieldProblem(e, locale)),
  }
}

function fieldProblem(error: FieldError, locale: Locale): ProblemError {
  const key = `field.${error.code}`
  const detail = hasMessage(key) ? translate(locale, key, worded(error.params ?? {}, locale)) : translate(locale, 'field.invalid')
  return { pointer: error.pointer, code: error.code, detail, ...(error.clause ? { clause: error.clause } : {}) }
}

/** Parameters that name a thing are shown by its name in the reader's language. */
function worded(params: Record<string, unknown>, locale: Locale): Record<string, unknown> {
  const name = (prefix: string, value: unknown) => (hasMessage(`${prefix}.${String(value)}`) ? translate(locale, `${prefix}.${String(value)}`) : value)
  return {
    ...params,
    ...(params['expected'] === undefined ? {} : { expected: name('field.type', params['expected']) }),
    ...(params['format'] === undefined ? {} : { format: name('field.format-name', params['format']) }),
    ...(params['permission'] === undefined ? {} : { permission: name('permission', params['permission']) }),
  }
}
