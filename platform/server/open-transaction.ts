// A transaction while it is open. It takes a connection when it first has something to send, and whatever nobody has waited for yet leaves in
// one packet: BEGIN with the first, COMMIT with the last. When the first is the last, the packet is a transaction by itself.
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type { Pool, PoolClient, QueryResult as Answer } from 'pg'
import type { ExpressLanes } from './express-lanes.ts'
import type { HotStatements } from './hot-statements.ts'
import { Packet, type Statement } from './packet.ts'

const WRITING = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])
/** `feature_not_supported`: also what a prepared statement answers when a column of its tables has changed. */
export const CHANGED_UNDER_IT = '0A000'
/** `in_failed_sql_transaction`: an earlier statement of the transaction failed. */
const ALREADY_FAILED = '25P02'

const codeOf = (error: unknown): string | undefined => (error as { code?: string } | null)?.code
export const isChangedUnderIt = (error: unknown): boolean => codeOf(error) === CHANGED_UNDER_IT

/** Rows as Kysely hands them out. */
export const resultOf = <R>(answer: Answer): QueryResult<R> => ({ rows: answer.rows as R[], ...(WRITING.has(answer.command) ? { numAffectedRows: BigInt(answer.rowCount ?? 0) } : {}) })

/** Errors come out of the socket: the stack is to name who asked. */
export function located(error: unknown): unknown {
  if (error instanceof Error) Error.captureStackTrace(error)
  return error
}

/** A statement that travels with the next one that somebody waits for, or with the commit. */
export interface Later<R> {
  /** Its rows. Throws Error before they have come. */
  rows(): readonly R[]
  /** Sends it now, with what waits before it. */
  now(): Promise<readonly R[]>
}

export class OpenTransaction implements DatabaseConnection {
  readonly #pool: Pool
  readonly #hot: HotStatements
  readonly #lanes: ExpressLanes
  #connecting: Promise<void> | null = null
  #client: PoolClient | null = null
  #waiting: Statement[] = []
  #isLeaving = false
  #hasBegun = false
  #isOver = false
  /** Kept for those that only suffer from it. */
  #failure: unknown = null
  /** A packet was never sent: what it held must not be missing in silence. */
  #isBroken = false

  constructor(pool: Pool, hot: HotStatements, lanes: ExpressLanes) { this.#pool = pool; this.#hot = hot; this.#lanes = lanes }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#isOver) throw new Error('the transaction of this statement is over')
    const answer = this.#put(query)
    this.#leaveSoon()
    // Nothing can be repeated within a transaction: the whole of it is (kernel.ts).
    return resultOf(await answer.catch((error: unknown) => { throw located(this.#causeOf(error)) }))
  }

  /** When it fails, so does the transaction, at the latest at its commit. */
  later<R>(query: CompiledQuery): Later<R> {
    if (this.#isOver) throw new Error('the transaction of this statement is over')
    let rows: readonly R[] | null = null
    const answer = this.#put(query).then((a) => { rows = a.rows as R[]; return rows }, (error: unknown) => { throw located(this.#causeOf(error)) })
    answer.catch(() => undefined)
    return {
      rows() { if (rows === null) throw new Error('the statement is still on its way'); return rows },
      now: () => { this.#leaveSoon(); return answer },
    }
  }

  /** Sends what still waits, `last`, and COMMIT. Without any statement the database is not asked at all. */
  async commit(last: readonly CompiledQuery[]): Promise<void> {
    this.#isOver = true
    for (const query of last) this.#put(query).catch(() => undefined)
    if (!this.#hasBegun && this.#waiting.length === 0) return
    if (!this.#connecting) { await this.#sendAlone().catch((error: unknown) => { throw located(error) }); return }
    await this.#connecting
    if (this.#isBroken) throw this.#failure
    const packet = this.#waiting.splice(0), commit = this.#hasBegun ? this.#ownStatement('commit') : null
    await this.#send(commit ? [...packet, commit.statement] : packet).catch((error: unknown) => { throw located(this.#causeOf(error)) })
    this.#hasBegun = false
    // An earlier error that nobody waited for, or that somebody caught: PostgreSQL then takes COMMIT for ROLLBACK.
    if ((await commit?.answer)?.command === 'ROLLBACK') throw this.#failure ?? new Error('the transaction had failed before it was to be committed')
  }

  async rollback(): Promise<void> {
    this.#isOver = true
    this.#waiting = []
    if (this.#hasBegun) await this.#client!.query('rollback')
  }

  /** Gives the connection back; `unusable`: it is closed. */
  async release(unusable: boolean): Promise<void> {
    await this.#connecting?.catch(() => undefined)
    this.#client?.release(unusable)
  }

  streamQuery(): never { throw new Error('rows are read in pages, not as a stream') }

  #put({ sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ text: sql, values: parameters, name: this.#hot.nameOf(sql), resolve: (answer) => { this.#failure = null; resolve(answer) }, reject })
    })
  }

  #ownStatement(text: 'begin' | 'commit'): { statement: Statement; answer: Promise<Answer> } {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    promise.catch(() => undefined)
    return { statement: { text, values: [], name: this.#hot.nameOf(text), resolve, reject }, answer: promise }
  }

  #connect(): Promise<void> {
    return this.#connecting ??= this.#pool.connect().then((client) => { this.#client = client })
  }

  /** What is asked without waiting in between leaves together. */
  #leaveSoon(): void {
    if (this.#isLeaving) return
    this.#isLeaving = true
    if (this.#client) process.nextTick(() => this.#leave())
    else this.#connect().then(() => this.#leave(), (error: unknown) => { for (const { reject } of this.#waiting.splice(0)) reject(error) })
  }

  #leave(): void {
    this.#isLeaving = false
    const packet = this.#waiting.splice(0)
    if (packet.length === 0) return
    if (!this.#hasBegun) packet.unshift(this.#ownStatement('begin').statement)
    this.#hasBegun = true
    this.#send(packet).catch(() => undefined)
  }

  #send(statements: readonly Statement[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#client!.query(new Packet(statements, { ended: resolve, failed: (statement, error) => { this.#note(statement, error); reject(error) } }))
    })
  }

  #sendAlone(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#lanes.send(this.#waiting.splice(0), { ended: resolve, failed: (statement, error) => { this.#note(statement, error); reject(error) } }).catch(reject)
    })
  }

  #note({ text }: Statement, error: unknown): void {
    if (isChangedUnderIt(error)) this.#hot.forget(text)
    if (codeOf(error) === undefined) this.#isBroken = true
    this.#failure ??= error
  }

  #causeOf(error: unknown): unknown { return codeOf(error) === ALREADY_FAILED ? this.#failure ?? error : error }
}
