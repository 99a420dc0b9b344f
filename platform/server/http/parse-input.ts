// Parses input by its contract and names every field that is wrong, by JSON pointer and a code with a translation.
import type { z } from 'zod'
import { BadInput, type FieldError } from '../errors.ts'
import { escapePointer } from './read-json.ts'

const MAX_ERRORS = 50

/** Parses input by its contract; throws BadInput that names every field that is wrong. */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown, base: '' | '/params' | '/query' = ''): T {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.slice(0, MAX_ERRORS).flatMap((issue) => toFieldErrors(issue, base)).slice(0, MAX_ERRORS)
  // Of something of another type nothing else needs to be said (an empty list is not "too short" for a text).
  const mistyped = new Set(errors.filter((e) => e.code === 'wrong-type').map((e) => e.pointer))
  throw new BadInput(errors.filter((e) => e.code === 'wrong-type' || !mistyped.has(e.pointer)))
}

function toFieldErrors(issue: z.core.$ZodIssue, base: string): FieldError[] {
  const pointer = base + issue.path.map((p) => `/${escapePointer(String(p))}`).join('')
  const own = named(issue.message)
  const at = (code: string, params: Record<string, unknown> = {}): FieldError[] => [{ pointer, code, params }]
  switch (issue.code) {
    case 'unrecognized_keys': return issue.keys.slice(0, 20).map((k) => ({ pointer: `${pointer}/${escapePointer(k)}`, code: base === '/query' ? 'unknown-parameter' : 'unknown-field' }))
    case 'too_small': return at(own ?? size(issue.origin, 'short', 'few', 'small'), { minimum: Number(issue.minimum) })
    case 'too_big': return at(own ?? size(issue.origin, 'long', 'many', 'big'), { maximum: Number(issue.maximum) })
    case 'invalid_type': return issue.input === undefined ? at('missing') : at(own ?? 'wrong-type', { expected: issue.expected })
    case 'invalid_value': return issue.input === undefined ? at('missing') : at(own ?? 'not-allowed', { allowed: issue.values.map(String).join(', ') })
    case 'invalid_format': return at(own ?? 'format', { format: issue.format })
    case 'not_multiple_of': return at(own ?? 'not-multiple', { divisor: issue.divisor })
    case 'invalid_union': return unionErrors(issue, pointer, own)
    case 'custom': return at(own ?? 'invalid', issue.params ?? {})
    default: return at(own ?? 'invalid')
  }
}

/** The alternative that came closest speaks for the union: the one whose first fault lies deepest. */
function unionErrors(issue: z.core.$ZodIssueInvalidUnion, pointer: string, own: string | null): FieldError[] {
  const depth = (issues: readonly z.core.$ZodIssue[]) => Math.max(0, ...issues.map((i) => i.path.length))
  const closest = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0]
  if (own || !closest || closest.length === 0) return [{ pointer, code: own ?? (issue.input === undefined ? 'missing' : 'invalid') }]
  return closest.flatMap((inner) => toFieldErrors(inner, pointer))
}

const size = (origin: string, text: string, list: string, number: string): string => `too-${origin === 'string' ? text : origin === 'array' || origin === 'set' || origin === 'map' || origin === 'file' ? list : number}`

/** Our own shapes carry a message code such as `text.empty`; library texts are not codes. */
const named = (message: string): string | null => (/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/.test(message) ? message : null)
