// Makes node_modules agree with package-lock.json. When it already does, nothing is run and no network is touched.
import { createHash } from 'node:crypto'
import { closeSync, copyFileSync, existsSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync, chmodSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { explainNpm, findNpm, runNpm } from './npm.js'
import { isNode, nodeIn, ownNode, pinnedNode, refuseNode } from './pinned-node.js'
import { BootstrapError, say, showProgress } from './say.js'

const NEWEST_MAJOR = '26'
const LOCK_TOO_OLD_MS = 30 * 60_000

/**
 * Installs what is missing.
 * @param {string} root
 * @returns {Promise<string>} path of the Node to run the product with
 */
export async function ensureInstalled(root) {
  const wanted = stampFor(root)
  if (isInstalled(root, wanted)) return productNode(root)
  const scratch = join(root, '.runtime')
  try {
    mkdirSync(scratch, { recursive: true })
  } catch (error) {
    throw new BootstrapError(`项目文件夹不可写：${root}`, `The project folder cannot be written: ${root}`, String(error))
  }
  const release = await takeTurn(join(scratch, 'install.lock'))
  try {
    if (!isInstalled(root, wanted)) await install(root, scratch, wanted)
  } finally {
    release()
  }
  return productNode(root)
}

/** What node_modules/.houyuan-installed must say. @param {string} root */
function stampFor(root) {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  return `${lock} ${process.platform}-${process.arch}\n`
}

const stampFile = (root) => join(root, 'node_modules', '.houyuan-installed')

/** @param {string} root @param {string} wanted */
function isInstalled(root, wanted) {
  if (existsSync(stampFile(root)) && readFileSync(stampFile(root), 'utf8') === wanted) return true
  if (!matchesLock(root)) return false
  try {
    writeFileSync(stampFile(root), wanted) // somebody ran npm themselves, and it fits
  } catch {
    // installed by another account; the comparison is made again next time
  }
  return true
}

/** Compares npm's own record of what it installed with the lock file, and both with the folders. @param {string} root */
function matchesLock(root) {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const found = JSON.parse(readFileSync(record, 'utf8')).packages
  const pinned = pinnedNode(root)
  for (const [path, entry] of Object.entries(locked)) {
    if (path === '') continue
    const required = !entry.optional || path === `node_modules/${pinned?.name}`
    if (!found[path] && !required) continue
    if (found[path]?.version !== entry.version || found[path]?.integrity !== entry.integrity || !existsSync(join(root, path))) return false
  }
  return true
}

/** @param {string} root @param {string} scratch @param {string} wanted */
async function install(root, scratch, wanted) {
  const npm = findNpm()
  const pinned = pinnedNode(root)
  say('首次启动或软件包有更新，正在准备。', 'First start, or packages have changed; getting ready.')
  const node = pinned ? await nodeForNpm(root, scratch, pinned, npm) : ownNode(NEWEST_MAJOR)
  rmSync(stampFile(root), { force: true })
  const args = ['ci', '--include=dev', '--include=optional', '--include=peer']
  const result = await showProgress('安装软件包', 'Installing packages', runNpm({ node, npm, args, cwd: root, scratch }))
  if (result.code !== 0) throw explainNpm(result.output)
  if (!matchesLock(root)) throw new BootstrapError('安装结果与 package-lock.json 不符。', 'What was installed does not match package-lock.json.', result.output)
  if (pinned && !isNode(nodeIn(root, pinned.name), pinned.version)) refuseNode(nodeIn(root, pinned.name))
  if (pinned) linkNode(root, nodeIn(root, pinned.name))
  writeFileSync(stampFile(root), wanted)
  for (const name of ['node', 'npm-cache']) rmSync(join(scratch, name), { recursive: true, force: true })
}

/** npm 10 leaves this link out; with it, `npm start` finds the pinned Node as `node` from the second time on. */
function linkNode(root, program) {
  const link = join(root, 'node_modules', '.bin', 'node')
  if (process.platform !== 'win32' && !existsSync(link)) symlinkSync(relative(dirname(link), program), link)
}

/**
 * A Node of the pinned version outside node_modules, which npm is about to replace. Under an older Node npm would skip optional
 * packages that want a newer one.
 */
async function nodeForNpm(root, scratch, pinned, npm) {
  if (process.version === `v${pinned.version}` && !process.execPath.startsWith(join(root, 'node_modules'))) return process.execPath
  const home = join(scratch, 'node')
  const program = nodeIn(home, pinned.name)
  if (isNode(program, pinned.version)) return program
  rmSync(home, { recursive: true, force: true })
  const present = nodeIn(root, pinned.name)
  if (isNode(present, pinned.version)) return keepCopy(present, program)
  writeLockOfOne(root, home, pinned)
  const args = ['ci', '--include=optional']
  const result = await showProgress(`下载 Node ${pinned.version}`, `Fetching Node ${pinned.version}`, runNpm({ node: process.execPath, npm, args, cwd: home, scratch }))
  if (result.code !== 0) throw explainNpm(result.output)
  if (!isNode(program, pinned.version)) refuseNode(program)
  return program
}

function keepCopy(present, program) {
  mkdirSync(dirname(program), { recursive: true })
  try {
    linkSync(present, program)
  } catch {
    copyFileSync(present, program) // a file system without hard links
    chmodSync(program, 0o755)
  }
  return program
}

/** A project of one package with the checksum from our own lock file, so that npm verifies what it fetches. */
function writeLockOfOne(root, home, pinned) {
  const path = `node_modules/${pinned.name}`
  const { version, resolved, integrity, bin, os, cpu } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages[path]
  const project = { name: 'houyuan-node', version: '0.0.0', private: true, dependencies: { [pinned.name]: version } }
  const packages = { '': { name: project.name, version: project.version, dependencies: project.dependencies }, [path]: { version, resolved, integrity, bin, os, cpu } }
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'package.json'), JSON.stringify(project))
  writeFileSync(join(home, 'package-lock.json'), JSON.stringify({ name: project.name, version: project.version, lockfileVersion: 3, requires: true, packages }))
  for (const file of ['.npmrc']) if (existsSync(join(root, file))) copyFileSync(join(root, file), join(home, file))
}

/** Two starts at once: the second waits for the first. @param {string} file @returns {Promise<() => void>} */
async function takeTurn(file) {
  for (let told = false; ; told = true) {
    try {
      const opened = openSync(file, 'wx')
      writeSync(opened, String(process.pid))
      closeSync(opened)
      const release = () => rmSync(file, { force: true })
      process.once('exit', release)
      return release
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isAbandoned(file)) rmSync(file, { force: true })
    else {
      if (!told) say('另一个进程正在安装，等待其完成。', 'Another process is installing; waiting for it.')
      await new Promise((done) => setTimeout(done, 500))
    }
  }
}

function isAbandoned(file) {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found || Date.now() - found.mtimeMs > LOCK_TOO_OLD_MS) return true
  const pid = Number(readFileSync(file, 'utf8'))
  if (pid === 0) return Date.now() - found.mtimeMs > 5000
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** @param {string} root */
function productNode(root) {
  const pinned = pinnedNode(root)
  return pinned ? nodeIn(root, pinned.name) : ownNode(NEWEST_MAJOR)
}
