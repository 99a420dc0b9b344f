// The database as the product speaks to it: BEGIN travels with the first statement and COMMIT with the last ones, statements of one
// transaction may be on their way together, and those that come often are prepared. Each round trip saved is a third of a short query.
import { Kysely, PostgresDialect, Transaction, type CompiledQuery, type DatabaseConnection, type Driver, type KyselyProps, type QueryResult } from 'kysely'
import pg, { type Pool, type PoolClient, type QueryResult as Answer } from 'pg'
import { ExpressLanes } from './express-lanes.ts'
import { HotStatements } from './hot-statements.ts'
import { isChangedUnderIt, located, OpenTransaction, resultOf, type Later } from './open-transaction.ts'

/** Statements are answered in the order in which they were sent. The pool must be made with `pipeline: true`. */
export class Database extends Kysely<unknown> {
  readonly #pool: Pool
  readonly #hot: HotStatements
  readonly #lanes: ExpressLanes
  readonly #props: KyselyProps

  /** `keepsSessions` false: the pool leads through a pooler that gives each transaction another server session. */
  constructor(pool: Pool, keepsSessions = true) {
    const hot = new HotStatements(keepsSessions), dialect = new ProductDialect(pool, hot)
    super({ dialect })
    this.#pool = pool
    this.#hot = hot
    this.#lanes = new ExpressLanes(pool)
    this.#props = { config: { dialect }, dialect, driver: dialect.createDriver(), executor: this.getExecutor() }
  }

  /**
   * One transaction. What the work puts into `last` is sent together with COMMIT, and so is what it hands to `later`, unless it waits for an
   * answer after that; an error of either ends the transaction like any other. Without any statement the database is not asked at all.
   */
  async inTransaction<T>(work: (tx: Kysely<unknown>, last: CompiledQuery[], later: <R>(query: CompiledQuery) => Later<R>) => Promise<T>): Promise<T> {
    const open = new OpenTransaction(this.#pool, this.#hot, this.#lanes), last: CompiledQuery[] = []
    let unusable = false
    try {
      const value = await work(this.#over(open), last, (query) => open.later(query))
      await open.commit(last)
      return value
    } catch (error) {
      await open.rollback().catch(() => { unusable = true })
      unusable ||= isAsleep(error)
      throw error
    } finally { await open.release(unusable) }
  }

  /** Statements on one connection without a transaction around them. */
  async onConnection<T>(work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect(), lent = new LentConnection(client, this.#hot)
    let unusable = false
    try { return await work(this.#over(lent)) } catch (error) { unusable = isAsleep(error); throw error } finally {
      lent.giveBack()
      client.release(unusable)
    }
  }

  #over(connection: DatabaseConnection): Kysely<unknown> {
    return new Transaction<unknown>({ ...this.#props, executor: this.#props.executor.withConnectionProvider({ provideConnection: (use) => use(connection) }) })
  }
}

/** The server behind the connection takes no writes any more, as after a switch-over behind a pooler: the next connection looks for the one that does. */
const isAsleep = (error: unknown): boolean => (error as { code?: string } | null)?.code === '25006'

/** A connection of the pool while it is lent; used after that it would disturb whoever has it then. */
class LentConnection implements DatabaseConnection {
  readonly #client: PoolClient
  readonly #hot: HotStatements
  #isOver = false
  #isGathering = false

  constructor(client: PoolClient, hot: HotStatements) { this.#client = client; this.#hot = hot }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#isOver) throw new Error('the transaction of this statement is over')
    return resultOf(await this.#send(query).catch((error: unknown) => this.#again(query, located(error))))
  }

  #send({ sql, parameters }: CompiledQuery): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#gather()
      const query = new pg.Query(sql, parameters as unknown[], (error, answer) => { if (error) reject(error); else resolve(answer as unknown as Answer) }) as pg.Query & { name?: string }
      query.name = this.#hot.nameOf(sql)
      this.#client.query(query)
    })
  }

  /** A statement that was prepared before a table changed is sent anew. */
  #again(query: CompiledQuery, error: unknown): Promise<Answer> {
    if (!isChangedUnderIt(error)) throw error
    this.#hot.forget(query.sql)
    return this.#send(query)
  }

  /** Everything that is sent without waiting in between leaves in one packet: each costs a call of the system and wakes the database. */
  #gather(): void {
    if (this.#isGathering) return
    this.#isGathering = true
    const { stream } = (this.#client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection
    stream.cork()
    process.nextTick(() => { this.#isGathering = false; stream.uncork() })
  }

  giveBack(): void { this.#isOver = true }
  streamQuery(): never { throw new Error('rows are read in pages, not as a stream') }
}

/** For statements outside of `inTransaction` and `onConnection`. */
class ProductDialect extends PostgresDialect {
  readonly #pool: Pool
  readonly #hot: HotStatements
  constructor(pool: Pool, hot: HotStatements) { super({ pool }); this.#pool = pool; this.#hot = hot }
  override createDriver(): Driver { return new ProductDriver(this.#pool, this.#hot) }
}

class ProductDriver implements Driver {
  readonly #pool: Pool
  readonly #hot: HotStatements
  readonly #clients = new WeakMap<DatabaseConnection, PoolClient>()
  constructor(pool: Pool, hot: HotStatements) { this.#pool = pool; this.#hot = hot }

  async init(): Promise<void> { /* the pool connects when it is asked to */ }
  async acquireConnection(): Promise<DatabaseConnection> {
    const client = await this.#pool.connect(), connection = new LentConnection(client, this.#hot)
    this.#clients.set(connection, client)
    return connection
  }
  async releaseConnection(connection: DatabaseConnection): Promise<void> { this.#clients.get(connection)?.release() }
  async beginTransaction(connection: DatabaseConnection): Promise<void> { await this.#clients.get(connection)!.query('begin') }
  async commitTransaction(connection: DatabaseConnection): Promise<void> { await this.#clients.get(connection)!.query('commit') }
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> { await this.#clients.get(connection)!.query('rollback') }
  async destroy(): Promise<void> { /* whoever made the pool ends it */ }
}
