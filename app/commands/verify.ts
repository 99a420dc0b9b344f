// `verify`: the audit chain, and every due time recomputed from its ledger. Names the first row that does not fit.
import { verifyAudit } from '../../platform/server/audit/verify-audit.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import { modules } from '../modules.ts'
import type { Command } from './commands.ts'
import { withHost } from './with-host.ts'

export const verifyCommand: Command = {
  name: 'verify', usage: 'verify', summary: '核对审计链与计时台账 / verifies audit chain and clock ledger',
  help: '逐条核对审计日志的散列链，并按台账重算所有截止时间。发现不符时指出第一处并以退出码 1 结束。\nWalks the hash chain of the audit log and recomputes every due time from the ledger. Names the first difference and ends with exit code 1.',
  run: () => withHost(async (host) => {
    const chain = await verifyAudit(host)
    process.stdout.write(chain.broken
      ? `FAIL audit: ${chain.broken.cause}, seq ${chain.broken.seq ?? '?'}, chain no. ${chain.broken.chainNo}\n`
      : `ok   audit: ${chain.checked} 条已核对 sealed and right, ${chain.unsealed} 条待封存 not sealed yet\n`)
    let ok = chain.ok
    for (const m of modules) {
      for (const part of m.verify ?? []) {
        const differences = await host.transaction(SYSTEM, (ctx) => part.run(ctx))
        process.stdout.write(differences.length === 0 ? `ok   ${part.name}\n` : `FAIL ${part.name}\n${differences.slice(0, 50).map((d) => `     ${d}`).join('\n')}\n`)
        ok &&= differences.length === 0
      }
    }
    return ok ? 0 : 1
  }),
}
