// The Node that the product runs on is a package of this project (optionalDependencies in package.json), one per platform.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BootstrapError } from './say.js'

const platform = process.platform === 'win32' ? 'win' : process.platform
const executable = process.platform === 'win32' ? 'node.exe' : 'node'

/**
 * Name and exact version of the package for this machine; null where there is none.
 * @param {string} root
 */
export function pinnedNode(root) {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const name = `node-${platform}-${process.arch}`
  const version = optionalDependencies[name]
  return version ? { name, version } : null
}

/** Where the package's program is below a folder that has node_modules. @param {string} folder @param {string} name */
export function nodeIn(folder, name) {
  return join(folder, 'node_modules', name, 'bin', executable)
}

/** True when the program is there and says that it is this version. @param {string} program @param {string} version */
export function isNode(program, version) {
  return existsSync(program) && spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout?.trim() === `v${version}`
}

/** The Node of this process, for platforms without a package. @param {string} wanted major version or more */
export function ownNode(wanted) {
  if (Number(process.versions.node.split('.')[0]) >= Number(wanted)) return process.execPath
  throw new BootstrapError(
    `没有适用于 ${platform}-${process.arch} 的自带 Node。请安装 Node ${wanted} 或更高版本后重试。`,
    `No Node is brought along for ${platform}-${process.arch}. Install Node ${wanted} or later and try again.`,
  )
}

/** @param {string} program @returns {never} */
export function refuseNode(program) {
  const asked = spawnSync(program, ['--version'], { encoding: 'utf8' })
  throw new BootstrapError(
    '自带的 Node 无法在本机运行（系统过旧，或不是 glibc 系统，如 Alpine）。',
    'The Node brought along does not run on this machine (the system is too old, or has no glibc, like Alpine).',
    [asked.error?.message, asked.stderr].filter(Boolean).join('\n').trim(),
  )
}
