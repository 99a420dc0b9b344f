// Fills the database of a benchmark with many cases, made after a few that were opened through the product itself, by COPY. The same seed gives
// the same data. Never for an installation that somebody uses.
import pg from 'pg'
import { seededRandom } from '../../platform/server/seeded-random.ts'
import { caseDocument, caseRow, clockRows, eventRows, idAt, messageEvent, messageRow, passageRow, recordRow, type NewCase, type Row, type Template } from './fill/case-rows.ts'
import { CopyRows } from './fill/copy-rows.ts'
import { contactRow, customer, customerDocuments, customerRow, mailOf, type NewCustomer } from './fill/customer-rows.ts'
import { caseText, messageText } from './fill/texts.ts'
import { withoutIndexes } from './fill/without-indexes.ts'

export interface Amounts {
  cases: number
  customers: number
  messagesPerCase: number
  /** Share of the cases that are still open, 0 to 1. */
  openShare: number
  /** The open ones were opened within so many seconds. */
  openSeconds: number
  seed?: number
}

const AGENT = { authorization: 'Bearer acceptance-a1', 'content-type': 'application/json', 'accept-language': 'zh-CN' }
const REQUESTERS = ['acceptance-c1', 'acceptance-u1']
const HOUR = 3_600_000, DAY = 24 * HOUR
/** Ended cases lie over this time. */
const YEARS = 2 * 365 * DAY
const TEMPLATES = 8

/** Opens the cases that the others are made after. Returns their ids. */
export async function openTemplates(server: string): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < TEMPLATES; i++) {
    for (const who of REQUESTERS) {
      const { title, description } = caseText(7, i)
      const graded = who === 'acceptance-c1' ? { serviceLine: 'technical-support', urgency: (['low', 'medium', 'high'] as const)[i % 3], impact: 'one-person', complexity: i % 4 === 0 ? 'high' : 'low', problemClass: 'system-fault' } : { problemClass: 'application-configuration' }
      const opened = await fetch(`${server}/api/v1/cases`, { method: 'POST', headers: { ...AGENT, authorization: `Bearer ${who}` }, body: JSON.stringify({ title, description, channel: 'portal', ...graded }) })
      if (!opened.ok) throw new Error(`no template: ${opened.status} ${await opened.text()}`)
      ids.push((await opened.json() as { id: string }).id)
    }
  }
  return ids
}

const TABLES = ['cases', 'sla_records', 'sla_clocks', 'event_log', 'search_documents', 'conversations_messages', 'search_passages', 'customers', 'customers_contacts', 'customers_emails']

/** Makes as many cases as asked for; `now` is the business time. Nothing follows from them: their facts count as carried on. The product should not run meanwhile. */
export async function generateData(url: string, templateIds: readonly string[], now: Date, amounts: Amounts, progress: (done: number) => void = () => undefined): Promise<void> {
  const db = new pg.Client(url)
  await db.connect()
  try {
    await db.query(`set synchronous_commit = off; set statement_timeout = 0; set maintenance_work_mem = '1GB'`)
    const templates: Template[] = [], first = await maxima(db)
    for (const id of templateIds) templates.push(await readTemplate(db, id))
    await withoutIndexes(db, TABLES, async () => {
      const customers = await writeCustomers(url, amounts, first.customer, now)
      await writeCases(url, templates, customers, now, amounts, first.number, progress)
    })
    await db.query(`select setval('cases_numbers', $1)`, [first.number + amounts.cases])
    await db.query('update customers_counter set last = (select max(seq) from customers)')
    // The relay goes on behind them: it would tell thousands of people about cases that nobody opened.
    await db.query(`update event_relay set tx = pg_current_xact_id(), seq = (select max(seq) from event_log)`)
    for (const t of TABLES) await db.query(`vacuum analyze ${t}`)
  } finally { await db.end() }
}

async function maxima(db: pg.Client): Promise<{ customer: number; number: number }> {
  const { rows } = await db.query<{ customer: number; number: number }>(`select (select coalesce(max(seq), 0)::int from customers) as customer, (select last_value::int from cases_numbers) as number`)
  return rows[0]!
}

/** Columns that are not generated, with moments as dates and everything else as text. */
async function readRows(db: pg.Client, table: string, where: string, id: string): Promise<Row[]> {
  const parsers = { getTypeParser: (oid: number) => (oid === 1184 ? (v: string) => (v === 'infinity' ? v : new Date(v)) : (v: string) => v) }
  const columns = (await db.query<{ name: string }>(`select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' and is_identity = 'NO' and column_name <> 'tx' order by ordinal_position`, [table])).rows
  return (await db.query<Row>({ text: `select ${columns.map((c) => c.name).join(', ')} from ${table} where ${where}`, values: [id], types: parsers as unknown as pg.CustomTypesConfig })).rows
}

async function readTemplate(db: pg.Client, id: string): Promise<Template> {
  const [found] = await readRows(db, 'cases', 'id = $1', id), [record] = await readRows(db, 'sla_records', 'id = $1', id)
  const clocks = await readRows(db, 'sla_clocks', 'record_id = $1 order by no', id), events = await readRows(db, 'event_log', `subject = 'case:' || $1 order by seq`, id)
  if (!found || !record || clocks.length === 0 || events.length === 0) throw new Error(`the template ${id} is not complete`)
  return { case: found as Template['case'], record, clocks, events }
}

