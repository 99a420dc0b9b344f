import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cipherOf } from '../field-cipher.ts'
import { withNewKey } from '../keys/key-ring.ts'
import { checkManifest, checkVersion, parseManifest, signManifest, type Manifest } from './manifest.ts'
import { newPassphrase, openKeys, openWithPassphrase, readBackupKey, sealKeys, setPassphrase, type BackupKey } from './recovery-key.ts'

const PASSPHRASE = 'vier Worte, die keiner kennt'
let dataDir: string, backup: BackupKey
beforeAll(async () => { dataDir = mkdtempSync(join(tmpdir(), 'houyuan-key-')); backup = await setPassphrase(dataDir, PASSPHRASE) })
afterAll(() => rmSync(dataDir, { recursive: true }))

describe('R7.4-1 the keys inside a backup', () => {
  const keys = withNewKey({ master: randomBytes(32), current: 1, keys: [] }, new Date(0))

  test('open with the passphrase, however it was typed or pasted, and with nothing else', async () => {
    const sealed = sealKeys(backup, keys)
    for (const typed of [PASSPHRASE, ` ${PASSPHRASE}\n`]) expect(openKeys(await openWithPassphrase(sealed.envelope, typed), sealed)).toEqual(keys)
    await expect(openWithPassphrase(sealed.envelope, PASSPHRASE.toUpperCase())).rejects.toMatchObject({ fault: 'wrong-passphrase' })
    expect(JSON.stringify(sealed)).not.toContain(keys.keys[0]!.key)
    expect(cipherOf(openKeys(backup, sealed)).open(cipherOf(keys).seal('6222', 'x'), 'x')).toBe('6222')
  })

  test('that were changed do not open', () => {
    const sealed = sealKeys(backup, keys)
    expect(() => openKeys(backup, { ...sealed, sealed: { ...sealed.sealed, data: Buffer.from('other').toString('base64') } })).toThrow(/damaged/)
    expect(() => openKeys({ ...backup, key: randomBytes(32) }, sealed)).toThrow(/damaged/)
  })

  test('a new passphrase keeps the key of the backups; earlier backups keep the old passphrase', async () => {
    const before = sealKeys(backup, keys), after = await setPassphrase(dataDir, 'another long passphrase')
    expect(after.keyId).toBe(backup.keyId)
    expect((await openWithPassphrase(before.envelope, PASSPHRASE)).key).toEqual((await openWithPassphrase(after.envelope, 'another long passphrase')).key)
    await expect(openWithPassphrase(after.envelope, PASSPHRASE)).rejects.toMatchObject({ fault: 'wrong-passphrase' })
    expect(statSync(join(dataDir, 'keys/backup.json')).mode & 0o077).toBe(0)
    expect(readFileSync(join(dataDir, 'keys/backup.json'), 'utf8')).not.toContain('another')
  })

  test('a damaged key file is named, not replaced', () => {
    const other = mkdtempSync(join(tmpdir(), 'houyuan-key-'))
    expect(readBackupKey(other)).toBeNull()
    writeFileSync(join(dataDir, 'keys/backup.json'), '{')
    expect(() => readBackupKey(dataDir)).toThrow(/backup\.json/)
    rmSync(other, { recursive: true })
  })

  test('a made passphrase is long and has no letters that are mistaken for each other', () => {
    expect(newPassphrase()).toMatch(/^([a-hjkmnp-z2-9]{4}-){7}[a-hjkmnp-z2-9]{4}$/)
    expect(newPassphrase()).not.toBe(newPassphrase())
  })
})

describe('R7.4-2 the manifest', () => {
  const part = { name: 'files.list', bytes: 1, sha256: 'a'.repeat(64) }
  const content = (): Omit<Manifest, 'mac'> => ({
    format: 1, name: '20261123T000000Z-00000001', product: '1.4.0', schema: ['2026-01-01-a', '2026-02-01-b'], postgres: '18.4', snapshotAt: '2026-11-23T00:00:00.000Z', finishedAt: '2026-11-23T00:01:00.000Z', keyId: backup.keyId,
    tables: [{ ...part, name: 'table.cases', table: 'cases', columns: ['id'], rows: 3 }], jobs: { ...part, name: 'jobs', table: 'jobs', columns: [], rows: 0 }, sequences: [], chain: { chainNo: 1, hash: 'ab' }, files: { count: 0, bytes: 0, list: part }, keys: { ...part, name: 'keys.sealed' },
  })

  test('survives writing and reading; any change is seen', () => {
    const signed = parseManifest(JSON.stringify(signManifest(content(), backup), null, 1))
    expect(() => checkManifest(signed, backup)).not.toThrow()
    for (const changed of [{ ...signed, snapshotAt: '2026-11-24T00:00:00.000Z' }, { ...signed, tables: [] }, { ...signed, tables: [{ ...signed.tables[0]!, rows: 2 }] }, { ...signed, schema: ['2026-01-01-a'] }]) expect(() => checkManifest(changed, backup)).toThrow(/damaged/)
    expect(() => checkManifest(signed, { ...backup, key: randomBytes(32) })).toThrow(/damaged/)
  })

  test.each([['no JSON', '{'], ['another thing', '{"format":1}'], ['a path for a name', JSON.stringify({ ...JSON.parse('{"format":1}'), name: '../x' })]])('%s is refused', (_what, text) => expect(() => parseManifest(text)).toThrow(/damaged/))

  test('RX-12 a newer backup is refused by an older version, in words that name the version', () => {
    expect(() => checkVersion(signManifest(content(), backup), ['2026-01-01-a'])).toThrow(/1\.4\.0/)
    expect(() => checkVersion(signManifest(content(), backup), ['2026-01-01-a', '2026-02-01-b', '2026-03-01-c'])).not.toThrow()
    expect(() => parseManifest('{"format":2}')).toThrow(/newer version/)
  })
})
