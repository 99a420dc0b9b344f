// Both kinds of target keep the same promises: a backup exists when it is published, what was cut off goes, contents are shared.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backupName, type BackupTarget } from './backup-target.ts'
import { openTarget } from './open-target.ts'
import { s3Target } from './s3-target.ts'
import { startFakeS3, type FakeS3 } from './testing-s3.ts'

const folder = mkdtempSync(join(tmpdir(), 'houyuan-targets-'))
let s3: FakeS3
beforeAll(async () => { s3 = await startFakeS3() })
afterAll(async () => { await s3.stop(); rmSync(folder, { recursive: true }) })

const kinds: [string, () => BackupTarget][] = [
  ['a folder', () => openTarget(join(folder, 'disk'), { dataDir: folder })],
  ['S3', () => openTarget(s3.address('a & b/backups'), { dataDir: folder })],
  ['S3 in pieces', () => s3Target(s3.address('pieces'), folder, 1000)],
]
const A = '20260101T000000Z-00000001', B = '20260102T000000Z-00000002', HALF = '20260103T000000Z-00000003'

describe.each(kinds)('R7.4-2 backups in %s', (_kind, make) => {
  const bytes = randomBytes(3500), put = (target: BackupTarget, name: string, part = 'table.cases', data = bytes) => target.put(name, part, Readable.from([data.subarray(0, 1200), data.subarray(1200)]))

  test('belong to one installation, which the target remembers', async () => {
    expect(await make().readOwner()).toBeNull()
    await make().writeOwner('0123456789abcdef')
    expect(await make().readOwner()).toBe('0123456789abcdef')
  })

  test('exist when they are published, oldest first, and read back as they were', async () => {
    for (const name of [B, A]) { await put(make(), name); await make().publish(name, `{"name":"${name}"}`) }
    await put(make(), HALF)
    expect(await make().list()).toEqual([A, B])
    expect(await make().readManifest(A)).toBe(`{"name":"${A}"}`)
    expect((await buffer(await make().read(A, 'table.cases', bytes.length))).equals(bytes)).toBe(true)
    await expect(make().readManifest(HALF)).rejects.toMatchObject({ fault: 'damaged' })
    await expect(make().read(A, 'table.none', 1).then((stream) => buffer(stream))).rejects.toMatchObject({ fault: 'damaged' })
  })

  test('that were cut off are swept away; whole ones stay', async () => {
    expect(await make().sweep()).toBe(1)
    expect(await make().sweep()).toBe(0)
    expect(await make().list()).toEqual([A, B])
  })

  test('share contents, which are removed one by one', async () => {
    const ids = Array.from({ length: 5 }, (_, i) => `${i}${'a'.repeat(63)}`)
    for (const id of ids) await make().putBlob(id, Readable.from([Buffer.from(id)]))
    expect([...await make().blobs()].sort()).toEqual(ids)
    expect((await buffer(await make().readBlob(ids[2]!))).toString()).toBe(ids[2])
    await make().removeBlob(ids[2]!)
    expect((await make().blobs()).has(ids[2]!)).toBe(false)
    await expect(make().readBlob(ids[2]!)).rejects.toMatchObject({ fault: 'damaged' })
  })

  test('are removed whole', async () => {
    await make().remove(A)
    expect(await make().list()).toEqual([B])
  })
})

describe('R7.4-2 S3', () => {
  test('a store that is busy for a moment is asked again', async () => {
    s3.failNext(2)
    expect(await openTarget(s3.address('busy'), { dataDir: folder }).list()).toEqual([])
  })

  test.each<[string, () => string, RegExp]>([
    ['refused keys', () => s3.address('x', 'other'), /403 SignatureDoesNotMatch/], ['another bucket', () => s3.address().replace('/backups/', '/none/'), /404 NoSuchBucket/], ['no server', () => 's3://a:b@127.0.0.1:1/backups?tls=0', /cannot be reached.*ECONNREFUSED|连接不上/],
  ])('%s are said in words, without the secret', async (_what, address, words) => {
    const failure = await openTarget(address(), { dataDir: folder }).writeOwner('x').catch((error: unknown) => error) as Error
    expect(failure).toMatchObject({ fault: 'target', message: expect.stringMatching(words) })
    expect(failure.message).not.toContain('secret')
  }, 20_000)

  test.each(['s3://host/bucket', 's3://a:b@host', 'ftp://host/x', 's3://'])('the address %s is refused', (address) => expect(() => openTarget(address, { dataDir: folder })).toThrow(/backup target|S3 address/))

  test('names tell the time and sort by it', () => {
    expect(backupName(new Date('2026-11-23T02:30:00.123Z'), '01a2065c-6257-7996-974f-a942c3392ae8')).toBe('20261123T023000Z-c3392ae8')
  })
})
