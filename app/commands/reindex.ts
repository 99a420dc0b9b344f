// `reindex`: builds the search index anew from all records, without stopping the product.
import { reindex } from '../../platform/server/search/public.ts'
import type { Command } from './commands.ts'
import { withHost } from './with-host.ts'

export const reindexCommand: Command = {
  name: 'reindex', usage: 'reindex', summary: '重建全文索引 / builds the search index anew',
  help: '逐条读取记录并重建全文索引，可在运行时执行。\nReads every record and builds the search index anew; may run while the product serves.',
  async run() {
    const count = await withHost((host) => reindex(host))
    for (const kind of count) process.stdout.write(`${kind.kind.padEnd(14)} ${kind.indexed}  (${kind.removed} removed)\n`)
    return 0
  },
}
