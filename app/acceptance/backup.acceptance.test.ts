// The product is backed up, restored into an empty installation and started there; what does not hold is refused (RX-12, R7.4-1, R7.4-2).
import { createHash, randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Browser, GOOD_PASSWORD } from '../../platform/server/access/testing.ts'
import { findAccountOf, setPassword } from '../../platform/server/access/public.ts'
import { diskTarget } from '../../platform/server/backup/disk-target.ts'
import { countRows } from '../../platform/server/backup/load-store.ts'
import { parseManifest, signManifest } from '../../platform/server/backup/manifest.ts'
import { findBackup, openBackup } from '../../platform/server/backup/open-backup.ts'
import { proveBackup } from '../../platform/server/backup/prove-backup.ts'
import { readBackupKey } from '../../platform/server/backup/recovery-key.ts'
import { rehearseUpgrade } from '../../platform/server/backup/rehearse-upgrade.ts'
import { checkNotRestoring, restoreInstallation } from '../../platform/server/backup/restore-installation.ts'
import { Snapshot } from '../../platform/server/backup/snapshot-store.ts'
import { loadConfig, type Config } from '../../platform/server/config/load-config.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import { startRuntime, type Runtime } from '../../platform/server/runtime.ts'
import { testServer } from '../../platform/server/postgres/test-database.ts'
import { settle } from '../../platform/server/time-travel.ts'
import { verifyChain } from '../../platform/server/verify-chain.ts'
import { httpParts } from '../http-parts.ts'
import { modules } from '../modules.ts'
import { startAcceptance, type AcceptanceProduct } from './product.ts'

const PASSPHRASE = 'four words that nobody guesses', BANK = '6222-0000-1111-2222', log = pino({ level: 'silent' })
const folders: string[] = [], databases: string[] = []
const folder = () => { const f = mkdtempSync(join(tmpdir(), 'houyuan-bk-')); folders.push(f); return f }

/** An empty database on the server of the tests, and an empty data folder for it. */
async function emptyInstallation(): Promise<{ config: Config; databaseUrl: string }> {
  const server = new URL((await testServer()).url), name = `houyuan_restore_${randomBytes(6).toString('hex')}`
  await asAdmin(async (admin) => { await admin.query(`create database ${name} template template0 encoding 'UTF8'`) })
  databases.push(name)
  server.pathname = `/${name}`
  const dataDir = folder()
  return { config: loadConfig({ HOUYUAN_DATA: dataDir, HOUYUAN_SEED: 'acceptance', HOUYUAN_TEST_CLOCK: '1', HOUYUAN_SMTP_IN: '', PORT: '0' }, join(dataDir, 'houyuan.config.json')), databaseUrl: server.href }
}
async function asAdmin(work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: (await testServer()).url })
  await admin.connect()
  try { await work(admin) } finally { await admin.end() }
}

let p: AcceptanceProduct, backups: string, caseId: string, customerId: string, fileId: string
const target = () => diskTarget(backups)
const overview = () => p.must('M1', 'GET', '/backups/overview')
const quiet = () => settle(p.product.host, p.product.services)
const open = async (from = target(), passphrase = PASSPHRASE) => openBackup(from, await findBackup(from, null), { passphrase })
const restore = async (from = target()) => { const to = await emptyInstallation(); return { ...to, done: await restoreInstallation(await open(from), { ...to, modules, log, onProgress: () => undefined }) } }
/** A copy of the backups that a test may spoil. */
const copied = () => { const copy = folder(); cpSync(backups, copy, { recursive: true }); return { copy, name: readdirSync(copy).filter((n) => /^\d{8}T/.test(n)).sort().at(-1)! } }

