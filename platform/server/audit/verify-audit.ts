// Checks the chain against itself and against what was last seen, which is kept outside the database (J-40, §7.4).
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import { ChainBroken, type Verification } from '../../contract/audit.ts'
import type { Locale } from '../../contract/text.ts'
import { SYSTEM, type Ctx } from '../ctx.ts'
import type { Host } from '../host.ts'
import { translate } from '../i18n.ts'
import type { Schedule } from '../module.ts'
import { verifyChain, type ChainAnchor, type ChainReport } from '../verify-chain.ts'

const Anchor = z.object({ chainNo: z.number().int().min(0), hash: z.string() })
const anchorPath = (dataDir: string): string => join(dataDir, 'audit-anchor.json')

/** Checks the whole trail; when it is right, remembers its end outside the database. One check at a time per process. */
export function verifyAudit(host: Host): Promise<ChainReport> {
  const running = checks.get(host) ?? check(host).finally(() => checks.delete(host))
  checks.set(host, running)
  return running
}
const checks = new WeakMap<Host, Promise<ChainReport>>()

async function check(host: Host): Promise<ChainReport> {
  const report = await verifyChain(host.db, host.cipher.auditKey, await readAnchor(host.config.dataDir))
  if (report.ok) await keepAnchor(host.config.dataDir, report.last)
  return report
}

async function readAnchor(dataDir: string): Promise<ChainAnchor | null> {
  try { return Anchor.parse(JSON.parse(await readFile(anchorPath(dataDir), 'utf8'))) } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null
    throw new Error(`${anchorPath(dataDir)} is damaged; it remembers how far the audit trail reached`, { cause: error })
  }
}

async function keepAnchor(dataDir: string, anchor: ChainAnchor): Promise<void> {
  const path = anchorPath(dataDir)
  await writeFile(`${path}.next`, JSON.stringify(anchor), { mode: 0o600 })
  await rename(`${path}.next`, path)
}

/** After a restore from backup the trail is rightly shorter than it once was. */
export async function forgetAnchor(dataDir: string): Promise<void> { await rm(anchorPath(dataDir), { force: true }) }

/** The report in words, with the business time of the check. */
export function worded(report: ChainReport, host: Host, locale: Locale): Verification {
  const { broken } = report
  return {
    ok: report.ok, at: host.clock.now().toISOString(), checked: report.checked, unsealed: report.unsealed,
    broken: broken && { ...broken, detail: translate(locale, `audit.broken.${broken.cause}`, { seq: broken.seq ?? '-', chainNo: broken.chainNo }) },
  }
}

export const verifyDaily: Schedule = {
  name: 'audit.verify-chain', code: 'J-40', cron: '30 2 * * *', clause: '§7.4',
  run: () => Promise.reject(new Error('the chain is checked outside a transaction')),
  async outside(host) {
    const report = await verifyAudit(host)
    await host.transaction(SYSTEM, async (ctx) => {
      const value = JSON.stringify({ ok: report.ok, at: ctx.now().toISOString(), checked: report.checked, broken: report.broken })
      await sql`insert into platform_state (key, value) values ('audit:verification', ${value}::jsonb) on conflict (key) do update set value = excluded.value`.execute(ctx.sql<unknown>())
      if (report.broken) await ctx.emit(ChainBroken, report.broken)
    })
    if (report.broken) host.log.error({ broken: report.broken }, 'the audit trail was tampered with')
    return report.broken ? `broken: ${report.broken.cause}, event ${report.broken.seq ?? '?'}, chain no. ${report.broken.chainNo}` : `${report.checked} checked`
  },
}

/** The last daily check of the chain (J-40), in business time; null before the first. */
export async function chainChecked(ctx: Ctx): Promise<{ ok: boolean; at: string } | null> {
  const found = await sql<{ value: { ok: boolean; at: string } }>`select value from platform_state where key = 'audit:verification'`.execute(ctx.sql<unknown>())
  return found.rows[0]?.value ?? null
}
