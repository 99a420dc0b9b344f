// Checks an audit pack offline: node verify.mjs [folder]. Needs Node 20 or later and nothing else. Exit code 0: everything holds.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = process.argv[2] ?? fileURLToPath(new URL('.', import.meta.url))
const read = (name) => readFileSync(join(folder, name))
const sha256 = (data) => createHash('sha256').update(data).digest('hex')
const say = (text) => { process.stdout.write(`${text}\n`) }
const faults = []
const fault = (text) => { faults.push(text) }

// 1. Every file is the one that the manifest names, and there is no other.
const manifest = JSON.parse(read('manifest.json').toString('utf8'))
for (const { path, sha256: expected, bytes } of manifest.files) {
  let data
  try { data = read(path) } catch { fault(`${path}: missing`); continue }
  if (data.length !== bytes || sha256(data) !== expected) fault(`${path}: changed (SHA-256 ${sha256(data)}, manifest ${expected})`)
}
const named = new Set([...manifest.files.map((f) => f.path), 'manifest.json'])
for (const name of readdirSync(folder)) if (!named.has(name)) fault(`${name}: not in the manifest`)

// 2. Each line of a ledger carries the hash of everything before it and of itself.
const lines = new Map()
for (const { path, head, lines: count } of manifest.chains) {
  let before = manifest.month
  const found = []
  for (const [i, line] of read(path).toString('utf8').split('\n').filter(Boolean).entries()) {
    const { hash, ...rest } = JSON.parse(line), computed = sha256(`${before}\n${JSON.stringify(rest)}`)
    if (hash !== computed) { fault(`${path} line ${i + 1}: the chain breaks`); break }
    before = hash
    found.push(rest)
  }
  if (found.length !== count || before !== head) fault(`${path}: ${found.length} of ${count} lines, head ${before}`)
  lines.set(path, found)
}

// 3. Every verdict follows from the ledger of its clock, its target and its calendar.
const calendars = JSON.parse(read('calendars.json').toString('utf8'))
const clocks = lines.get('clocks.ndjson') ?? []
for (const c of clocks) {
  const calendar = calendars.find((k) => k.key === c.calendar)
  if (!calendar) { fault(`${c.recordId}/${c.clock}: calendar ${c.calendar} is missing`); continue }
  const rows = [[c.startedAt, 'running'], ...c.rows].map(([at, state]) => ({ at: Date.parse(at), state }))
  const m = measure(rows, c.targetMs, arithmetic(calendar.open), Date.parse(manifest.at))
  for (const [field, stored] of [['breachedAt', c.breachedAt], ['stoppedAt', c.stoppedAt]]) {
    const was = stored === null ? null : Date.parse(stored)
    if (was !== m[field]) fault(`${c.number ?? c.recordId} ${c.kind} (${c.clause}): ${field} stored ${stored}, computed ${m[field] === null ? null : new Date(m[field]).toISOString()}`)
  }
}

// 4. Every figure is the count of those verdicts.
for (const f of JSON.parse(read('figures.json').toString('utf8'))) {
  if (!f.figure.startsWith('clock/') || f.state === 'not-measured') continue
  const [, policy, clause, kind, level] = f.figure.split('/').map((part) => (part === '*' ? null : part))
  const own = clocks.filter((c) => (policy === null ? c.policy !== 'POL-3.1-CAT' : c.policy === policy) && (clause === null || c.clause === clause) && (kind === null || c.kind === kind) && (level === null || (c.level ?? '') === level))
  const met = own.filter((c) => c.breachedAt === null).length
  if (own.length !== f.n || met !== f.met) fault(`${f.key}: ${met} of ${own.length} counted, ${f.met} of ${f.n} claimed`)
}

/** The earliest moment at which so much open time has passed, and the open time between two moments. `open` null: day and night. */
function arithmetic(open) {
  if (open === null) return { add: (at, ms) => at + ms, elapsed: (from, to) => to - from }
  const elapsed = (from, to) => open.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(b, to) - Math.max(a, from)), 0)
  const add = (at, ms) => {
    if (ms === 0) return at
    let left = ms
    for (const [a, b] of open) {
      const start = Math.max(a, at)
      if (start >= b) continue
      if (left <= b - start) return start + left
      left -= b - start
    }
    return null
  }
  return { add, elapsed }
}

/** Exactly at the due time is met; what is late is dated at its due time, and nothing moves it any more. */
function measure(rows, target, calendar, now) {
  let used = 0, stoppedAt = null
  for (const [i, row] of rows.entries()) {
    const until = Math.max(rows[i + 1]?.at ?? now, row.at)
    if (row.state === 'running') {
      stoppedAt = null
      const due = calendar.add(row.at, target - used)
      if (due !== null && due < until) return { breachedAt: due, stoppedAt: rows.slice(i + 1).find((r) => r.state === 'stopped')?.at ?? null }
      used += calendar.elapsed(row.at, until)
    }
    if (row.state === 'stopped') stoppedAt = row.at
  }
  return { breachedAt: null, stoppedAt }
}

say(`Audit pack ${manifest.month}, made ${manifest.at} by ${manifest.by}`)
say(`${manifest.files.length} files, ${clocks.length} clocks, manifest SHA-256 ${sha256(read('manifest.json'))}`)
for (const text of faults.slice(0, 200)) say(`FAULT ${text}`)
say(faults.length === 0 ? 'OK: files, chains, verdicts and figures agree.' : `${faults.length} faults.`)
process.exitCode = faults.length === 0 ? 0 : 1
