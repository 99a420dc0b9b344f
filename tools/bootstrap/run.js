// From a verb to the program behind it.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensureInstalled } from './install.js'
import { BootstrapError } from './say.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const programs = {
  start: 'app/main.ts',
  houyuan: 'app/cli.ts',
  test: 'tools/test.ts',
  check: 'tools/check.ts',
  bench: 'tools/bench/main.ts',
  'fuzz:mail': 'tools/fuzz-mail.ts',
  faults: 'tools/faults/main.ts',
  cluster: 'tools/cluster/main.ts',
}

/** @param {string[]} args verb first */
export async function run([verb = '', ...args]) {
  try {
    if (Number(process.versions.node.split('.')[0]) < 18) {
      throw new BootstrapError(`需要 Node 18 或更高版本（当前 ${process.version}）。`, `Node 18 or later is needed (this is ${process.version}).`)
    }
    if (!Object.hasOwn(programs, verb)) {
      throw new BootstrapError('用法：npm start | npm test | npm run check | npm run bench | npm run faults | npm run cluster | npm run houyuan -- <命令>', 'Usage: npm start | npm test | npm run check | npm run bench | npm run faults | npm run cluster | npm run houyuan -- <verb>')
    }
    process.chdir(root)
    // Node keeps what it compiled; a start with hundreds of files is then a third of a second faster.
    if (verb === 'start' || verb === 'houyuan') process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'compiled')
    const node = await ensureInstalled(root)
    if (verb === 'start') await finish(node, [join(root, 'tools', 'build-web.ts')])
    const watch = verb === 'start' ? ['--import', pathToFileURL(join(root, 'tools', 'bootstrap', 'watch-parent.js')).href] : []
    await become(node, [...watch, join(root, programs[verb]), ...args])
  } catch (error) {
    process.stderr.write(`\n${error instanceof BootstrapError ? error.message : error.stack}\n`)
    process.exit(1)
  }
}

/** Runs a step to its end; its failure is ours. */
async function finish(node, args) {
  const code = await child(node, args)
  if (code !== 0) process.exit(code)
}

/**
 * Replaces this process where Node can (then there is nobody between the product and whoever stops it), otherwise runs the
 * program as a child, passes signals on and ends as it ends.
 */
async function become(node, args) {
  if (typeof process.execve === 'function' && process.platform !== 'win32') process.execve(node, [node, ...args], definedEnvironment())
  await import('./watch-parent.js')
  process.exit(await child(node, args))
}

function child(node, args) {
  return new Promise((resolve, reject) => {
    const running = spawn(node, args, { stdio: 'inherit' })
    // A terminal sends Ctrl-C to the child as well; sent twice it would look like impatience.
    const forward = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) running.kill(signal)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward)
    running.on('error', reject)
    running.on('exit', (code, signal) => {
      for (const each of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(each, forward)
      resolve(code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }[signal] ?? 0))
    })
  })
}

function definedEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined))
}
