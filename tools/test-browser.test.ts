import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { ensureTestBrowser, findBrowser, type Machine } from './test-browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'houyuan-browser-'))
const program = join(folder, 'named', 'chromium')
mkdirSync(join(folder, 'named'))
const makeProgram = (path: string) => { writeFileSync(path, '#!/bin/sh\n'); chmodSync(path, 0o755) }
makeProgram(program)
afterAll(() => rmSync(folder, { recursive: true }))

let bin = '', fonts = '', said: string[] = [], ran: string[] = []
beforeEach(() => { bin = mkdtempSync(join(folder, 'bin-')); fonts = mkdtempSync(join(folder, 'fonts-')); said = []; ran = [] })

/** A bare Debian: nothing installed, `apt-get install` brings browser and font. */
const bare = (change: Partial<Machine> & { answers?: Record<string, number | null> } = {}): Machine => ({
  env: { PATH: bin }, platform: 'linux', isRoot: true, elsewhere: [], fontFolders: [fonts],
  run(name, args) {
    const line = [name, ...args].join(' ')
    ran.push(line)
    const code = Object.entries({ 'fc-list': null, ...change.answers }).find(([start]) => line.startsWith(start))?.[1]
    if (code === undefined && line.includes('install -y')) { makeProgram(join(bin, 'chromium')); writeFileSync(join(fonts, 'NotoSansCJK-Regular.ttc'), '') }
    return { code: code === undefined ? 0 : code, output: '' }
  },
  ...change,
})
const ensure = (machine: Machine) => ensureTestBrowser((text) => said.push(text), machine)

it('takes the browser named by CHROMIUM, else the first on the PATH, else one where they usually stand', () => {
  expect(findBrowser({ CHROMIUM: program })).toBe(program)
  expect(findBrowser({ CHROMIUM: join(folder, 'absent'), PATH: folder })).toBeNull()
  expect(findBrowser({ PATH: join(folder, 'named') })).toBe(program)
  expect(findBrowser({ PATH: bin }, [program])).toBe(program)
  // A folder of that name is no browser.
  mkdirSync(join(bin, 'chromium'))
  expect(findBrowser({ PATH: bin }, [])).toBeNull()
})

it('says so when CHROMIUM names nothing, and installs nothing', () => {
  expect(() => ensure(bare({ env: { CHROMIUM: join(folder, 'absent') } }))).toThrow(/CHROMIUM=.*absent/)
  expect([said, ran]).toEqual([[], []])
})

it('installs both on a bare machine as root, and through sudo for others who may', () => {
  expect(ensure(bare())).toBe(join(bin, 'chromium'))
  expect(said).toEqual(['安装 chromium fonts-noto-cjk… / installing chromium fonts-noto-cjk…'])
  expect(ran.filter((line) => line.includes('-q'))).toEqual(['apt-get -q update', 'apt-get -q install -y --no-install-recommends chromium fonts-noto-cjk'])
  rmSync(join(bin, 'chromium'))
  ran = []
  expect(ensure(bare({ isRoot: false }))).toBe(join(bin, 'chromium'))
  expect(ran.filter((line) => line.includes('-q'))).toEqual(['sudo -n apt-get -q update', 'sudo -n apt-get -q install -y --no-install-recommends chromium'])
})

it('installs nothing where both are there', () => {
  makeProgram(join(bin, 'chromium'))
  expect(ensure(bare({ run: (name) => { ran.push(name); return { code: 0, output: 'Noto Sans CJK SC\n' } } }))).toBe(join(bin, 'chromium'))
  expect([said, [...new Set(ran)]]).toEqual([[], ['fc-list']])
})

it.each([
  ['no apt-get', { answers: { 'apt-get --version': null } }, /没有 apt-get.*CHROMIUM=/s],
  ['no root', { isRoot: false, answers: { sudo: 1 } }, /不是 root.*apt-get install -y --no-install-recommends chromium fonts-noto-cjk/s],
  ['no network', { answers: { 'apt-get -q install': 100 } }, /apt-get 没有装上.*Check network/s],
] as const)('%s: says why, and what to do', (_, change, told) => { expect(() => ensure(bare(change))).toThrow(told) })
