// Fills the database of a benchmark with many cases, made from a few that were opened through the product itself. Rows are copied inside the
// database, with new ids, numbers, moments, people and words, so that a million takes minutes. Never for an installation that somebody uses.
import pg from 'pg'

export interface Amounts {
  cases: number
  customers: number
  messagesPerCase: number
  /** Share of the cases that are still open, 0 to 1. */
  openShare: number
}

const CHUNK = 20_000
const AGENT = { authorization: 'Bearer acceptance-a1', 'content-type': 'application/json', 'accept-language': 'zh-CN' }
const REQUESTERS = ['acceptance-c1', 'acceptance-u1']

/** What people write, in the languages and lengths of a desk. */
const STORIES: readonly [title: string, text: string][] = [
  ['柜面系统单点登录失败', '柜面系统单点登录失败，约 340 名柜员无法登录。升级 V1.2.0 之后开始，浏览器返回 401 invalid_audience，已尝试清除缓存与重启，仍然失败。'],
  ['报表导出超时', '导出上月对账报表时页面一直转圈，三分钟后提示 504 Gateway Timeout。数据量约 12 万行，缩小到一周可以导出。'],
  ['数据库连接池耗尽', '高峰期数据库连接数达到 500 上限，应用日志出现 too many connections，部分交易失败，重启中间件后恢复约两小时。'],
  ['打印机无法识别', '更换工位后打印机 HY-2000X 无法识别，驱动已重装，设备管理器显示未知设备，更换数据线后现象不变。'],
  ['Users cannot sign in after the upgrade', 'Since the upgrade to V1.2.0 about forty users get a blank page after sign-in. Clearing cookies helps for a minute, then the session is lost again. The gateway log shows 403 for /token.'],
  ['Nightly import stops half way', 'The import of invoices stops after 3,412 rows with a duplicate key error. We removed the row and ran it again, with the same result on another row. Nothing was changed on our side since Friday.'],
  ['移动端推送延迟', '移动端审批推送平均延迟十五分钟以上，Android 与 iOS 都有，PC 端正常。昨晚八点开始，推送服务监控未见异常。'],
  ['库存数量显示不一致', '仓库系统与电商后台库存相差 27 件，盘点后以仓库为准，但每次同步之后差异又出现，疑似时区换算问题。'],
]

/** Opens the cases that the others are copied from, and answers them once. Returns their ids. */
export async function openTemplates(server: string): Promise<string[]> {
  const ids: string[] = []
  for (const [i, [title, description]] of STORIES.entries()) {
    for (const who of REQUESTERS) {
      const graded = who === 'acceptance-c1' ? { serviceLine: 'technical-support', urgency: (['low', 'medium', 'high'] as const)[i % 3], impact: 'one-person', complexity: i % 4 === 0 ? 'high' : 'low', problemClass: 'system-fault' } : { problemClass: 'application-configuration' }
      const opened = await fetch(`${server}/api/v1/cases`, { method: 'POST', headers: { ...AGENT, authorization: `Bearer ${who}` }, body: JSON.stringify({ title, description, channel: 'portal', ...graded }) })
      if (!opened.ok) throw new Error(`no template: ${opened.status} ${await opened.text()}`)
      ids.push((await opened.json() as { id: string }).id)
    }
  }
  return ids
}

/** Copies the templates until there are as many as asked for; `now` is the business time. Nothing follows from the copies: their facts count as carried on. */
export async function generateData(url: string, templates: readonly string[], now: Date, amounts: Amounts, progress: (done: number) => void = () => undefined): Promise<void> {
  const db = new pg.Client(url)
  await db.connect()
  try {
    await db.query(`set synchronous_commit = off; set statement_timeout = 0; set work_mem = '64MB'`)
    await generateCustomers(db, amounts.customers)
    for (let done = 0; done < amounts.cases; done += CHUNK) {
      await db.query('begin')
      await generateCases(db, templates, now, amounts, done, Math.min(CHUNK, amounts.cases - done))
      await db.query('commit')
      progress(Math.min(done + CHUNK, amounts.cases))
    }
    await db.query('vacuum analyze')
  } finally { await db.end() }
}

async function generateCustomers(db: pg.Client, count: number): Promise<void> {
  const { first } = (await db.query<{ first: number }>('select coalesce(max(seq), 0)::int as first from customers')).rows[0]!
  await db.query(`create temp table bench_customer as select uuidv7() as id, n, case when n % 3 = 0 then 'Example Trading ' || n || ' Ltd' else '示例客户 ' || n || ' 有限公司' end as name from generate_series(1, $1::int) n`, [count])
  await db.query(`insert into customers (id, seq, number, name, name_key, tier, created_at, updated_at) select id, $1::int + n, 'KH-' || ($1::int + n), name, lower(name), case when n % 50 = 0 then 'vip' else 'normal' end, now(), now() from bench_customer`, [first])
  await db.query('update customers_counter set last = (select max(seq) from customers)')
  await db.query(`create temp table bench_contact as select uuidv7() as id, id as customer_id, n, '联系人 ' || n as name from bench_customer`)
  await db.query(`insert into customers_contacts (id, customer_id, name, created_at, updated_at) select id, customer_id, name, now(), now() from bench_contact`)
  await db.query(`insert into customers_emails (email, contact_id, main) select 'contact-' || ($1::int + n) || '@customer-' || (n % 5000) || '.example', id, true from bench_contact`, [first])
  await db.query('create index on bench_customer (n); create index on bench_contact (n); analyze bench_customer; analyze bench_contact')
}

