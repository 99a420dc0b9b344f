import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { ensureTestBrowser, findBrowser } from './test-browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'houyuan-browser-'))
const program = join(folder, 'chromium')
writeFileSync(program, '#!/bin/sh\n')
chmodSync(program, 0o755)
afterAll(() => rmSync(folder, { recursive: true }))

it('takes the browser named by CHROMIUM, else the first on the PATH', () => {
  expect(findBrowser({ CHROMIUM: program })).toBe(program)
  expect(findBrowser({ CHROMIUM: join(folder, 'absent'), PATH: folder })).toBeNull()
  expect(findBrowser({ PATH: folder })).toBe(program)
})

it('says so when CHROMIUM names nothing, and installs nothing', () => {
  vi.stubEnv('CHROMIUM', join(folder, 'absent'))
  const said: string[] = []
  expect(() => ensureTestBrowser((text) => said.push(text))).toThrow(/CHROMIUM=.*absent/)
  expect(said).toEqual([])
})
