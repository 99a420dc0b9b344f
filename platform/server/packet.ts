// Several statements that travel together: one write to the socket, one answer. Answered one by one, each wakes both sides once more,
// and that costs more than a short statement takes to run.
import pg, { type QueryResult as Answer } from 'pg'

export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  /** The name under which a connection keeps its plan; undefined: it is not kept. */
  readonly name: string | undefined
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/** A connection as pg hands it to a query, and a query as its connection treats it; the types of pg leave both out. */
interface Wire {
  stream: { cork(): void; uncork(): void }
  parsedStatements: Record<string, string | undefined>
  submittedNamedStatements: Record<string, string | undefined>
  parse(message: { text: string; name: string | undefined }): void
  bind(message: { statement: string | undefined; values: readonly unknown[] }): void
  describe(message: { type: 'P' }): void
  execute(message: null): void
  sync(): void
}
interface Reading { callback: unknown; handleRowDescription(message: unknown): void; handleDataRow(message: unknown): void; handleCommandComplete(message: unknown, wire: Wire): void; handleReadyForQuery(wire: Wire): void }

const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } }).utils

/** Whoever sent the packet: `failed` before the statements are rejected, with the one at fault; `ended` after all of them were answered. */
interface Told { ended(): void; failed(statement: Statement, error: unknown): void }

/**
 * Statements under one Sync. Outside of BEGIN and COMMIT they are a transaction of their own: all of them or none. After a failure the server
 * skips the rest: all of them are rejected with its error.
 */
export class Packet extends pg.Query {
  readonly #statements: readonly Statement[]
  readonly #readings: Reading[]
  readonly #told: Told
  /** Whether this packet was the first to send the name, by the position of the statement. */
  readonly #introduces: boolean[] = []
  #at = 0
  /** Read by pg when the server has parsed a statement: those of the statement that it is at. */
  declare name: string | undefined
  declare text: string

  constructor(statements: readonly Statement[], told: Told) {
    super('')
    this.#statements = statements
    this.#told = told
    this.#readings = statements.map((s) => new pg.Query('', (error: Error | undefined, answer: unknown) => { if (error) s.reject(error); else s.resolve(answer as Answer) }) as unknown as Reading)
    this.#goTo(0)
    this.submit = (connection) => this.#send(connection as unknown as Wire)
  }

  /** What cannot be written is refused before anything is sent. */
  #send(wire: Wire): Error | null {
    let values: unknown[][]
    try { values = this.#statements.map((s) => s.values.map((v) => prepareValue(v))) } catch (error) { return error as Error }
    wire.stream.cork()
    try {
      for (const [i, { name, text }] of this.#statements.entries()) {
        const isNew = name === undefined || (wire.parsedStatements[name] === undefined && wire.submittedNamedStatements[name] === undefined)
        this.#introduces.push(isNew)
        if (isNew) wire.parse({ text, name })
        if (isNew && name !== undefined) wire.submittedNamedStatements[name] = text
        wire.bind({ statement: name, values: values[i]! })
        wire.describe({ type: 'P' })
        wire.execute(null)
      }
      wire.sync()
    } finally { wire.stream.uncork() }
    return null
  }

  #goTo(at: number): void {
    this.#at = at
    this.name = this.#statements[at]?.name
    this.text = this.#statements[at]?.text ?? ''
  }

  handleRowDescription(message: unknown): void { this.#readings[this.#at]!.handleRowDescription(message) }
  handleDataRow(message: unknown): void { this.#readings[this.#at]!.handleDataRow(message) }
  handleCommandComplete(message: unknown, wire: Wire): void {
    this.#readings[this.#at]!.handleCommandComplete(message, wire)
    this.#goTo(this.#at + 1)
  }

  /** The server has taken the whole packet, the commit included. */
  handleReadyForQuery(wire: Wire): void {
    for (const reading of this.#readings) reading.handleReadyForQuery(wire)
    this.#told.ended()
  }

  handleError(error: unknown, wire: Wire): void {
    // What the server skipped it has not parsed either.
    for (const [i, { name }] of this.#statements.entries()) if (i >= this.#at && this.#introduces[i] && name !== undefined) delete wire.submittedNamedStatements[name]
    this.#told.failed(this.#statements[Math.min(this.#at, this.#statements.length - 1)]!, error)
    for (const { reject } of this.#statements) reject(error)
  }
}
