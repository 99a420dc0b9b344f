import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { lockDataFolder, lockHolder } from './data-lock.ts'
import { processSpace, processStart } from './process-facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'houyuan-lock-'))
const file = join(folder, 'houyuan.lock')
afterAll(() => rmSync(folder, { recursive: true }))

const write = (holder: object, secondsAgo = 0): void => {
  writeFileSync(file, JSON.stringify(holder))
  const at = Date.now() / 1000 - secondsAgo
  utimesSync(file, at, at)
}

it('is held once, seen by others and given back', async () => {
  const lock = await lockDataFolder(folder)
  expect(lockHolder(folder)).toBe(process.pid)
  await expect(lockDataFolder(folder)).rejects.toMatchObject({ fault: 'in-use' })
  lock.release()
  expect(lockHolder(folder)).toBeNull()
  expect(existsSync(file)).toBe(false)
})

it.each([
  ['a dead process', { pid: 4_190_000, start: '1', space: processSpace() }],
  ['a process number that was used again', { pid: process.pid, start: '1', space: processSpace() }],
  ['a half-written file', {}],
])('is taken over at once from %s', async (_, holder) => {
  write(holder)
  const lock = await lockDataFolder(folder)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid, start: processStart(process.pid) })
  lock.release()
})

it('is taken over from another container only when that is silent', async () => {
  const elsewhere = { pid: 1, start: '5', space: 'another-container pid:[1]' }
  write(elsewhere, 60)
  const lock = await lockDataFolder(folder)
  lock.release()
  write(elsewhere, 10)
  const beating = setTimeout(() => utimesSync(file, new Date(), new Date()), 300)
  await expect(lockDataFolder(folder)).rejects.toMatchObject({ fault: 'in-use', message: expect.stringContaining('another-container') })
  clearTimeout(beating)
  rmSync(file)
})

it('goes to exactly one of several that find the same dead holder', async () => {
  write({ pid: 4_190_000, start: '1', space: processSpace() })
  const results = await Promise.allSettled([1, 2, 3, 4].map(() => lockDataFolder(folder)))
  const locks = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  expect(locks).toHaveLength(1)
  locks[0]?.release()
})
