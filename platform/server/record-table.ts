// Rows of simple record tables by the names that the code uses: one list of columns instead of four hand-written statements for each table.
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from './ctx.ts'

const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)

export interface RecordTable<Row extends { id: string }> {
  insert(ctx: Ctx, row: Row): Promise<Row>
  /** `hold`: locked until the transaction ends. null when there is none. */
  read(ctx: Ctx, id: string, hold?: boolean): Promise<Row | null>
  /** Writes what is given (undefined is left alone) and answers the whole row. Throws Error when the row is gone. */
  update(ctx: Ctx, id: string, patch: Partial<Omit<Row, 'id'>>): Promise<Row>
  /** Rows that a condition selects, in the order of the ids (which is that of time) unless said otherwise. */
  list(ctx: Ctx, where: RawBuilder<unknown>, options?: { order?: string; limit?: number }): Promise<Row[]>
}

/** `json`: columns kept as jsonb. Column names are the field names in snake case. */
export function recordTable<Row extends { id: string }>(table: string, fields: readonly (keyof Row & string)[], json: readonly (keyof Row & string)[] = []): RecordTable<Row> {
  const all = sql.raw(fields.map((f) => `${snake(f)} as "${f}"`).join(', ')), name = sql.raw(table), asJson = new Set<string>(json)
  const value = (field: string, given: unknown) => (asJson.has(field) && given !== null ? sql`${JSON.stringify(given)}::jsonb` : sql`${given}`)
  const entries = (row: object) => fields.flatMap((f) => { const given = (row as Record<string, unknown>)[f]; return given === undefined ? [] : [[f, given] as const] })
  const run = async (ctx: Ctx, query: RawBuilder<unknown>): Promise<Row[]> => (await query.execute(ctx.sql<unknown>())).rows as Row[]
  return {
    async insert(ctx, row) {
      const given = entries(row)
      const made = await run(ctx, sql`insert into ${name} (${sql.raw(given.map(([f]) => snake(f)).join(', '))}) values (${sql.join(given.map(([f, v]) => value(f, v)))}) returning ${all}`)
      return made[0]!
    },
    read: async (ctx, id, hold = false) => (await run(ctx, sql`select ${all} from ${name} where id = ${id} ${sql.raw(hold ? 'for update' : '')}`))[0] ?? null,
    async update(ctx, id, patch) {
      const given = entries(patch)
      const sets = given.map(([f, v]) => sql`${sql.raw(snake(f))} = ${value(f, v)}`)
      const made = await run(ctx, sql`update ${name} set ${sql.join(sets)} where id = ${id} returning ${all}`)
      if (!made[0]) throw new Error(`${table} ${id} is gone`)
      return made[0]
    },
    list: (ctx, where, { order = 'id', limit = 500 } = {}) => run(ctx, sql`select ${all} from ${name} where ${where} order by ${sql.raw(order)} limit ${limit}`),
  }
}
