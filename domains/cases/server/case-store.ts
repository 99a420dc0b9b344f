// Reads and writes rows of `cases`. Every write answers the whole new row.
import { CompiledQuery, sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { NotFound, Stale } from '../../../platform/server/errors.ts'
import type { Later } from '../../../platform/server/open-transaction.ts'
import { ALL_COLUMNS, columnOf, isJsonField, type CaseFacts, type CasePatch } from './case-facts.ts'
import { recall, remember } from './case-memory.ts'

export type NewCase = CasePatch & Pick<CaseFacts, 'id' | 'createdAt' | 'title' | 'description' | 'channel' | 'state' | 'requesterType' | 'requesterId' | 'requesterName'>

type Field = keyof CaseFacts
const all = sql.raw(ALL_COLUMNS)

function valueOf(field: Field, value: unknown): RawBuilder<unknown> {
  if (field === 'nextDueAt') return value === null ? sql`'infinity'` : sql`${value}`
  if (value !== null && isJsonField(field)) return sql`${JSON.stringify(value)}::jsonb`
  return sql`${value}`
}

const entriesOf = (patch: object): [Field, unknown][] => (Object.entries(patch) as [Field, unknown][]).filter(([, v]) => v !== undefined)

/** Which earlier case a new one may be the recurrence of (§3.2-5): same class, and the same asset, customer or internal requester. */
export interface RecurrenceKey { problemClass: string; by: 'assetId' | 'customerId' | 'requesterId'; value: string; since: Date }

const BLANK: Omit<CaseFacts, keyof NewCase | 'number' | 'rank'> & CasePatch = {
  round: 1, version: 1, serviceLine: null, problemClass: null, subClass: null, urgency: null, impact: null, complexity: null, effects: [], severity: null, outsideService: false, classifiedAt: null,
  customerId: null, customerNumber: null, customerName: null, tier: null, level: null, levelRule: null, levelByHand: false, firstOwnerId: null, firstOwnerName: null, handlerId: null, handlerName: null,
  askedId: null, unitId: null, unitName: null, unitNameEn: null, assetId: null, serviceItemId: null, occurredAt: null, systemVersion: null, expectedResult: null, missingFacts: [], respondedAt: null,
  response: null, initialSolutionAt: null, containmentAt: null, vendorContactedAt: null, nature: null, cause: null, evidence: null, solution: null, planExecuted: false, configurationStability: null,
  configurationSecurity: null, retest: null, stability: null, verificationEvidence: null, resumeState: null, waitingReason: null, waitingUntil: null, resolvedAt: null, result: null, resultSentAt: null,
  answeredAt: null, confirmationOverdue: false, closedAt: null, archivedAt: null, reopenedAt: null, review: null, compliance: null, mergedInto: null, cancelReason: null, recurrenceOf: null, stages: [],
  breached: false, unread: true, nextDueAt: null, nextDueKind: null, nextDueClause: null, nextDueWarnedAt: null, nextDueBreached: false, open: true,
}

interface Made { number: string; recurrenceOf: string | null; recurrenceNumber: string | null; rank: number }
const planned = new WeakMap<CaseFacts, NewCase>()

/**
 * A new case in memory, before it is a row: what reacts to its opening (level, next due time) is written with it in one statement instead
 * of changing eight indexes a second time. Number and queue order come with the row.
 */
export function planCase(ctx: Ctx, row: NewCase): CaseFacts {
  const facts = { ...BLANK, number: '', rank: 0, ...Object.fromEntries(entriesOf(row)) } as CaseFacts
  planned.set(facts, row)
  return remember(ctx, facts)
}

/**
 * Makes the planned case a row. `day` is its business day as yymmdd and becomes part of the number. The earlier case is looked for in the
 * same statement. What is known is not read back.
 */
export async function insertCase(ctx: Ctx, id: string, day: string, recurrence: RecurrenceKey | null): Promise<{ facts: CaseFacts; recurrenceNumber: string | null }> {
  const plan = recall(ctx, id)!, entries = entriesOf(planned.get(plan)!).filter(([, v]) => v !== null)
  const earlier = recurrence ? [recurrence.value, recurrence.problemClass, recurrence.since] : []
  const statement = insertText(entries.map(([f]) => f), recurrence?.by ?? null)
  const inserted = await ctx.sql<unknown>().executeQuery<Made>(CompiledQuery.raw(statement, [day, ...earlier, ...valuesOf(entries)]))
  const { recurrenceNumber, ...made } = inserted.rows[0]!
  return { facts: remember(ctx, { ...plan, ...made }), recurrenceNumber }
}

/** Functions, because their plans stay right while the table grows (migration `cases-earlier`). */
const EARLIER: Record<RecurrenceKey['by'], string> = { customerId: 'cases_earlier_of_customer', requesterId: 'cases_earlier_of_requester', assetId: 'cases_earlier_of_asset' }

const insertTexts = new Map<string, string>()
/** The statement for these fields; made once for each of the few combinations that exist, as intake is the hottest path. */
function insertText(fields: readonly Field[], by: RecurrenceKey['by'] | null): string {
  const key = `${by}:${fields.join()}`, known = insertTexts.get(key)
  if (known) return known
  const first = by ? 5 : 2, parameters = fields.map((f, i) => `$${first + i}${isJsonField(f) ? '::jsonb' : ''}`)
  const earlier = by ? `${EARLIER[by]}($2, $3, $4)` : 'null'
  const text = `insert into cases (number, recurrence_of, ${fields.map(columnOf).join(', ')}) values (cases_next_number($1), ${earlier}, ${parameters.join(', ')})
    returning number, rank, recurrence_of as "recurrenceOf", ${by ? 'case when recurrence_of is not null then cases_number_of(recurrence_of) end' : 'null'} as "recurrenceNumber"`
  insertTexts.set(key, text)
  return text
}

/** Makes the planned case a row when the transaction next sends something, at the latest with its commit. Its number and queue order are not known before. */
export function insertCaseLater(ctx: Ctx, id: string, day: string): { facts: CaseFacts; number: Later<Pick<Made, 'number'>> } {
  const plan = recall(ctx, id)!, entries = entriesOf(planned.get(plan)!).filter(([, v]) => v !== null)
  const made = ctx.later<Pick<Made, 'number'>>(CompiledQuery.raw(plainText(entries.map(([f]) => f)), [day, ...valuesOf(entries)]))
  // A copy: no plan any more, so what changes it from now on changes the row.
  const facts = remember(ctx, { ...plan })
  // Whoever reads the case later in this transaction (a letter, say) sees the number once it is there.
  const now = async () => { const rows = await made.now(); remember(ctx, { ...recall(ctx, id)!, ...rows[0]! }); return rows }
  return { facts, number: { rows: () => made.rows(), now } }
}

const valuesOf = (entries: readonly [Field, unknown][]): unknown[] => entries.map(([f, v]) => (isJsonField(f) ? JSON.stringify(v) : v))

function plainText(fields: readonly Field[]): string {
  const key = `later:${fields.join()}`
  const text = insertTexts.get(key) ?? `insert into cases (number, ${fields.map(columnOf).join(', ')}) values (cases_next_number($1), ${fields.map((f, i) => `$${i + 2}${isJsonField(f) ? '::jsonb' : ''}`).join(', ')}) returning number`
  insertTexts.set(key, text)
  return text
}

export interface EarlierCase { id: string; number: string }

/** The newest case that a new one would be the recurrence of. */
export async function findEarlierNow(ctx: Ctx, { by, value, problemClass, since }: RecurrenceKey): Promise<EarlierCase | null> {
  const found = await ctx.sql<unknown>().executeQuery<EarlierCase>(CompiledQuery.raw(`select e as id, cases_number_of(e) as number from ${EARLIER[by]}($1, $2, $3) as e where e is not null`, [value, problemClass, since]))
  return found.rows[0] ?? null
}

/** A change of what is not a row yet. */
function replan(ctx: Ctx, plan: CaseFacts, patch: CasePatch): CaseFacts {
  const facts = { ...plan, ...Object.fromEntries(entriesOf(patch)) }
  planned.set(facts, { ...planned.get(plan)!, ...patch })
  return remember(ctx, facts)
}

/** The earlier case for one that is already there. */
export async function findEarlier(ctx: Ctx, id: string, key: RecurrenceKey): Promise<EarlierCase | null> {
  const found = await sql<EarlierCase>`select id, number from cases where ${sql.ref(columnOf(key.by))} = ${key.value} and problem_class = ${key.problemClass} and created_at >= ${key.since}
    and id < ${id} and state not in ('merged', 'cancelled') order by id desc limit 1`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

/**
 * Writes what changed. `count` raises the version, which people's edits are checked against. A row that this transaction wrote or locked is
 * not read back: nobody else can have changed it. Throws NotFound when the case is gone.
 */
export async function updateCase(ctx: Ctx, id: string, patch: CasePatch, options: { count?: boolean } = {}): Promise<CaseFacts> {
  const changed = entriesOf(patch), known = recall(ctx, id)
  if (known && planned.has(known)) return replan(ctx, known, patch)
  const sets = changed.map(([f, v]) => sql`${sql.raw(columnOf(f))} = ${valueOf(f, v)}`)
  if (options.count !== false) sets.push(sql`version = version + 1`, sql`updated_at = ${ctx.now()}`)
  if (sets.length === 0) return existing(known ?? await readCase(ctx, id))
  const updated = await sql<Pick<CaseFacts, 'rank' | 'open' | 'version' | 'updatedAt'>>`update cases set ${sql.join(sets)} where id = ${id}
    returning ${known ? sql`rank, open, version, updated_at as "updatedAt"` : all}`.execute(ctx.sql<unknown>())
  const row = updated.rows[0]
  if (!row) throw new NotFound('case')
  return remember(ctx, known ? { ...known, ...Object.fromEntries(changed), ...row } : row as CaseFacts)
}

function existing(row: CaseFacts | null): CaseFacts {
  if (!row) throw new NotFound('case')
  return row
}

/** The case as it is now; null when there is none. */
export async function readCase(ctx: Ctx, id: string): Promise<CaseFacts | null> {
  const known = recall(ctx, id)
  if (known) return known
  const found = await sql<CaseFacts>`select ${all} from cases where id = ${id}`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

export async function readCaseByNumber(ctx: Ctx, number: string): Promise<CaseFacts | null> {
  const found = await sql<CaseFacts>`select ${all} from cases where number = ${number}`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

/** The case, held until the transaction ends: nobody else can move it meanwhile. Throws Stale when it is no longer at `version`. */
export async function lockCase(ctx: Ctx, id: string, version: number | null = null): Promise<CaseFacts | null> {
  const known = recall(ctx, id)
  const row = known ?? (await sql<CaseFacts>`select ${all} from cases where id = ${id} for no key update`.execute(ctx.sql<unknown>())).rows[0] ?? null
  if (!row) return null
  if (version !== null && row.version !== version) throw new Stale(row.version)
  return remember(ctx, row)
}
