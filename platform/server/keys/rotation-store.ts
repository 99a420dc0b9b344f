// Rows of key rotations.
import { sql, type Kysely } from 'kysely'

export interface RotationRow {
  id: string; version: number; started_at: Date; started_by_name: string; finished_at: Date | null
  fields: number; files: number; unreadable: number; error: string | null
}

const COLUMNS = sql`id, version, started_at, started_by_name, finished_at, fields::float8 as fields, files::float8 as files, unreadable, error`

export async function insertRotation(db: Kysely<unknown>, row: Pick<RotationRow, 'id' | 'version' | 'started_at' | 'started_by_name'>): Promise<void> {
  await sql`insert into backup_key_rotations (id, version, started_at, started_by_name) values (${row.id}, ${row.version}, ${row.started_at}, ${row.started_by_name})`.execute(db)
}

export async function newestRotation(db: Kysely<unknown>): Promise<RotationRow | null> {
  return (await sql<RotationRow>`select ${COLUMNS} from backup_key_rotations order by version desc limit 1`.execute(db)).rows[0] ?? null
}

export async function saveRotation(db: Kysely<unknown>, version: number, done: Pick<RotationRow, 'fields' | 'files' | 'unreadable' | 'finished_at' | 'error'>): Promise<void> {
  await sql`update backup_key_rotations set fields = greatest(fields, ${done.fields}), files = greatest(files, ${done.files}), unreadable = ${done.unreadable}, finished_at = ${done.finished_at}, error = ${done.error}
    where version = ${version}`.execute(db)
}
