// Calls a declared endpoint: typed by the contract, refused as ApiProblem, timed by the server's clock.
import type { Endpoint } from '../../platform/contract/endpoint.ts'
import { setServerTime, setWallTime } from '../design/server-clock.ts'
import { currentWords } from '../i18n/i18n.ts'
import { offlineProblem, problemOf } from './problem.ts'
import { randomKey } from './random-key.ts'
import { noteReachable, noteUnreachable } from './reachability.ts'
import { noteSignedOut } from './signed-out.ts'

type Part<Name extends string, T> = [T] extends [undefined] ? { [K in Name]?: undefined } : { [K in Name]: T }
type QueryPart<Q> = [Q] extends [undefined] ? { query?: undefined } : { query?: { [K in keyof Q]?: Q[K] | undefined } }

export type CallInput<P, Q, B> = Part<'params', P> & QueryPart<Q> & Part<'body', B> & {
  /** Same key, same effect: give your own to make a retry of a POST safe across calls. */
  idempotencyKey?: string
  /** `version` of the record that the change was made on; 412 when someone was faster. */
  ifMatch?: number
  signal?: AbortSignal
  /** Files of an `upload` endpoint, by field. */
  files?: FormData
}
/** May be left out when the endpoint takes nothing. */
export type CallArgs<P, Q, B> = [P, B] extends [undefined, undefined] ? [input?: CallInput<P, Q, B>] : [input: CallInput<P, Q, B>]
/** `any` because function types are contravariant in the parts: this is every endpoint, whatever it takes. */
export type AnyEndpoint = Endpoint<any, any, any, any>

interface LooseInput { params?: unknown; query?: unknown; body?: unknown; idempotencyKey?: string; ifMatch?: number; signal?: AbortSignal; files?: FormData }

/** Address of an endpoint, for links and downloads. */
export function addressOf(endpoint: AnyEndpoint, input: { params?: unknown; query?: unknown } = {}): string {
  const params = (input.params ?? {}) as Record<string, unknown>
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined || value === null || value === '') throw new TypeError(`${endpoint.path} needs ${name}`)
    return encodeURIComponent(String(value))
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
  }
  const query = search.toString()
  return `/api/v1${path}${query ? `?${query}` : ''}`
}

/** Sends and returns the reply. Throws ApiProblem: status 0 without an answer, else what the server said. */
export async function call<P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, ...[input]: CallArgs<P, Q, B>): Promise<R> {
  const response = await send(endpoint, (input ?? {}) as LooseInput)
  if (endpoint.kind === 'download') return await response.blob() as R
  if (response.status === 204) return undefined as R
  const reply: unknown = await response.json()
  return import.meta.env.DEV ? endpoint.reply.parse(reply) : reply as R
}

function headersOf(endpoint: AnyEndpoint, input: LooseInput): Headers {
  const headers = new Headers({ accept: 'application/json, application/problem+json', 'accept-language': currentWords().lang, 'x-requested-with': 'houyuan' })
  if (!input.files && input.body !== undefined) headers.set('content-type', 'application/json')
  if (endpoint.method === 'POST') headers.set('idempotency-key', input.idempotencyKey ?? randomKey())
  if (input.ifMatch !== undefined) headers.set('if-match', `"${input.ifMatch}"`)
  return headers
}

async function send(endpoint: AnyEndpoint, input: LooseInput): Promise<Response> {
  const body = input.files ?? (input.body === undefined ? endpoint.method === 'GET' ? null : '{}' : JSON.stringify(input.body))
  const headers = headersOf(endpoint, input)
  if (body === '{}') headers.set('content-type', 'application/json')
  const request: RequestInit = { method: endpoint.method, headers, body, credentials: 'same-origin', ...(input.signal ? { signal: input.signal } : {}) }
  const response = await fetch(addressOf(endpoint, input), request).catch((error: unknown) => {
    if (input.signal?.aborted) throw error
    noteUnreachable()
    throw offlineProblem()
  })
  noteReachable()
  noteServerTime(response)
  if (response.ok) return response
  const problem = await problemOf(response)
  if (problem.status === 401 && endpoint.permission !== 'anyone') noteSignedOut()
  throw problem
}

/** `x-houyuan-now` is business time (frozen under the test clock); `date` is the fallback, to the second. */
function noteServerTime(response: Response): void {
  const [business = '', mark] = (response.headers.get('x-houyuan-now') ?? '').split(';')
  const at = Date.parse(business), wall = Date.parse(response.headers.get('date') ?? '')
  if (!Number.isNaN(at)) setServerTime(at, mark?.trim() === 'frozen')
  else if (!Number.isNaN(wall)) setWallTime(wall)
}
