// Rows of the ledger of received mail and of the mailboxes that are read.
import { sql } from 'kysely'
import type { Ctx } from '../../ctx.ts'

export type ReceivedOutcome = 'cased' | 'joined' | 'quarantined' | 'rejected' | 'automatic'
export type ReceivedSource = 'smtp' | 'imap' | 'hook'
export type ReceivedFormat = 'mime' | 'im' | 'alertmanager' | 'zabbix' | 'nagios' | 'generic'

export interface ReceivedRow {
  id: string; received_at: Date; stored_at: Date; source: ReceivedSource; mailbox: string; uid: string | null; uid_validity: string | null
  envelope_from: string | null; envelope_to: string[]; remote: string | null; raw_file: string; sha256: string; size: number
  message_id: string | null; from_address: string | null; subject: string | null; state: 'received' | 'done' | 'quarantined'; attempts: number
  outcome: ReceivedOutcome | null; related_to: string | null; reason: string | null; detail: string | null; processed_at: Date | null; archive: boolean; as_person: boolean; format: ReceivedFormat; external_id: string | null
}

const COLUMNS = sql`id, received_at, stored_at, source, mailbox, uid::text, uid_validity::text, envelope_from, envelope_to, remote, raw_file, sha256, size::float8 as size, message_id, from_address, subject,
  state, attempts, outcome, related_to, reason, detail, processed_at, archive, as_person, format, external_id`

export type NewReceived = Pick<ReceivedRow, 'id' | 'source' | 'mailbox' | 'uid' | 'uid_validity' | 'envelope_from' | 'envelope_to' | 'remote' | 'raw_file' | 'sha256' | 'size' | 'message_id' | 'from_address' | 'archive' | 'format' | 'external_id'>

/** Text of strangers as the database can hold it: a NUL byte in an address must not keep a message out of the ledger. */
const storable = <T extends string | null | undefined>(text: T): T => (typeof text === 'string' ? text.toWellFormed().replaceAll('\0', '') as T : text)

export async function insertReceived(ctx: Ctx, r: NewReceived): Promise<void> {
  await sql`insert into mail_received (id, received_at, stored_at, source, mailbox, uid, uid_validity, envelope_from, envelope_to, remote, raw_file, sha256, size, message_id, from_address, archive, format, external_id)
    values (${r.id}, ${ctx.now()}, ${ctx.host.realNow()}, ${r.source}, ${r.mailbox}, ${r.uid}, ${r.uid_validity}, ${storable(r.envelope_from)}, ${r.envelope_to.map(storable)}::text[], ${r.remote}, ${r.raw_file}, ${r.sha256}, ${r.size}, ${storable(r.message_id)}, ${storable(r.from_address)}, ${r.archive}, ${r.format}, ${storable(r.external_id)})`.execute(ctx.sql<unknown>())
}

