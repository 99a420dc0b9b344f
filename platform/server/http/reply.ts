// Replies that are bytes, and files that came in.
import type { Readable } from 'node:stream'
import type { Later } from '../open-transaction.ts'

/** A download. `inline` only for types that a browser may safely show. */
export class FileReply {
  readonly body: Readable | Buffer
  readonly name: string
  readonly contentType: string
  readonly inline: boolean
  readonly size: number | null
  constructor(body: Readable | Buffer, detail: { name: string; contentType: string; inline?: boolean; size?: number }) {
    this.body = body
    this.name = detail.name
    this.contentType = detail.contentType
    this.inline = detail.inline ?? false
    this.size = detail.size ?? (Buffer.isBuffer(body) ? body.length : null)
  }
}

/** A file of a multipart request, spooled to disk; removed when the request ends unless it was stored. */
export interface UploadedFile { field: string; name: string; declaredType: string; path: string; size: number }

export interface ReplyCookie { name: string; value: string; secure: boolean; /** Seconds; without it the cookie ends with the browser session, 0 removes it. */ maxAge?: number }

/** A JSON reply that also sets cookies (sign-in and sign-out). */
export class Reply<R> {
  readonly body: R
  readonly cookies: readonly ReplyCookie[]
  constructor(body: R, cookies: readonly ReplyCookie[]) { this.body = body; this.cookies = cookies }
}

/** A JSON reply of which a part comes with the commit: `fill` puts it into the reply as the contract shapes it, once `awaited` was answered. */
export class FilledReply<R> {
  readonly body: R
  readonly awaited: Later<unknown>
  readonly fill: (reply: R) => void
  constructor(body: R, awaited: Later<unknown>, fill: (reply: R) => void) { this.body = body; this.awaited = awaited; this.fill = fill }
}
