// The bootstrap in a small project of its own, with an npm that only pretends: no network, no minutes.
import { spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

const base = mkdtempSync(join(tmpdir(), 'houyuan 启动 '))
const root = join(base, '项 目')
const nodePackage = `node-${process.platform}-${process.arch}`
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** Does what `npm ci` leaves behind, and writes down each call. */
const pretendedNpm = `
const fs = require('node:fs'), path = require('node:path')
if (process.argv[2] === 'config') { console.log(process.env.PRETENDED_CACHE); process.exit(0) }
fs.appendFileSync(${JSON.stringify(join(base, 'calls'))}, JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), env: process.env.NODE_ENV ?? null }) + '\\n')
if (process.env.PRETENDED_FAULT) { console.error(process.env.PRETENDED_FAULT); process.exit(1) }
const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'))
fs.rmSync('node_modules', { recursive: true, force: true })
for (const folder of Object.keys(packages)) if (folder) fs.mkdirSync(path.join(folder, 'bin'), { recursive: true })
fs.symlinkSync(${JSON.stringify(process.execPath)}, path.join('node_modules', ${JSON.stringify(nodePackage)}, 'bin', 'node'))
fs.mkdirSync('node_modules/.bin', { recursive: true })
fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }))
setTimeout(() => {}, Number(process.env.PRETENDED_MS ?? 0))
`

const product = `
if (process.argv[2] === 'serve') {
  const timer = setInterval(() => {}, 1000)
  process.on('SIGTERM', () => setTimeout(() => { console.log('DRAINED'); clearInterval(timer); process.exitCode = 7 }, 200))
}
if (process.argv[2] === 'fail') process.exitCode = 5
console.log('PRODUCT ' + JSON.stringify(process.argv.slice(2)))
`

beforeEach(() => {
  rmSync(base, { recursive: true, force: true })
  for (const folder of ['app', 'tools']) mkdirSync(join(root, folder), { recursive: true })
  const here = join(import.meta.dirname, '..', '..')
  cpSync(join(here, 'bootstrap.js'), join(root, 'bootstrap.js'))
  cpSync(import.meta.dirname, join(root, 'tools', 'bootstrap'), { recursive: true })
  writeFileSync(join(root, 'app', 'main.ts'), product)
  writeFileSync(join(root, 'app', 'cli.ts'), product)
  writeFileSync(join(root, 'tools', 'build-web.ts'), `console.log('WEB')`)
  mkdirSync(join(base, 'npm'))
  writeFileSync(join(base, 'npm', 'npm-cli.js'), pretendedNpm)
  writeFileSync(join(base, 'npm', 'package.json'), '{"type":"commonjs"}')
  lock('1.0.0')
})

function lock(version: string): void {
  const node = process.version.slice(1)
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module', optionalDependencies: { [nodePackage]: node }, dependencies: { part: version } }))
  const packages = { '': {}, 'node_modules/part': { version, integrity: 'a' }, [`node_modules/${nodePackage}`]: { version: node, optional: true }, 'node_modules/node-other-cpu': { version: node, optional: true } }
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }))
}

interface Outcome {
  code: number | null
  output: string
}

function bootstrap(args: string[], env: Record<string, string> = {}, onOutput: (text: string, stop: () => void) => void = () => undefined): Promise<Outcome> {
  const child = spawn(process.execPath, [join(root, 'bootstrap.js'), ...args], {
    cwd: tmpdir(), stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: '/nowhere', NODE_ENV: 'production', npm_execpath: join(base, 'npm', 'npm-cli.js'), PRETENDED_CACHE: join(base, 'cache'), ...env },
  })
  let output = ''
  const take = (chunk: Buffer): void => {
    output += chunk.toString()
    onOutput(output, () => child.kill('SIGTERM'))
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  return new Promise((done) => child.on('close', (code) => done({ code, output })))
}

