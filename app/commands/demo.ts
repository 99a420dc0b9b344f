// `demo remove`: takes out everything that the demo seed made; reference data and own records stay (RX-17).
import { removeDemo } from '../demo/remove-demo.ts'
import type { Command } from './commands.ts'
import { withHost } from './with-host.ts'

export const demoCommand: Command = {
  name: 'demo', usage: 'demo remove', summary: '清除示例数据 / removes the demo company',
  help: '删除 HOUYUAN_SEED=demo 写入的全部示例数据；手册规则、自己的数据和审计日志保留。自己的数据挂在示例数据上时逐项列出，什么也不删。\nDeletes everything that HOUYUAN_SEED=demo wrote; the handbook, your own records and the audit trail stay. Where own records hang on it they are listed, and nothing is deleted.',
  async run([action]) {
    if (action !== 'remove') { process.stderr.write('用法 / usage: demo remove\n'); return 2 }
    const { ties } = await withHost((host) => removeDemo(host))
    if (ties.length > 0) {
      process.stderr.write(`示例公司未清除，请先处理 / the demo company stays, see to this first:\n${ties.map((tie) => `  ${tie}`).join('\n')}\n`)
      return 1
    }
    process.stdout.write('示例数据已清除 / the demo company is gone\n')
    return 0
  },
}
