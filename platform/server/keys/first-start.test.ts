// Several processes start an installation for the first time in the same moment, as a compose file does.
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { keyFolder, makeKeyFiles, masterPath } from './key-ring.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'houyuan-keys-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('processes that start first together share one master key, and one of them made it', async () => {
  const program = `import { openFieldCipher } from ${JSON.stringify(new URL('../field-cipher.ts', import.meta.url).href)}
    await new Promise((resolve) => setTimeout(resolve, Number(process.argv[1]) - Date.now()))
    const cipher = openFieldCipher(process.argv[2])
    process.stdout.write(JSON.stringify({ isNew: cipher.isNew, key: cipher.fingerprint('a', 'b') }))`
  const run = promisify(execFile), at = String(Date.now() + 1_500)
  const answers = await Promise.all(Array.from({ length: 5 }, async () => JSON.parse((await run(process.execPath, ['--input-type=module', '-e', program, at, dataDir])).stdout) as { isNew: boolean; key: string }))
  expect(new Set(answers.map((a) => a.key)).size).toBe(1)
  expect(answers.filter((a) => a.isNew)).toHaveLength(1)
  expect(readdirSync(keyFolder(dataDir))).toEqual(['master.key'])
  expect(statSync(masterPath(dataDir)).mode & 0o777).toBe(0o600)
})

test('a key that is there already is never replaced', () => {
  expect(makeKeyFiles(dataDir).isNew).toBe(false)
})