const calls = (): { args: string[]; cwd: string; env: string | null }[] => existsSync(join(base, 'calls'))
  ? readFileSync(join(base, 'calls'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { args: string[]; cwd: string; env: string | null })
  : []

describe('installing', () => {
  it('happens once, then not until package-lock.json changes', async () => {
    expect((await bootstrap(['start', '--one', '二'])).output).toMatch(/Installing packages[^]*WEB\nPRODUCT \["--one","二"\]\n$/)
    expect((await bootstrap(['start'])).output).toBe('WEB\nPRODUCT []\n')
    expect(calls()).toHaveLength(1)
    lock('1.0.1')
    await bootstrap(['start'])
    expect(calls()).toHaveLength(2)
  })

  it('takes the packages that build the web even in production, never runs install scripts, and works in the project', async () => {
    await bootstrap(['start'])
    expect(calls()[0]).toMatchObject({ cwd: root, env: null, args: expect.arrayContaining(['ci', '--include=dev', '--include=optional', '--ignore-scripts']) })
  })

  it('accepts what somebody installed by hand when it fits', async () => {
    await bootstrap(['start'])
    rmSync(join(root, 'node_modules', '.houyuan-installed'))
    await bootstrap(['start'])
    expect(calls()).toHaveLength(1)
    rmSync(join(root, 'node_modules', '.houyuan-installed'))
    rmSync(join(root, 'node_modules', 'part'), { recursive: true })
    await bootstrap(['start'])
    expect(calls()).toHaveLength(2)
  })

  it('is done by one of two that start at once', async () => {
    const both = await Promise.all([bootstrap(['start'], { PRETENDED_MS: '800' }), bootstrap(['start'], { PRETENDED_MS: '800' })])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(calls()).toHaveLength(1)
  })

  it('uses a cache of its own where the usual one cannot be written', async () => {
    writeFileSync(join(base, 'cache'), 'a file, not a folder')
    await bootstrap(['start'])
    expect(calls()[0]?.args.join(' ')).toContain(`--cache ${join(root, '.runtime', 'npm-cache')}`)
  })
})

describe('refusals are sentences in Chinese and English, and the exit code says so', () => {
  it.each([
    ['getaddrinfo ENOTFOUND registry.npmjs.org', '无法连接', 'registry cannot be reached'],
    ['npm error code SELF_SIGNED_CERT_IN_CHAIN', '证书', 'NODE_EXTRA_CA_CERTS'],
    ['ENOSPC: no space left on device', '磁盘空间不足', 'disk is full'],
    ['something else', '安装没有完成', 'something else'],
  ])('%s', async (fault, zh, en) => {
    const { code, output } = await bootstrap(['start'], { PRETENDED_FAULT: fault })
    expect(code).toBe(1)
    expect(output).toContain(zh)
    expect(output).toContain(en)
    expect(output).not.toMatch(/at .*install\.js/)
  })

  it('no npm anywhere', async () => {
    const alone = join(base, 'alone')
    mkdirSync(alone)
    cpSync(process.execPath, join(alone, 'node'))
    chmodSync(join(alone, 'node'), 0o755)
    const { status, output } = await new Promise<{ status: number | null; output: string }>((done) => {
      const child = spawn(join(alone, 'node'), [join(root, 'bootstrap.js'), 'start'], { env: { PATH: '/nowhere' } })
      let text = ''
      child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
      child.on('close', (code) => done({ status: code, output: text }))
    })
    expect(status).toBe(1)
    expect(output).toMatch(/找不到 npm[^]*npm was not found/)
  })

  it('a verb that does not exist', async () => {
    expect(await bootstrap(['stop'])).toMatchObject({ code: 1, output: expect.stringMatching(/用法[^]*Usage/) })
  })
})

describe('running', () => {
  it('ends as the program ends', async () => {
    expect((await bootstrap(['houyuan', 'fail'])).code).toBe(5)
  })

  it('passes SIGTERM on and waits for the drain', async () => {
    let sent = false
    const { code, output } = await bootstrap(['start', 'serve'], {}, (text, stop) => {
      if (sent || !text.includes('PRODUCT')) return
      sent = true
      stop()
    })
    expect(output).toContain('DRAINED')
    expect(code).toBe(7)
  })
})
