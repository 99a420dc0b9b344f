// The place of the demo company in the tree of units.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'

/** The day from which the handbook holds. */
const HANDBOOK_DAY = '2025-01-01T00:00:00+08:00'

/** The unit exists since the handbook does: the story of the demo company begins long before the installation. */
export async function holdSinceHandbook(ctx: Ctx, unitId: string): Promise<void> {
  await sql`update org_unit_versions set valid_from = ${HANDBOOK_DAY} where unit_id = ${unitId} and valid_from > ${HANDBOOK_DAY}
    and valid_from = (select min(valid_from) from org_unit_versions where unit_id = ${unitId})`.execute(ctx.sql<unknown>())
}
