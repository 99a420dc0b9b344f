// The package has no types of its own; this is the part that is used.
declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream'
  import type { Submittable } from 'pg'
  export type CopyToStreamQuery = Readable & Submittable & { rowCount: number }
  export type CopyFromStreamQuery = Writable & Submittable & { rowCount: number }
  export function to(text: string): CopyToStreamQuery
  export function from(text: string): CopyFromStreamQuery
}
