// Query strings and path parameters: percent-encoded UTF-8 without control characters, anything else is refused.
import { BadInput } from '../errors.ts'
import { escapePointer, isCleanText } from './read-json.ts'

export type Query = Record<string, string | string[]>

/** Stands for a query that cannot be read; the router must not throw, so the refusal follows in `checkQuery`. */
const UNREADABLE: Query = Object.freeze({}) as Query
const MAX_PARAMETERS = 100

/** For the router: never throws. A name that comes several times becomes a list. */
export function parseQuery(text: string): Query {
  const query = Object.create(null) as Query
  if (text === '') return query
  const pairs = text.split('&')
  if (pairs.length > MAX_PARAMETERS) return UNREADABLE
  for (const pair of pairs) {
    if (pair === '') continue
    const at = pair.indexOf('=')
    const name = decoded(at < 0 ? pair : pair.slice(0, at)), value = decoded(at < 0 ? '' : pair.slice(at + 1))
    if (name === null || value === null) return UNREADABLE
    const before = query[name]
    query[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return query
}

function decoded(text: string): string | null {
  try { return decodeURIComponent(text.replaceAll('+', ' ')) } catch { return null }
}

/** Throws BadInput for a query that could not be read or that holds control characters. */
export function checkQuery(query: unknown): Query {
  if (query === UNREADABLE) throw new BadInput([{ pointer: '/query', code: 'encoding' }], 'malformed')
  refuseUnclean(query as Query, '/query')
  return query as Query
}

/** Throws BadInput for path parameters with control characters. */
export function checkParams(params: unknown): Record<string, string> {
  refuseUnclean(params as Query, '/params')
  return params as Record<string, string>
}

function refuseUnclean(values: Query, base: string): void {
  for (const [name, value] of Object.entries(values)) {
    const texts = Array.isArray(value) ? value : [value]
    if (![name, ...texts].every(isCleanText)) throw new BadInput([{ pointer: `${base}/${escapePointer(name)}`, code: 'text.control-characters' }])
  }
}