export async function findReceivedRow(ctx: Ctx, id: string, lock = false): Promise<ReceivedRow | null> {
  return (await sql<ReceivedRow>`select ${COLUMNS} from mail_received where id = ${id} ${lock ? sql`for update` : sql``}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export async function hasReceived(ctx: Ctx, mailbox: string, uidValidity: string, uid: string): Promise<boolean> {
  return (await sql`select 1 from mail_received where mailbox = ${mailbox} and uid_validity = ${uidValidity} and uid = ${uid}`.execute(ctx.sql<unknown>())).rows.length > 0
}

export async function hasSameBytes(ctx: Ctx, mailbox: string, sha256: string): Promise<boolean> {
  return (await sql`select 1 from mail_received where sha256 = ${sha256} and mailbox = ${mailbox}`.execute(ctx.sql<unknown>())).rows.length > 0
}

/** The first arrival of the same bytes that has found its place. */
export async function findFirstArrival(ctx: Ctx, row: Pick<ReceivedRow, 'id' | 'sha256'>): Promise<ReceivedRow | null> {
  const found = await sql<ReceivedRow>`select ${COLUMNS} from mail_received where sha256 = ${row.sha256} and id < ${row.id} and outcome in ('cased', 'joined') order by id limit 1`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

/**
 * Leases the next message that waits. Messages of one sender are read in order of arrival, because the earlier one has to be there when
 * the later one looks for its case; but one that takes longer than `patienceMs` holds nobody up.
 */
export async function takeReceived(ctx: Ctx, leaseMs: number, patienceMs: number): Promise<ReceivedRow | null> {
  const real = ctx.host.realNow().getTime()
  const taken = await sql<ReceivedRow>`update mail_received set lease_until = ${new Date(real + leaseMs)}, attempts = attempts + 1 where id = (
      select id from mail_received r where state = 'received' and (lease_until is null or lease_until < ${new Date(real)})
        and not exists (select 1 from mail_received e where e.state = 'received' and e.id < r.id and e.from_address = r.from_address and e.attempts <= 1
          and (e.lease_until is null or e.lease_until > ${new Date(real + leaseMs - patienceMs)}))
      order by id limit 1 for update skip locked)
    returning ${COLUMNS}`.execute(ctx.sql<unknown>())
  return taken.rows[0] ?? null
}

/** Holds the message for this attempt until the transaction ends; false when another attempt has begun or it has its place already. */
export async function holdsReceived(ctx: Ctx, row: Pick<ReceivedRow, 'id' | 'attempts'>): Promise<boolean> {
  const held = await sql`select 1 from mail_received where id = ${row.id} and state = 'received' and attempts = ${row.attempts} for update`.execute(ctx.sql<unknown>())
  return held.rows.length > 0
}

export async function renewReceived(ctx: Ctx, row: Pick<ReceivedRow, 'id' | 'attempts'>, until: Date): Promise<void> {
  await sql`update mail_received set lease_until = ${until} where id = ${row.id} and state = 'received' and attempts = ${row.attempts}`.execute(ctx.sql<unknown>())
}

/** Lets a message wait for its next try. */
export async function postponeReceived(ctx: Ctx, id: string, until: Date, detail: string): Promise<void> {
  await sql`update mail_received set lease_until = ${until}, detail = ${storable(detail.slice(0, 1000))} where id = ${id}`.execute(ctx.sql<unknown>())
}

export interface Heads { messageId: string | null; from: string | null; subject: string; threadIndex?: string | null }

/** Where a message went; `heads`: what reading it showed, when it could be read. */
export async function saveOutcome(ctx: Ctx, id: string, o: { outcome: ReceivedOutcome; relatedTo?: string | null; reason: string | null; detail?: string | null }, heads: Heads | null): Promise<void> {
  await sql`update mail_received set state = ${o.outcome === 'quarantined' ? 'quarantined' : 'done'}, outcome = ${o.outcome}, related_to = ${o.relatedTo ?? null}, reason = ${o.reason}, detail = ${storable(o.detail?.slice(0, 1000)) ?? null},
    processed_at = ${ctx.now()}, lease_until = null, message_id = coalesce(${storable(heads?.messageId) ?? null}, message_id), from_address = coalesce(${storable(heads?.from) ?? null}, from_address), subject = coalesce(${storable(heads?.subject) ?? null}, subject), thread_index = coalesce(${storable(heads?.threadIndex) ?? null}, thread_index) where id = ${id}`.execute(ctx.sql<unknown>())
}

export async function reopenReceived(ctx: Ctx, id: string, asPerson: boolean): Promise<void> {
  await sql`update mail_received set state = 'received', outcome = null, related_to = null, reason = null, detail = null, processed_at = null, lease_until = null, attempts = 0, as_person = ${asPerson} where id = ${id}`.execute(ctx.sql<unknown>())
}

export async function saveRelated(ctx: Ctx, id: string, relatedTo: string): Promise<void> {
  await sql`update mail_received set related_to = ${relatedTo}, outcome = 'joined', state = 'done', reason = 'moved-by-hand' where id = ${id}`.execute(ctx.sql<unknown>())
}

export interface ReceivedFilter { outcome?: ReceivedOutcome | 'waiting'; source?: ReceivedSource; reason?: string; relatedTo?: string; q?: string; from?: Date; until?: Date; before: string | null; limit: number }

export async function listReceivedRows(ctx: Ctx, f: ReceivedFilter): Promise<ReceivedRow[]> {
  const like = f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : null
  const found = await sql<ReceivedRow>`select ${COLUMNS} from mail_received where true
    ${f.outcome === 'waiting' ? sql`and state = 'received'` : f.outcome ? sql`and outcome = ${f.outcome}` : sql``} ${f.source ? sql`and source = ${f.source}` : sql``} ${f.reason ? sql`and reason = ${f.reason}` : sql``} ${f.relatedTo ? sql`and related_to = ${f.relatedTo}` : sql``}
    ${like ? sql`and (from_address ilike ${like} or subject ilike ${like} or message_id = ${f.q?.replace(/^<|>$/g, '')})` : sql``} ${f.from ? sql`and received_at >= ${f.from}` : sql``} ${f.until ? sql`and received_at < ${f.until}` : sql``}
    ${f.before ? sql`and id < ${f.before}` : sql``} order by id desc limit ${f.limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

/** How Outlook of the other side groups the conversation; the newest word counts. */
export async function threadIndexOf(ctx: Ctx, relatedTo: string): Promise<string | null> {
  return (await sql<{ thread_index: string }>`select thread_index from mail_received where related_to = ${relatedTo} and thread_index is not null order by id desc limit 1`.execute(ctx.sql<unknown>())).rows[0]?.thread_index ?? null
}

/** Cases that mails of an address opened since the moment (wall time). */
export async function openedSince(ctx: Ctx, address: string, since: Date): Promise<number> {
  return (await sql<{ n: number }>`select count(*)::int as n from mail_received where from_address = ${address} and outcome = 'cased' and stored_at > ${since}`.execute(ctx.sql<unknown>())).rows[0]!.n
}

/** The delivery of a hook that has been taken under this name. */
export async function findExternal(ctx: Ctx, mailbox: string, externalId: string): Promise<string | null> {
  return (await sql<{ id: string }>`select id from mail_received where mailbox = ${mailbox} and external_id = ${externalId}`.execute(ctx.sql<unknown>())).rows[0]?.id ?? null
}

/** Messages of hooks that nobody has read yet. */
export async function waitingFromHooks(ctx: Ctx): Promise<number> {
  return (await sql<{ n: number }>`select count(*)::int as n from mail_received where state = 'received' and source = 'hook'`.execute(ctx.sql<unknown>())).rows[0]!.n
}

/** What came in by week: of what people wrote, how much was placed at a case. Automatic and refused mail is nobody's request. `week` counts the starts from 0. */
export async function receivedByWeek(ctx: Ctx, starts: readonly Date[], to: Date): Promise<{ week: number; n: number; met: number }[]> {
  const found = await sql<{ week: number; n: number; met: number }>`select width_bucket(received_at, ${[...starts]}::timestamptz[]) - 1 as week, count(*)::int as n, (count(*) filter (where outcome in ('cased', 'joined')))::int as met
    from mail_received where received_at >= ${starts[0]!} and received_at < ${to} and (outcome in ('cased', 'joined', 'quarantined') or (outcome is null and received_at < ${ctx.now()}::timestamptz - interval '1 hour')) group by 1`.execute(ctx.sql<unknown>())
  return found.rows
}
