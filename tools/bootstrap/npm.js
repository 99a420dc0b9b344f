// Running npm itself, with a Node of our choice, wherever npm happens to be.
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { BootstrapError } from './say.js'

// npm's own patience (10 s, then a minute) makes a missing network look like a hang.
const RETRIES = ['--fetch-retries=4', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=8000']

/** Where systems keep the certificates they trust, company ones included; Node looks only at its own. */
const CERTIFICATES = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/cert.pem']

/** Path of npm-cli.js: the npm that started us, the one beside this Node, or the one on the PATH. */
export function findNpm() {
  const beside = dirname(process.execPath)
  const started = process.env.npm_execpath ?? ''
  const candidates = [
    basename(started) === 'npm-cli.js' ? started : '', // yarn and pnpm put themselves there
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(process.env.PATH ?? '').split(delimiter).map((folder) => cliBehind(join(folder, 'npm'))),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ]
  const found = candidates.find((path) => path !== '' && existsSync(path))
  if (found) return found
  throw new BootstrapError(
    '找不到 npm。请安装随 Node 提供的 npm 后重试（例如 apt-get install npm，或从 nodejs.org 安装）。',
    'npm was not found. Install the npm that comes with Node and try again (for example apt-get install npm, or from nodejs.org).',
  )
}

/** @param {string} link */
function cliBehind(link) {
  if (!existsSync(link)) return ''
  const real = realpathSync(link)
  if (basename(real) === 'npm-cli.js') return real
  const inside = join(dirname(real), 'node_modules', 'npm', 'bin', 'npm-cli.js')
  return existsSync(inside) ? inside : ''
}

/**
 * Runs npm and resolves with its output; when npm cannot write its cache it runs once more with one inside `scratch`.
 * @param {{ node: string, npm: string, args: string[], cwd: string, scratch: string }} wanted
 */
export async function runNpm(wanted) {
  const cache = cacheFolder(wanted)
  const spare = join(wanted.scratch, 'npm-cache')
  const first = await once(wanted, canWrite(cache) ? null : spare)
  if (first.code === 0 || first.cache === spare || !isCacheTrouble(first.output, cache)) return first
  return once(wanted, spare)
}

/** @param {Parameters<typeof runNpm>[0]} wanted @param {string | null} cache */
function once({ node, npm, args, cwd }, cache) {
  return new Promise((resolve) => {
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--no-progress', '--prefer-offline', ...RETRIES]
    const child = spawn(node, [npm, ...args, ...flags, ...(cache ? ['--cache', cache] : [])], { cwd, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
    const stop = () => child.kill('SIGTERM')
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.once(signal, stop)
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    const done = (code) => {
      for (const signal of signals) process.off(signal, stop)
      resolve({ code, output, cache })
    }
    child.on('error', (error) => {
      output += error.message
      done(1)
    })
    child.on('close', (code, signal) => {
      if (signal) process.exit(130) // told to stop
      done(code)
    })
  })
}

/** The outer npm describes its own command in the environment; only what names registry, proxy and user settings may pass on. */
function environment() {
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (/^npm_(package|lifecycle)_/i.test(name)) delete env[name]
    if (/^npm_config_(global|location|omit|only|production|include|dry_run|local_prefix|prefix|package_lock_only|workspaces?|ignore_scripts|loglevel)$/i.test(name)) delete env[name]
  }
  const certificates = CERTIFICATES.find((file) => existsSync(file))
  if (!env.NODE_EXTRA_CA_CERTS && certificates) env.NODE_EXTRA_CA_CERTS = certificates
  delete env.NODE_ENV // `production` would leave out the packages that build the web
  return env
}

/** @param {Parameters<typeof runNpm>[0]} wanted */
function cacheFolder({ node, npm, cwd }) {
  if (process.env.npm_config_cache) return process.env.npm_config_cache
  return spawnSync(node, [npm, 'config', 'get', 'cache'], { cwd, env: environment(), encoding: 'utf8' }).stdout?.trim() ?? ''
}

/** @param {string} folder */
function canWrite(folder) {
  if (folder === '') return false
  const probe = join(folder, `.houyuan-${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(probe, '')
    rmSync(probe)
    const content = join(folder, '_cacache')
    if (existsSync(content)) accessSync(content, constants.W_OK)
    return true
  } catch {
    return false // whatever the reason, the spare cache works
  }
}

/** @param {string} output @param {string} cache */
function isCacheTrouble(output, cache) {
  return /EACCES|EPERM|EROFS|ENOENT|EEXIST/.test(output) && output.includes(cache)
}

/** Names the usual causes of a failed installation. @param {string} output */
export function explainNpm(output) {
  const detail = output.trim().split('\n').slice(-12).join('\n')
  if (/SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|CERT_[A-Z]+|DEPTH_ZERO/.test(output)) {
    return new BootstrapError(
      '软件包仓库的证书不受信任。如公司网络使用自己的证书，请用 NODE_EXTRA_CA_CERTS 指定其文件。',
      'The certificate of the package registry is not trusted. If your network has a certificate of its own, name its file with NODE_EXTRA_CA_CERTS.', detail)
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network/i.test(output)) {
    return new BootstrapError(
      '无法连接软件包仓库。首次启动需要网络；可用 npm config set registry <地址> 指定镜像，或设置代理 HTTPS_PROXY。',
      'The package registry cannot be reached. The first start needs the network; name a mirror with npm config set registry <url>, or a proxy with HTTPS_PROXY.', detail)
  }
  if (/ENOSPC|EDQUOT/.test(output)) return new BootstrapError('磁盘空间不足，安装没有完成。', 'The disk is full; the installation is not complete.', detail)
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return new BootstrapError('没有权限写入项目文件夹，安装没有完成。', 'The project folder cannot be written; the installation is not complete.', detail)
  }
  return new BootstrapError('安装没有完成。npm 的输出：', 'The installation is not complete. What npm said:', detail)
}