async function writeCustomers(url: string, { customers, seed = 1 }: Amounts, first: number, now: Date): Promise<NewCustomer[]> {
  const at = new Date(now.getTime() - YEARS), made: NewCustomer[] = []
  const one = customer(seed, 1, first, now.getTime()), into = await openTables(url, { customers: Object.keys(customerRow(one, at, 1)), customers_contacts: Object.keys(contactRow(one, at)), customers_emails: ['email', 'contact_id', 'main'], search_documents: Object.keys(customerDocuments(one, at)[0]!) })
  for (let n = 1; n <= customers; n++) {
    const c = customer(seed, n, first, now.getTime())
    made.push(c)
    into.customers.add(Object.values(customerRow(c, at, n)))
    into.customers_contacts.add(Object.values(contactRow(c, at)))
    into.customers_emails.add([mailOf(c), c.contactId, true])
    for (const d of customerDocuments(c, at)) into.search_documents.add(Object.values(d))
    if (n % 200 === 0) await flushAll(into)
  }
  await endAll(into)
  return made
}

type Tables<T extends string> = Record<T, CopyRows>
async function openTables<T extends string>(url: string, columns: Record<T, readonly string[]>): Promise<Tables<T>> {
  return Object.fromEntries(await Promise.all(Object.entries<readonly string[]>(columns).map(async ([table, names]) => [table, await CopyRows.into(url, table, names)]))) as Tables<T>
}
const flushAll = async (into: Tables<string>): Promise<void> => { for (const t of Object.values(into)) await t.flush() }
const endAll = async (into: Tables<string>): Promise<void> => { await Promise.all(Object.values(into).map((t) => t.end())) }

/** In the order of time, as they would have come: first those that ended, over two years, then the open ones. */
async function writeCases(url: string, templates: readonly Template[], customers: readonly NewCustomer[], now: Date, amounts: Amounts, firstNumber: number, progress: (done: number) => void): Promise<void> {
  const chance = seededRandom(amounts.seed ?? 1), [like] = templates, sample = sampleOf(like!)
  const into = await openTables(url, { cases: Object.keys(sample.row), sla_records: Object.keys(like!.record), sla_clocks: Object.keys(like!.clocks[0]!), event_log: Object.keys(like!.events[0]!), search_documents: Object.keys(caseDocument(sample.row)), conversations_messages: Object.keys(sample.message), search_passages: Object.keys(sample.passage) })
  for (let n = 1; n <= amounts.cases; n++) {
    const t = templates[n % templates.length]!, c = newCase(t, n, customers, now, amounts, firstNumber, chance), row = caseRow(t, c, now.getTime())
    into.cases.add(Object.values(row))
    into.sla_records.add(Object.values(recordRow(t, c)))
    for (const clock of clockRows(t, c, now.getTime())) into.sla_clocks.add(Object.values(clock))
    const events = eventRows(t, c, () => idAt(c.at.getTime(), chance))
    for (const e of events) into.event_log.add(Object.values(e))
    into.search_documents.add(Object.values(caseDocument(row)))
    for (let m = 1, at = c.at.getTime(); m <= amounts.messagesPerCase; m++) {
      at = Math.min(now.getTime(), at + Math.floor(HOUR * 20 * chance() ** 3))
      const message = { id: idAt(at, chance), at: new Date(at), text: messageText(amounts.seed ?? 1, n, m, c.text.english) }
      into.conversations_messages.add(Object.values(messageRow(c, row, message)))
      into.search_passages.add(Object.values(passageRow(c, message)))
      into.event_log.add(Object.values(messageEvent(events[0]!, c, message, idAt(at, chance))))
    }
    if (n % 50 === 0) await flushAll(into)
    if (n % 20_000 === 0) progress(n)
  }
  await endAll(into)
}

function newCase(t: Template, n: number, customers: readonly NewCustomer[], now: Date, amounts: Amounts, firstNumber: number, chance: () => number): NewCase {
  const closed = Math.round(amounts.cases * (1 - amounts.openShare)), isOpen = n > closed
  const at = new Date(Math.floor(isOpen ? now.getTime() - amounts.openSeconds * 1000 * (1 - (n - closed) / (amounts.cases - closed + 1)) : now.getTime() - DAY - YEARS * (1 - n / (closed + 1))))
  const whose = t.case['customer_id'] === null ? null : customers[Math.floor(customers.length * chance())]!
  const day = new Date(at.getTime() + 8 * HOUR).toISOString().slice(2, 10).replaceAll('-', '')
  return { id: idAt(at.getTime(), chance), at, isOpen, number: `HY-${day}-${String(firstNumber + n).padStart(4, '0')}`, customer: whose && { id: whose.id, name: whose.name, contactId: whose.contactId }, text: caseText(amounts.seed ?? 1, n), late: n % 40 === 0, asked: n }
}

/** Rows of a case that is never written, for the names of their columns. */
function sampleOf(t: Template): { row: Row; message: Row; passage: Row } {
  const c: NewCase = { id: t.case.id, at: t.case.created_at, number: '', isOpen: false, customer: null, text: caseText(1, 1), late: false, asked: 0 }, row = caseRow(t, c, 0)
  const m = { id: t.case.id, at: c.at, text: messageText(1, 1, 1, false) }
  return { row, message: messageRow(c, row, m), passage: passageRow(c, m) }
}
