// `npm start`: serves the product until it is told to stop.
import { performance } from 'node:perf_hooks'
import { setupLink } from '../platform/server/access/public.ts'
import { ConfigError, loadConfig, type Config } from '../platform/server/config/load-config.ts'
import { receivesNothing } from '../platform/server/mail/public.ts'
import { createLog } from '../platform/server/log.ts'
import type { PostgresStep } from '../platform/server/postgres/start-embedded-postgres.ts'
import { startProduct, type Product } from './start-product.ts'

const say = (text: string) => { process.stdout.write(`${text}\n`) }

const STEPS: Record<PostgresStep, string> = {
  'copying-programs': '准备数据库程序… / preparing the database programs…',
  'creating-cluster': '创建数据库… / creating the database…',
  starting: '启动数据库… / starting the database…',
  recovering: '数据库正在恢复… / the database recovers…',
  'stopping-survivor': '接管上次留下的数据库… / taking over the database that was left running…',
}

const config = readConfig()
const log = createLog(process.env.HOUYUAN_LOG ?? (process.stdout.isTTY ? 'warn' : 'info'))
let product: Product | null = null, stopping = false, shownTenth = -1

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { void shutDown() })
process.on('unhandledRejection', (error) => { log.error({ err: error }, 'a promise failed without a reader') })

try {
  product = await startProduct(config, log, { database: (step) => say(`  ${STEPS[step]}`), demo: showDemo })
  await announce(product)
} catch (error) {
  process.stderr.write(`\n${sentenceFor(error, config)}\n`)
  process.exitCode = 1
}

function readConfig(): Config {
  try { return loadConfig() } catch (error) {
    process.stderr.write(`\n${error instanceof ConfigError ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

async function announce({ runtime, address, signIns }: Product): Promise<void> {
  const seconds = (performance.now() / 1000).toFixed(1)
  say(`\n后援 Houyuan  ${address || '(worker)'}  ${seconds} s`)
  if (config.publicUrl !== address && address) say(`  对外地址 public address  ${config.publicUrl}`)
  if (config.smtpIn) say(receivesNothing(runtime.host) ? `  未开启收信：${config.smtpIn.host}:${config.smtpIn.port} 已被占用（HOUYUAN_SMTP_IN） / mail in is off: that address is taken` : `  收信 mail in  smtp://${config.smtpIn.host}:${config.smtpIn.port}`)
  const link = await setupLink(runtime.host)
  if (link) say(`\n  首次设置，请打开（一次有效） / First set-up, open once:\n  ${link}\n`)
  if (signIns.length > 0) say(`\n  示例公司已就绪，可用以下账号登录（密码只显示这一次） / the demo company is ready, sign in as (passwords are shown once):\n${signIns.map((s) => `  ${s.email.padEnd(34)} ${s.password}  ${s.name}，${s.what}`).join('\n')}\n`)
  if (config.testClock) say('  测试时钟已启用，仅供测试 / test clock on, for tests only')
}

/** One line that counts on a screen, a line for each tenth in a log. */
function showDemo(done: number): void {
  const percent = Math.floor(done * 100)
  if (process.stdout.isTTY) process.stdout.write(`\r  示例公司 / demo company ${percent} %${percent >= 99 ? '\n' : ''}`)
  else if (Math.floor(percent / 10) > shownTenth) say(`  示例公司 / demo company ${(shownTenth = Math.floor(percent / 10)) * 10} %`)
}

async function shutDown(): Promise<void> {
  if (stopping) return
  stopping = true
  say('\n正在停止… / stopping…')
  try {
    await product?.stop()
    say('已停止 / stopped')
    process.exit(process.exitCode ?? 0)
  } catch (error) {
    log.error({ err: error }, 'could not stop cleanly')
    process.exit(1)
  }
}

function sentenceFor(error: unknown, { host, port }: Config): string {
  const code = (error as { code?: string }).code
  if (code === 'EADDRINUSE') return `端口 ${host}:${port} 已被占用。请停止占用它的程序，或用 PORT=8081 npm start 换一个端口。\nPort ${host}:${port} is taken. Stop the program that holds it, or choose another: PORT=8081 npm start`
  if (code === 'EACCES') return `没有权限监听 ${host}:${port}。请换一个大于 1024 的端口。\nNot allowed to listen on ${host}:${port}. Choose a port above 1024.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `本机没有地址 ${host}。请把 HOST 改为本机的地址，或 0.0.0.0（所有网卡）。\nThis machine has no address ${host}. Set HOST to one of its own, or to 0.0.0.0 for every interface.`
  if (code === 'ENOSPC') return '磁盘已满。腾出空间后再启动，数据没有丢失。\nThe disk is full. Free some space and start again; nothing is lost.'
  log.debug({ err: error }, 'start failed')
  return error instanceof Error ? error.message : String(error)
}
