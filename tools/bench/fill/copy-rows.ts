// Rows into a table by COPY, as text, over a connection of their own.
import pg from 'pg'
import { from as copyFrom, type CopyFromStreamQuery } from 'pg-copy-streams'

export type Value = string | number | boolean | null | undefined | Date

const CHUNK = 1 << 18
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const text = (value: Value): string => (value === null || value === undefined ? '\\N' : value instanceof Date ? value.toISOString() : typeof value === 'string' ? value.replaceAll(/[\\\t\n\r]/g, (c) => ESCAPED[c]!) : String(value))

/** A tsvector without positions, as text. */
export const vector = (terms: Iterable<string>): string => { let out = ''; for (const t of new Set(terms)) out += `'${t.replaceAll('\\', '\\\\').replaceAll('\'', '\'\'')}' `; return out }

export class CopyRows {
  readonly #db: pg.Client
  readonly #stream: CopyFromStreamQuery
  #waiting = ''
  #failed: Error | null = null
  private constructor(db: pg.Client, stream: CopyFromStreamQuery) {
    this.#db = db; this.#stream = stream
    stream.on('error', (error: Error) => { this.#failed = error })
  }

  static async into(url: string, table: string, columns: readonly string[]): Promise<CopyRows> {
    const db = new pg.Client(url)
    await db.connect()
    await db.query('set synchronous_commit = off; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0')
    return new CopyRows(db, db.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`)))
  }

  add(values: readonly Value[]): void {
    let line = ''
    for (let i = 0; i < values.length; i++) line += (i > 0 ? '\t' : '') + text(values[i])
    this.#waiting += `${line}\n`
  }

  /** Hands over what is waiting once it is worth it; returns when the database keeps up. */
  async flush(all = false): Promise<void> {
    if (this.#failed) throw this.#failed
    if (!all && this.#waiting.length < CHUNK) return
    const ready = this.#stream.write(this.#waiting)
    this.#waiting = ''
    if (!ready) await new Promise<void>((resolve, reject) => { this.#stream.once('drain', resolve); this.#stream.once('error', reject) })
  }

  async end(): Promise<void> {
    await this.flush(true)
    await new Promise<void>((resolve, reject) => { this.#stream.once('finish', resolve); this.#stream.once('error', reject); this.#stream.end() })
    await this.#db.end()
  }
}
