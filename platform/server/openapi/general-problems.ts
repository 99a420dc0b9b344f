// Which problems every operation may answer, and the status of each code.
import type { Endpoint } from '../../contract/endpoint.ts'
import type { Route } from '../module.ts'

/** Codes of the platform. Codes of domains have 409 unless the endpoint writes another status before them: `'403 cases.restricted'`. */
const STATUS: Record<string, number> = {
  validation: 400, malformed: 400, 'signed-out': 401, forbidden: 403, 'cross-site': 403, 'owes-second-factor': 403, 'owes-enrolment': 403, 'owes-password-change': 403,
  'not-found': 404, conflict: 409, 'idempotency-in-progress': 409, 'idempotency-other-request': 409, stale: 412, 'too-large': 413, 'media-type': 415, 'rate-limited': 429,
  internal: 500, unavailable: 503,
}

export interface DeclaredProblem { code: string; status: number }

/** Everything that an endpoint may refuse with, sorted by status. */
export function problemsOf(route: Route): DeclaredProblem[] {
  const endpoint: Endpoint = route.endpoint
  // Other systems that push give up at a 4xx: what is only full at the moment is 503 there.
  if (endpoint.kind === 'raw') return declaredOf(endpoint, ['internal', 'unavailable', 'too-large'])
  const codes = ['rate-limited', 'internal', 'unavailable']
  if (endpoint.permission !== 'anyone') codes.push('signed-out', ...(endpoint.beforeMfa ? [] : ['owes-second-factor', 'owes-enrolment', 'owes-password-change']))
  if (endpoint.permission !== 'anyone' && endpoint.permission !== 'signed-in') codes.push('forbidden')
  if (endpoint.permission !== 'anyone' && endpoint.method !== 'GET') codes.push('cross-site')
  if (endpoint.query || endpoint.params || endpoint.body) codes.push('validation', 'malformed')
  if (endpoint.path.includes(':')) codes.push('not-found')
  if (endpoint.body || endpoint.kind === 'upload') codes.push('too-large', 'media-type')
  if (takesIdempotencyKey(route)) codes.push('idempotency-in-progress', 'idempotency-other-request')
  if (takesIfMatch(endpoint)) codes.push('stale')
  return declaredOf(endpoint, codes)
}

function declaredOf(endpoint: Endpoint, codes: readonly string[]): DeclaredProblem[] {
  const declared = endpoint.errors.map((text) => {
    const [, status, code] = /^(?:(\d{3}) )?(.+)$/.exec(text)!
    return { code: code!, status: status ? Number(status) : STATUS[code!] ?? 409 }
  })
  const all = new Map([...codes.map((code) => ({ code, status: STATUS[code]! })), ...declared].map((p) => [p.code, p]))
  return [...all.values()].sort((a, b) => a.status - b.status || (a.code < b.code ? -1 : 1))
}

/** Not where nobody is signed in, and not where a reply is never kept (secrets, work outside a transaction). */
export const takesIdempotencyKey = ({ endpoint, outside }: Route): boolean => endpoint.method === 'POST' && endpoint.kind === 'json' && endpoint.permission !== 'anyone' && outside === undefined

/** Changes of a record that exists; what is being made has no version yet. */
export const takesIfMatch = (endpoint: Endpoint): boolean => endpoint.etag && endpoint.method !== 'GET' && endpoint.path.includes(':')
