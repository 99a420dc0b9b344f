// `doctor`: every setting with its source, and whether database, data folder and mail can be reached.
import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { createConnection } from 'node:net'
import { describeConfig } from '../../platform/server/config/describe-config.ts'
import { loadConfig } from '../../platform/server/config/load-config.ts'
import type { Command } from './commands.ts'
import { withHost } from './with-host.ts'

interface Check { name: string; ok: boolean; detail: string }

export const doctorCommand: Command = {
  name: 'doctor', usage: 'doctor', summary: '检查配置与环境 / checks settings and surroundings',
  help: '列出每项配置的值与来源，检查数据目录、磁盘、数据库与邮件连接。有问题时退出码为 1。\nPrints every setting with its value and source, and checks data folder, disk, database and mail. Exit code 1 when something is wrong.',
  async run() {
    const config = loadConfig()
    for (const line of describeConfig(config)) process.stdout.write(`  ${line.setting.padEnd(26)} ${line.value}  (${line.source})\n`)
    const checks = [dataFolder(config.dataDir), disk(config.dataDir), await database(), ...(config.smtpOut ? [await reach('mail out', config.smtpOut, 25)] : []), ...(config.imap ? [await reach('IMAP', config.imap, 993)] : [])]
    for (const c of checks) process.stdout.write(`${c.ok ? 'ok  ' : 'FAIL'} ${c.name}: ${c.detail}\n`)
    return checks.every((c) => c.ok) ? 0 : 1
  },
}

function dataFolder(dir: string): Check {
  try {
    if (existsSync(dir)) accessSync(dir, constants.W_OK)
    return { name: 'data', ok: true, detail: dir }
  } catch { return { name: 'data', ok: false, detail: `${dir} 不可写，请更改权限或 HOUYUAN_DATA / is not writable: change its owner or HOUYUAN_DATA` } }
}

function disk(dir: string): Check {
  const { bavail, bsize } = statfsSync(existsSync(dir) ? dir : '.')
  const free = (bavail * bsize) / 2 ** 30
  return { name: 'disk', ok: free > 1, detail: `${free.toFixed(1)} GiB 可用 free` }
}

async function database(): Promise<Check> {
  try {
    const version = await withHost(async (host) => (await host.pool.query<{ v: string }>('select version() as v')).rows[0]!.v)
    return { name: 'database', ok: true, detail: version.split(' on ')[0]! }
  } catch (error) { return { name: 'database', ok: false, detail: error instanceof Error ? error.message : String(error) } }
}

function reach(name: string, address: string, port: number): Promise<Check> {
  const url = new URL(address), target = `${url.hostname}:${url.port || port}`
  return new Promise((resolve) => {
    const socket = createConnection({ host: url.hostname, port: Number(url.port || port), timeout: 5000 })
    const end = (ok: boolean, detail: string) => { socket.destroy(); resolve({ name, ok, detail }) }
    socket.on('connect', () => end(true, target))
    socket.on('timeout', () => end(false, `${target} 5 秒无应答 / no answer within 5 s`))
    socket.on('error', (error) => end(false, `${target}: ${error.message}`))
  })
}
