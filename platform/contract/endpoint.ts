// One HTTP operation, declared once: the server serves it, the web app calls it, OpenAPI describes it.
import { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Endpoint<Params = unknown, Query = unknown, Body = unknown, Reply = unknown> {
  readonly method: Method
  readonly path: `/${string}`
  /** A declared permission; `any-role` = any account that holds a role (§7.4: without one there is no work); `signed-in` = any account, for its own things; `anyone` = no account needed. */
  readonly permission: string
  readonly summary: string
  readonly description?: string
  readonly params: z.ZodType<Params> | null
  readonly query: z.ZodType<Query> | null
  readonly body: z.ZodType<Body> | null
  readonly reply: z.ZodType<Reply>
  /** Status of success; 200 unless said otherwise. */
  readonly status: number
  /** Codes of the problems it may answer beside the general ones (validation, signed-out, forbidden, not-found, rate-limited). */
  readonly errors: readonly string[]
  /** The reply carries `version`, sent as ETag; writes honour If-Match. */
  readonly etag: boolean
  /** `upload`: multipart/form-data, files come as `input.files`; `download`: the handler returns a FileReply; `raw`: the bytes of the body come unread as `input.raw`, whatever their type. */
  readonly kind: 'json' | 'upload' | 'download' | 'raw'
  /** May be called by a session whose second factor or password change is still due. */
  readonly beforeMfa: boolean
  /** What to send; of an operation without a body, what it answers. */
  readonly example?: unknown
}

export interface Declared<P, Q, B, R> {
  method: Method; path: `/${string}`; permission: string; summary: string; description?: string
  params?: z.ZodType<P>; query?: z.ZodType<Q>; body?: z.ZodType<B>; reply?: z.ZodType<R>
  status?: number; errors?: readonly string[]; etag?: boolean; kind?: 'json' | 'upload' | 'download' | 'raw'; beforeMfa?: boolean; example?: unknown
}

export const Nothing = z.strictObject({})

/** Declares an operation below `/api/v1`; `path` is relative to it, with `:name` parameters. */
export function endpoint<P = undefined, Q = undefined, B = undefined, R = Record<string, never>>(declared: Declared<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return {
    params: null, query: null, body: null, status: 200, errors: [], etag: false, kind: 'json', beforeMfa: false,
    ...declared, reply: declared.reply ?? (Nothing as unknown as z.ZodType<R>),
  }
}
