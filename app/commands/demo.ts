// `demo remove`: takes out everything that the demo seed made; reference data stays (RX-17).
import { SYSTEM } from '../../platform/server/ctx.ts'
import { modules } from '../modules.ts'
import type { Command } from './commands.ts'
import { withHost } from './with-host.ts'

export const demoCommand: Command = {
  name: 'demo', usage: 'demo remove', summary: '清除示例数据 / removes the demo company',
  help: '删除 HOUYUAN_SEED=demo 写入的全部示例数据；手册规则和自己的数据保留。\nDeletes everything that HOUYUAN_SEED=demo wrote; the handbook and your own records stay.',
  async run([action]) {
    if (action !== 'remove') { process.stderr.write('用法 / usage: demo remove\n'); return 2 }
    await withHost((host) => host.transaction(SYSTEM, async (ctx) => { for (const m of modules.toReversed()) await m.removeDemo?.(ctx) }))
    process.stdout.write('示例数据已清除 / the demo company is gone\n')
    return 0
  },
}
