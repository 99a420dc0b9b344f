// Names that a case row shows, written anew in pieces: a customer may have very many cases.
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'

/** Rows of one statement; the caller goes on until fewer are touched. */
export const PIECE = 2_000

/** Who takes part in cases, by the column that names them. */
export async function renamePerson(ctx: Ctx, role: 'requester' | 'handler' | 'first_owner', id: string, name: string): Promise<number> {
  const [key, column] = [sql.ref(`${role}_id`), sql.ref(`${role}_name`)]
  return touched(ctx, sql`update cases set ${column} = ${name} where id in (select id from cases where ${key} = ${id} and ${column} is distinct from ${name} limit ${PIECE})`)
}

export async function renameCustomer(ctx: Ctx, id: string, name: string): Promise<number> {
  return touched(ctx, sql`update cases set customer_name = ${name} where id in (select id from cases where customer_id = ${id} and customer_name is distinct from ${name} limit ${PIECE})`)
}

export async function renameUnit(ctx: Ctx, id: string, zh: string, en: string): Promise<number> {
  return touched(ctx, sql`update cases set unit_name = ${zh}, unit_name_en = ${en}
    where id in (select id from cases where unit_id = ${id} and (unit_name, unit_name_en) is distinct from (${zh}::text, ${en}::text) limit ${PIECE})`)
}

async function touched(ctx: Ctx, update: RawBuilder<unknown>): Promise<number> {
  return Number((await update.execute(ctx.sql<unknown>())).numAffectedRows ?? 0)
}
