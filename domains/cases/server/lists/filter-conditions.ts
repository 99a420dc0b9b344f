// The terms of the filter language as conditions on rows. A filter by content never tells what the reader may not see (§3.1-3).
import { sql, type RawBuilder } from 'kysely'
import { parseFilter, type FieldTerm, type FilterTerm, type TextTerm } from '../../contract/filter-language.ts'
import { LEVEL_RANKS, SPANS, STATE_GROUPS, type Field } from '../../contract/filter-words.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput } from '../../../../platform/server/errors.ts'

type Condition = RawBuilder<unknown>
interface Around { ctx: Ctx; soon: Date }

/** What is seen of a restricted case anyway; a filter by anything else leaves it out. */
const OPENLY: ReadonlySet<Field | 'text'> = new Set<Field | 'text'>(['state', 'channel', 'created', 'updated', 'text'])

/** The terms, or BadInput that names every mistake with its place in the text. */
export function filterTerms(text: string): FilterTerm[] {
  const { terms, mistakes } = parseFilter(text)
  if (mistakes.length > 0) throw new BadInput(mistakes.map((m) => ({ pointer: '/filter', code: `case.filter.${m.code}`, params: { word: m.word, at: m.at + 1, end: m.end, choices: m.choices.join(', ') } })))
  return terms
}

export function filterConditions(ctx: Ctx, terms: readonly FilterTerm[], soon: Date): Condition[] {
  const conditions = terms.map((term) => { const one = term.field === 'text' ? textCondition(ctx, term) : anyOf(term.values.map((value) => VALUE[term.field](value, { ctx, soon }))); return term.not ? sql`(${one}) is not true` : one })
  return terms.some((t) => !OPENLY.has(t.field) || t.not) ? [...conditions, readable(ctx)] : conditions
}

/** A data-security case only for its requester and for the cleared. */
export const readable = (ctx: Ctx): Condition => (ctx.reach('cases.restricted') ? sql`true` : sql`(problem_class is distinct from 'data-security' or requester_id = ${ctx.actor.id})`)

const anyOf = (parts: readonly Condition[]): Condition => (parts.length === 1 ? parts[0]! : sql`(${sql.join(parts, sql` or `)})`)
const like = (text: string): string => text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)

/** The beginning of a number, or a part of the title. */
const textCondition = (ctx: Ctx, term: TextTerm): Condition => { const literal = like(term.values[0]); return sql`(number ilike ${`${literal}%`} or (title ilike ${`%${literal}%`} and ${readable(ctx)}))` }

const choice = (column: string) => (value: string): Condition => (value === 'none' ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} = ${value}`)
const person = (id: string, name: string) => (value: string, { ctx }: Around): Condition => (value === 'me' ? sql`${sql.ref(id)} = ${ctx.actor.id}` : value === 'none' ? sql`${sql.ref(id)} is null` : sql`${sql.ref(name)} = ${value.slice(1)}`)

const VALUE: Record<FieldTerm['field'], (value: string, around: Around) => Condition> = {
  state: (value) => (value === 'open' ? sql`open` : value === 'ended' ? sql`not open` : sql`state = any(${[...STATE_GROUPS[value] ?? [value]]}::text[])`),
  level: (value) => (LEVEL_RANKS[value] ? sql`level = any(${[...LEVEL_RANKS[value]]}::text[])` : choice('level')(value)),
  class: choice('problem_class'), line: choice('service_line'), channel: choice('channel'), from: choice('requester_type'),
  handler: person('handler_id', 'handler_name'), owner: person('first_owner_id', 'first_owner_name'),
  unit: (value, { ctx }) => (value === 'mine' ? sql`unit_id = ${ctx.actor.unitId}` : sql`(unit_name ilike ${`%${like(value.slice(1))}%`} or unit_name_en ilike ${`%${like(value.slice(1))}%`})`),
  customer: (value) => sql`(customer_number = ${value.slice(1).toUpperCase()} or customer_name ilike ${`%${like(value.slice(1))}%`})`,
  requester: (value) => sql`requester_name ilike ${`%${like(value.slice(1))}%`}`,
  tier: (value) => sql`lower(tier) = ${value}`,
  due: (value, { ctx }) => sql`(next_due_at < 'infinity' and ${timeCondition('next_due_at', value, ctx.now(), 1)})`, created: (value, { ctx }) => timeCondition('created_at', value, ctx.now(), -1), updated: (value, { ctx }) => timeCondition('updated_at', value, ctx.now(), -1),
  mark: (value, { soon }) => MARKS[value]!(soon),
}

const MARKS: Readonly<Record<string, (soon: Date) => Condition>> = {
  'due-soon': (soon) => sql`(open and next_due_at < 'infinity' and next_due_at <= ${soon} and not next_due_breached)`, 'breached': () => sql`(open and breached)`, 'unassigned': () => sql`(open and handler_id is null)`, 'unread': () => sql`unread`,
  'recurring': () => sql`recurrence_of is not null`, 'reopened': () => sql`round > 1`, 'outside': () => sql`outside_service`, 'waits-for-facts': () => sql`missing_facts <> '{}'`, 'paused': () => sql`(open and next_due_at = 'infinity')`,
}

const DAY_MS = 86_400_000
/** `<4h` from now on (due) or back (created); a date is a day in Asia/Shanghai, the zone of the product (RX-6). */
function timeCondition(column: string, value: string, now: Date, direction: 1 | -1): Condition {
  const at = sql.ref(column), span = /^([<>])(\d+)([mhdw])$/.exec(value)
  if (span) {
    const edge = new Date(now.getTime() + direction * Number(span[2]) * SPANS.find((s) => s.unit === span[3])!.minutes * 60_000)
    return (span[1] === '<') === (direction === 1) ? sql`${at} < ${edge}` : sql`${at} > ${edge}`
  }
  const from = new Date(`${value.slice(-10)}T00:00:00+08:00`), until = new Date(from.getTime() + DAY_MS)
  return value[0] === '<' ? sql`${at} < ${from}` : value[0] === '>' ? sql`${at} >= ${until}` : sql`(${at} >= ${from} and ${at} < ${until})`
}