beforeAll(async () => {
  p = await startAcceptance()
  backups = folder()
  await p.must('M1', 'PUT', '/settings/backup.target', { value: backups })
  const made = await p.must('H1', 'POST', '/customers', { name: '保密有限公司', financial: { bankAccount: BANK } })
  customerId = made.id
  const boundary = 'b', form = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="note.txt"\r\nContent-Type: text/plain\r\n\r\nonly for us\r\n--${boundary}--\r\n`
  const upload = await p.product.http!.inject({ method: 'POST', url: '/api/v1/files', headers: { authorization: 'Bearer acceptance-a1', 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: form })
  fileId = upload.json().items[0].id
  caseId = (await p.open('V1', { title: '备份前的工单' })).id
  await p.product.host.transaction(SYSTEM, async (ctx) => setPassword(ctx, (await findAccountOf(ctx, { email: 'a1@acceptance.test' }))!.id, GOOD_PASSWORD))
}, 120_000)
afterAll(async () => {
  await p?.stop()
  for (const name of databases) await asAdmin(async (admin) => { await admin.query(`drop database if exists ${name} with (force)`) })
  for (const f of folders) rmSync(f, { recursive: true, force: true })
})

test('R7.4-2 nothing is backed up before the keys can be sealed into it; short passphrases and people without the right are refused', async () => {
  expect((await p.send('M1', 'POST', '/backups')).body.code).toBe('backup.no-passphrase')
  expect((await p.send('M1', 'PUT', '/backups/passphrase', { passphrase: 'short' })).body.errors[0]).toMatchObject({ pointer: '/passphrase' })
  for (const who of ['A1', 'C1']) expect((await p.send(who, 'GET', '/backups')).status).toBe(403)
  await p.must('M1', 'PUT', '/backups/passphrase', { passphrase: PASSPHRASE })
  expect(await overview()).toMatchObject({ ok: false, hasPassphrase: true, target: backups, lastProvenAt: null, rpoSeconds: null })
})

test('R7.4-2 RX-12 a backup is made on request, and green only after it has been restored aside', async () => {
  const { id } = await p.must('M1', 'POST', '/backups')
  expect((await p.send('M1', 'POST', '/backups')).body.code).toBe('backup.running')
  await quiet()
  const made = await p.must('M1', 'GET', `/backups/${id}`)
  expect(made).toMatchObject({ state: 'made', files: 1, newFiles: 1, error: null, startedBy: '马管', test: null })
  expect(await overview()).toMatchObject({ ok: false, lastProvenAt: null })
  await p.must('M1', 'POST', `/backups/${id}/tests`)
  await quiet()
  const proven = await p.must('M1', 'GET', `/backups/${id}`)
  expect(proven).toMatchObject({ state: 'proven', test: { state: 'passed' } })
  expect(proven.test.checks.map((c: { name: string; ok: boolean }) => [c.name, c.ok])).toEqual(['checksums', 'rows', 'audit-chain', 'keys', 'sealed-field', 'files'].map((name) => [name, true]))
  expect(proven.test.checks.find((c: { name: string }) => c.name === 'sealed-field').detail).toContain('customers.bank_account_sealed')
  const now = await overview()
  expect(now).toMatchObject({ ok: true, reason: null })
  expect([now.rpoSeconds > 0 && now.rpoSeconds < 300, now.rtoSeconds > 0 && now.rtoSeconds < 120]).toEqual([true, true])
  const names = (await p.must('X1', 'GET', '/audit?limit=50')).items.map((e: { name: string }) => e.name)
  expect(names).toEqual(expect.arrayContaining(['backup.passphrase-set@1', 'backup.requested@1', 'backup.made@1', 'backup.proven@1']))
}, 60_000)

test('S-118 neither the backup nor the files on the disk show a plain value', () => {
  const all = (at: string): Buffer[] => readdirSync(at, { withFileTypes: true, recursive: true }).filter((e) => e.isFile()).map((e) => readFileSync(join(e.parentPath, e.name)))
  const bytes = [...all(backups), ...all(join(p.product.config.dataDir, 'files'))]
  expect(bytes.length).toBeGreaterThan(50)
  const master = readFileSync(join(p.product.config.dataDir, 'keys/master.key'), 'utf8').trim()
  for (const plain of [BANK, 'only for us', '备份前的工单', master, PASSPHRASE]) expect(bytes.some((b) => b.includes(plain)), plain).toBe(false)
})

describe('RX-12 R7.4-2 restored into an empty installation', () => {
  let restored: Awaited<ReturnType<typeof restore>>, runtime: Runtime, before: Map<string, number>
  beforeAll(async () => {
    before = new Map((await open()).manifest.tables.map((t) => [t.table, t.rows]))
    restored = await restore()
    const counts = await countRows(restored.databaseUrl)
    expect([...before].filter(([table, rows]) => counts.get(table) !== rows && table !== 'event_log')).toEqual([])
    expect(counts.get('event_log')).toBe(before.get('event_log')! + 1) // tells of the restore
    runtime = await startRuntime({ config: restored.config, databaseUrl: restored.databaseUrl, modules, log, http: httpParts, poolSize: 6 })
  }, 60_000)
  afterAll(() => runtime?.stop())
  const as = (who: string, method: 'GET' | 'POST', path: string, payload?: object) => runtime.http!.inject({ method, url: `/api/v1${path}`, headers: { authorization: `Bearer acceptance-${who}` }, ...(payload ? { payload } : {}) })

  test('the same records, a sealed field and a sealed file open, and a sign-in works', async () => {
    expect((await as('a1', 'GET', `/cases/${caseId}`)).json().title).toBe('备份前的工单')
    expect((await as('h1', 'GET', `/customers/${customerId}/financial`)).json().bankAccount).toBe(BANK)
    expect((await as('a1', 'GET', `/files/${fileId}`)).body).toBe('only for us')
    expect((await new Browser({ http: runtime.http } as never).signIn('a1@acceptance.test')).status).toBe(200)
  })

  test('the same audit chain, which goes on: facts after the restore are sealed and reacted to', async () => {
    const { chain } = (await open()).manifest
    const same = await sql<{ hash: string }>`select encode(hash, 'hex') as hash from audit_chain where chain_no = ${chain.chainNo}`.execute(runtime.host.db)
    expect(same.rows[0]?.hash).toBe(chain.hash)
    const later = await as('v1', 'POST', '/cases', { title: '恢复后的工单', description: 'x', channel: 'portal' })
    expect(later.statusCode).toBe(201)
    await settle(runtime.host, runtime.services)
    const report = await verifyChain(runtime.host.db, runtime.host.cipher.auditKey)
    expect(report).toMatchObject({ ok: true, unsealed: 0 })
    expect(report.checked).toBeGreaterThan(chain.chainNo + 1)
    expect((await as('x1', 'GET', '/audit?limit=50')).json().items.map((e: { name: string }) => e.name)).toContain('backup.installation-restored@1')
    const [first, second] = [(await as('a1', 'GET', `/cases/${caseId}`)).json().number, later.json().number]
    expect(second > first).toBe(true) // the sequences went on
  })

  test('into data that is there, and onto keys of another installation, it is refused', async () => {
    await expect(restoreInstallation(await open(), { config: restored.config, databaseUrl: restored.databaseUrl, modules, log, onProgress: () => undefined })).rejects.toMatchObject({ fault: 'not-empty' })
    const other = await emptyInstallation()
    cpSync(join(p.product.config.dataDir, 'keys'), join(other.config.dataDir, 'keys'), { recursive: true })
    writeFileSync(join(other.config.dataDir, 'keys/master.key'), randomBytes(32).toString('base64'))
    await expect(restoreInstallation(await open(), { ...other, modules, log, onProgress: () => undefined })).rejects.toThrow(/keys of another installation/)
  })
})

test('RX-12 a restore that was cut off leaves nothing that starts, and a second try begins anew', async () => {
  const to = await emptyInstallation(), broken = copied()
  rmSync(join(broken.copy, broken.name, 'table.org_units'))
  await expect(restoreInstallation(await open(diskTarget(broken.copy)), { ...to, modules, log, onProgress: () => undefined })).rejects.toMatchObject({ fault: 'damaged' })
  expect(() => checkNotRestoring(to.config.dataDir)).toThrow(/cut off/)
  expect((await countRows(to.databaseUrl)).get('cases')).toBe(0)
  await restoreInstallation(await open(), { ...to, modules, log, onProgress: () => undefined })
  expect(() => checkNotRestoring(to.config.dataDir)).not.toThrow()
}, 60_000)

test('R7.4-2 a wrong passphrase, a changed manifest, a changed or missing part and missing keys are refused', async () => {
  await expect(open(target(), 'not these four words')).rejects.toMatchObject({ fault: 'wrong-passphrase' })
  const spoil = async (change: (file: (name: string) => string) => void) => {
    const { copy, name } = copied()
    change((file) => join(copy, name, file))
    return restore(diskTarget(copy))
  }
  const flip = (path: string) => { const bytes = readFileSync(path); bytes[bytes.length - 3]! ^= 1; writeFileSync(path, bytes) }
  await expect(spoil((file) => flip(file('table.cases')))).rejects.toMatchObject({ fault: 'damaged' })
  await expect(spoil((file) => flip(file('keys.sealed')))).rejects.toMatchObject({ fault: 'damaged' })
  await expect(spoil((file) => rmSync(file('keys.sealed')))).rejects.toMatchObject({ fault: 'damaged' })
  await expect(spoil((file) => rmSync(file('files.list')))).rejects.toMatchObject({ fault: 'damaged' })
  await expect(spoil((file) => writeFileSync(file('manifest.json'), readFileSync(file('manifest.json'), 'utf8').replace(/"rows": \d+/, '"rows": 0')))).rejects.toMatchObject({ fault: 'damaged' })
}, 60_000)

test('R7.4-2 a backup whose file content is gone or changed does not become green, and the operators hear of it', async () => {
  const { id } = (await p.must('M1', 'GET', '/backups?limit=1')).items[0]
  const blob = readdirSync(join(backups, 'blobs'), { recursive: true, withFileTypes: true }).find((e) => e.isFile())!, path = join(blob.parentPath, blob.name), bytes = readFileSync(path)
  writeFileSync(path, Buffer.concat([bytes.subarray(0, 40), Buffer.from('x'), bytes.subarray(41)]))
  await p.must('M1', 'POST', `/backups/${id}/tests`)
  await quiet()
  expect(await p.must('M1', 'GET', `/backups/${id}`)).toMatchObject({ state: 'made', provenAt: null, test: { state: 'failed', error: expect.stringContaining('1 damaged') } })
  expect(await overview()).toMatchObject({ ok: false, reason: expect.stringContaining('恢复测试') })
  expect((await p.must('M1', 'GET', '/notifications')).items[0]).toMatchObject({ name: 'backup.test-failed' })
  expect((await p.must('M1', 'GET', '/console/health')).checks.find((c: { name: string }) => c.name === 'backup')).toMatchObject({ ok: false, critical: false })
  writeFileSync(path, bytes)
  await p.must('M1', 'POST', `/backups/${id}/tests`)
  await quiet()
  expect(await overview()).toMatchObject({ ok: true })
}, 60_000)

test('R7.4-2 two at once are refused, and a run that died is cleared away with what it left', async () => {
  const holding = await Snapshot.open(p.product.databaseUrl)
  expect(await Snapshot.open(p.product.databaseUrl)).toBeNull()
  await holding!.close()
  // A process that died midway: a half folder, a row that says running, and no lock.
  await target().put('20200101T000000Z-00000000', 'table.cases', (await import('node:stream')).Readable.from(['half']))
  await sql`insert into backup_runs (id, name, state, cause, started_at, started_by_name, target) values (gen_random_uuid(), '20200101T000000Z-00000000', 'running', 'schedule', now(), 'x', 'x')`.execute(p.product.host.db)
  expect(await target().list()).not.toContain('20200101T000000Z-00000000')
  await p.must('M1', 'POST', '/backups')
  await quiet()
  const [newest, before] = (await p.must('M1', 'GET', '/backups?limit=2')).items
  expect([newest.state, newest.newFiles, before.state, before.error]).toEqual(['made', 0, 'failed', '进程中途停止，未完成'])
  expect(existsSync(join(backups, '20200101T000000Z-00000000.partial'))).toBe(false)
}, 60_000)

test('R7.4-2 a target that is full or cannot be written fails in words, leaves nothing half and is told', async () => {
  const blocked = join(folder(), 'a file')
  writeFileSync(blocked, '')
  await p.must('M1', 'PUT', '/settings/backup.target', { value: blocked })
  await p.must('M1', 'POST', '/backups')
  await quiet()
  expect((await p.must('M1', 'GET', '/backups?limit=1')).items[0]).toMatchObject({ state: 'failed', error: expect.stringContaining('备份目标无法使用') })
  if (existsSync('/dev/full')) {
    const full = diskTarget(folder())
    await expect(full.put('20200101T000000Z-00000000', 'x/../../../../../../../../dev/full', (await import('node:stream')).Readable.from([randomBytes(1000)]))).rejects.toMatchObject({ fault: 'disk-full' })
  }
  await p.must('M1', 'PUT', '/settings/backup.target', { value: backups })
  expect((await p.must('M1', 'GET', '/notifications')).items[0]).toMatchObject({ name: 'backup.failed' })
}, 60_000)

test('J-25 J-26 the calendar backs up and proves, keeps by the rule and drops contents that nobody names', async () => {
  await p.must('M1', 'PUT', '/settings/backup.keep-daily', { value: 1 })
  for (const key of ['weekly', 'monthly']) await p.must('M1', 'PUT', `/settings/backup.keep-${key}`, { value: 0 })
  // All of them were made a week ago.
  for (const name of await target().list()) {
    const path = join(backups, name, 'manifest.json'), { mac: _mac, ...content } = parseManifest(readFileSync(path, 'utf8'))
    writeFileSync(path, JSON.stringify(signManifest({ ...content, snapshotAt: new Date(Date.parse(content.snapshotAt) - 7 * 86_400_000).toISOString() }, readBackupKey(p.product.config.dataDir)!)))
  }
  await p.must('M1', 'POST', '/console/schedules/backup.daily/runs')
  await quiet()
  expect((await p.must('M1', 'GET', '/console/schedules/backup.daily')).lastRun).toMatchObject({ error: null, result: expect.stringContaining('proven in') })
  const { items } = await p.must('M1', 'GET', '/backups')
  expect(items[0]).toMatchObject({ state: 'proven', cause: 'schedule' })
  // The rule ran when the newest was not proven yet: it and the proven one before it stayed; of the others not even the contents.
  expect((await target().list()).length).toBe(2)
  expect((await target().blobs()).size).toBe(1)
  expect(items.filter((b: { state: string }) => b.state === 'removed').length).toBeGreaterThan(0)
}, 60_000)

test('RX-12 an upgrade is rehearsed on the last backup and leaves the present data alone', async () => {
  const before = await countRows(p.product.databaseUrl), r = await rehearseUpgrade(p.product.host, await open(), () => undefined)
  expect(r).toMatchObject({ migrations: [], differences: [], added: [], dropped: [], faults: [] })
  expect(r.restoreSeconds).toBeGreaterThan(0)
  expect(await countRows(p.product.databaseUrl)).toEqual(before)
}, 60_000)

test('RX-12 the backup of an older version is restored under its own schema and then migrated', async () => {
  const older = modules.map((m) => (m.id === 'backup' ? { ...m, migrations: null } : m)), to = await emptyInstallation()
  const opened = await open(), without = { ...opened, manifest: { ...opened.manifest, schema: opened.manifest.schema.filter((n) => !n.includes('backup-runs')), tables: opened.manifest.tables.filter((t) => !t.table.startsWith('backup_')) } }
  const done = await restoreInstallation(without, { ...to, modules, log, onProgress: () => undefined })
  expect(done.migrations).toEqual(['2026-11-23T03-20-backup-runs'])
  await expect(restoreInstallation(opened, { ...await emptyInstallation(), modules: older, log, onProgress: () => undefined })).rejects.toMatchObject({ fault: 'newer' })
}, 60_000)

test('R7.4-1 keys are rotated while the product runs: fields and files are sealed anew, and the next backup holds both versions', async () => {
  expect((await p.must('M1', 'POST', '/encryption-keys/rotations')).version).toBe(2)
  await quiet()
  const keys = await p.must('M1', 'GET', '/encryption-keys')
  expect(keys).toMatchObject({ current: 2, plainFiles: 0, rotation: { version: 2, unreadable: 0, error: null, finishedAt: expect.any(String) } })
  expect(keys.versions[0]).toMatchObject({ version: 1, fields: 0, files: 0 })
  expect(keys.versions[1].fields).toBeGreaterThanOrEqual(2)
  expect(keys.versions[1].files).toBe(1)
  expect((await p.must('H1', 'GET', `/customers/${customerId}/financial`)).bankAccount).toBe(BANK)
  expect((await p.send('A1', 'GET', `/files/${fileId}`)).body).toBe('only for us')
  expect((await p.must('M1', 'GET', '/settings/backup.target')).source).toBe('set')
  const { id } = await p.must('M1', 'POST', '/backups')
  await quiet()
  const made = await p.must('M1', 'GET', `/backups/${id}`)
  expect((await proveBackup(p.product.host, target(), made.name, { passphrase: PASSPHRASE }, () => undefined)).checks.filter((c) => !c.ok)).toEqual([])
}, 60_000)

test('R7.4-1 a lost or foreign key file stops the start in words, and no new key is left in its place', async () => {
  const { config, databaseUrl } = await restore(), path = join(config.dataDir, 'keys/master.key'), kept = readFileSync(path)
  const start = () => startRuntime({ config, databaseUrl, modules, log, http: httpParts, workers: false, poolSize: 3 })
  rmSync(path)
  await expect(start()).rejects.toThrow(/The key file is lost/)
  expect(existsSync(path)).toBe(false)
  writeFileSync(path, createHash('sha256').update('another').digest('base64'))
  await expect(start()).rejects.toThrow(/does not belong to this database/)
  writeFileSync(path, kept)
  const ring = readFileSync(join(config.dataDir, 'keys/data-keys.json'))
  rmSync(join(config.dataDir, 'keys/data-keys.json'))
  await expect(start()).rejects.toThrow(/Key version 2 is missing/)
  writeFileSync(join(config.dataDir, 'keys/data-keys.json'), ring)
  await (await start()).stop()
}, 60_000)
