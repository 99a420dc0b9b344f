// `demo remove`: takes out everything that the demo seed made; reference data and own records stay (RX-17).
import { removeDemo } from '../demo/remove-demo.ts'
import type { Command } from './commands.ts'
import { withHost } from './with-host.ts'

export const demoCommand: Command = {
  name: 'demo', usage: 'demo remove', summary: '清除示例数据 / removes the demo company',
  help: '删除 HOUYUAN_SEED=demo 写入的全部示例数据；手册规则、自己的数据和审计日志保留。自己的数据挂在示例数据上时逐项列出，什么也不删。\nDeletes everything that HOUYUAN_SEED=demo wrote; the handbook, your own records and the audit trail stay. Where own records hang on it they are listed, and nothing is deleted.',
  async run([action]) {
    if (action !== 'remove') { process.stderr.write('用法 / usage: demo remove\n'); return 2 }
    const removal = await withHost((host) => removeDemo(host))
    if (removal.outcome === 'removed' || removal.outcome === 'nothing-there') {
      process.stdout.write(removal.outcome === 'removed' ? '示例数据已清除 / the demo company is gone\n' : '没有示例数据 / there is no demo company\n')
      return 0
    }
    process.stderr.write(removal.outcome === 'tied' ? `示例公司未清除，请先处理 / the demo company stays, see to this first:\n${removal.ties.map((tie) => `  ${tie}`).join('\n')}\n`
      : '示例公司正在生成，请稍后再试 / the demo company is being made right now, try again later\n')
    return 1
  },
}
