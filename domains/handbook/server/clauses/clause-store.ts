// Rows of the clause register.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { ClauseKind } from '../../contract/clause.ts'

export interface ClauseRow {
  number: string; position: number; kind: ClauseKind; parent: string | null; titleZh: string; titleEn: string; otherTitles: { zh: string; en: string }[]
  summaryZh: string; summaryEn: string; owner: string; textMissing: boolean; text: string | null; version: number; updatedAt: Date
}
export type ClauseFields = Pick<ClauseRow, 'summaryZh' | 'summaryEn' | 'owner' | 'text'>
export type SeededClause = Omit<ClauseRow, 'text' | 'version' | 'updatedAt'>

const COLUMNS = sql.raw(`number, position, kind, parent, title_zh as "titleZh", title_en as "titleEn", other_titles as "otherTitles", summary_zh as "summaryZh", summary_en as "summaryEn",
  owner_role as "owner", text_missing as "textMissing", body as "text", version, updated_at as "updatedAt"`)

/** All clauses in reading order. */
export async function readClauses(ctx: Ctx): Promise<ClauseRow[]> {
  return (await sql<ClauseRow>`select ${COLUMNS} from handbook_clauses order by position`.execute(ctx.sql<unknown>())).rows
}

export async function holdClause(ctx: Ctx, number: string): Promise<ClauseRow | null> {
  return (await sql<ClauseRow>`select ${COLUMNS} from handbook_clauses where number = ${number} for update`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

/** Writes the fields and remembers which of them a person has changed. */
export async function saveClause(ctx: Ctx, number: string, fields: ClauseFields, changed: readonly string[]): Promise<void> {
  await sql`update handbook_clauses set summary_zh = ${fields.summaryZh}, summary_en = ${fields.summaryEn}, owner_role = ${fields.owner}, body = ${fields.text},
    edited = array(select distinct unnest(edited || ${[...changed]}::text[]) order by 1), version = version + 1, updated_at = ${ctx.now()} where number = ${number}`.execute(ctx.sql<unknown>())
}

/** Adds what is new and brings up to date what no person changed; rows that stay the same are not touched. Returns the numbers of the others. */
export async function saveSeeded(ctx: Ctx, clauses: readonly SeededClause[]): Promise<string[]> {
  const saved = await sql<{ number: string }>`insert into handbook_clauses as c (number, position, kind, parent, title_zh, title_en, other_titles, summary_zh, summary_en, owner_role, text_missing, updated_at)
    select number, position, kind, parent, "titleZh", "titleEn", "otherTitles", "summaryZh", "summaryEn", owner, "textMissing", ${ctx.now()}
      from jsonb_to_recordset(${JSON.stringify(clauses)}::jsonb) as s(number text, position integer, kind text, parent text, "titleZh" text, "titleEn" text, "otherTitles" jsonb, "summaryZh" text, "summaryEn" text, owner text, "textMissing" boolean)
    on conflict (number) do update set position = excluded.position, kind = excluded.kind, parent = excluded.parent, title_zh = excluded.title_zh, title_en = excluded.title_en, other_titles = excluded.other_titles,
      text_missing = excluded.text_missing, version = c.version + 1, updated_at = excluded.updated_at,
      summary_zh = case when 'summaryZh' = any(c.edited) then c.summary_zh else excluded.summary_zh end,
      summary_en = case when 'summaryEn' = any(c.edited) then c.summary_en else excluded.summary_en end,
      owner_role = case when 'owner' = any(c.edited) then c.owner_role else excluded.owner_role end
    where (c.position, c.kind, c.parent, c.title_zh, c.title_en, c.other_titles, c.text_missing) is distinct from
        (excluded.position, excluded.kind, excluded.parent, excluded.title_zh, excluded.title_en, excluded.other_titles, excluded.text_missing)
      or (c.summary_zh <> excluded.summary_zh and not 'summaryZh' = any(c.edited)) or (c.summary_en <> excluded.summary_en and not 'summaryEn' = any(c.edited))
      or (c.owner_role <> excluded.owner_role and not 'owner' = any(c.edited))
    returning c.number`.execute(ctx.sql<unknown>())
  return saved.rows.map((r) => r.number)
}