/** One chunk. Open cases were opened within the last minutes, closed ones over two years. */
async function generateCases(db: pg.Client, templates: readonly string[], now: Date, { openShare, customers, messagesPerCase }: Amounts, from: number, count: number): Promise<void> {
  await db.query('drop table if exists bench_case')
  await db.query(`create temp table bench_case as select c.id as old_id, c.created_at as old_at, uuidv7(s.at - clock_timestamp()) as id, s.n, s.at, s.is_open, s.at - c.created_at as shift, u.id as customer_id, k.id as contact_id, k.name as contact_name
    from (select n, is_open, case when is_open then $1::timestamptz - make_interval(secs => (n % 600)) else $1::timestamptz - interval '1 day' - make_interval(mins => ((n::bigint * 7919) % 1051200)::int) end as at
      from (select n, (n % 1000) < $2::float8 * 1000 as is_open from generate_series($3::int + 1, $3::int + $4::int) n) r) s
    join cases c on c.id = ($5::uuid[])[1 + s.n % $6::int] left join bench_customer u on c.customer_id is not null and u.n = 1 + s.n % $7::int left join bench_contact k on k.customer_id = u.id`,
  [now, openShare, from, count, templates, templates.length, customers])
  await db.query('create index on bench_case (old_id); analyze bench_case')
  await copy(db, 'cases', 'old_id = t.id', {
    id: 'b.id', number: `cases_next_number(to_char(b.at, 'YYMMDD'))`, title: `t.title || ' ' || b.n`, created_at: 'b.at', updated_at: 'b.at', classified_at: 'b.at', requester_id: 'coalesce(b.contact_id, t.requester_id)', requester_name: 'coalesce(b.contact_name, t.requester_name)',
    customer_id: 'b.customer_id', customer_name: `case when b.customer_id is null then null else '示例客户 ' || b.n end`, recurrence_of: 'null', state: `case when b.is_open then t.state else 'archived' end`,
    handler_id: `case when b.n % 3 = 0 then t.first_owner_id else t.handler_id end`, next_due_at: `case when b.is_open then t.next_due_at + b.shift else 'infinity' end`, next_due_kind: 'case when b.is_open then t.next_due_kind end',
    next_due_clause: 'case when b.is_open then t.next_due_clause end', next_due_warned_at: 'null', breached: 'b.n % 40 = 0', resolved_at: `case when not b.is_open then b.at + interval '5 hours' end`, closed_at: `case when not b.is_open then b.at + interval '2 days' end`, archived_at: `case when not b.is_open then b.at + interval '3 days' end`,
  })
  await copy(db, 'sla_records', 'old_id = t.id', { id: 'b.id', state: `jsonb_set(t.state, '{start}', to_jsonb((extract(epoch from b.at) * 1000)::bigint))` })
  await copy(db, 'sla_clocks', 'old_id = t.record_id', {
    record_id: 'b.id', start_at: 't.start_at + b.shift', due_at: 't.due_at + b.shift', next_at: 'case when b.is_open then t.next_at + b.shift end', stopped_at: `case when not b.is_open then t.start_at + b.shift + interval '20 minutes' end`,
  })
  await copy(db, 'event_log', `'case:' || old_id = t.subject`, { id: 'uuidv7()', at: 't.at + b.shift', subject: `'case:' || b.id`, data: `replace(t.data::text, b.old_id::text, b.id::text)::jsonb`, mac: 'null' }, ['seq', 'tx'])
  await copy(db, 'search_documents', `t.kind = 'case' and old_id::text = t.id`, {
    id: 'b.id::text', number: 'c.number', number_key: `replace(lower(c.number), '-', '')`, title: 'c.title', at: 'b.at', url: `'/cases/' || b.id`, customer_id: 'b.customer_id', people: 'array[c.requester_id]', tokens: `t.tokens || array_to_tsvector(array[b.n::text, 'kw' || b.n % 5000, replace(lower(c.number), '-', '')])`,
    title_tokens: `t.title_tokens || array_to_tsvector(array[b.n::text, replace(lower(c.number), '-', '')])`,
  }, [], 'join cases c on c.id = b.id')
  await db.query(`insert into conversations_messages (id, case_id, at, channel, direction, visibility, author_id, from_name, body)
    select uuidv7(), b.id, b.at + make_interval(mins => m * 7), 'portal', case when m % 2 = 1 then 'in' else 'out' end, 'public', c.requester_id, c.requester_name, c.description || ' #' || m || repeat('请查看附件日志，问题仍然存在。', 1 + (b.n + m) % 6)
    from bench_case b join cases c on c.id = b.id cross join generate_series(1, $1::int) m`, [messagesPerCase])
  // The relay goes on behind them: it would tell thousands of people about cases that nobody opened.
  await db.query(`update event_relay set tx = pg_current_xact_id(), seq = (select max(seq) from event_log)`)
}

/** Copies rows of a table for every new case; columns that are not named stay as in the template. */
async function copy(db: pg.Client, table: string, match: string, set: Readonly<Record<string, string>>, without: readonly string[] = [], more = ''): Promise<void> {
  const { rows } = await db.query<{ name: string }>(`select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`, [table])
  const columns = rows.map((r) => r.name).filter((name) => !without.includes(name))
  await db.query(`insert into ${table} (${columns.join(', ')}) select ${columns.map((c) => set[c] ?? `t.${c}`).join(', ')} from bench_case b join ${table} t on ${match.replace('old_id', 'b.old_id')} ${more} order by b.n`)
}
