// Has new files looked at by the malware scanner, beside the requests; a file that waits is not handed out meanwhile.
import { SYSTEM } from '../ctx.ts'
import type { Host } from '../host.ts'
import type { RunningService, Service } from '../module.ts'
import { setting } from '../settings/public.ts'
import { startLoop } from '../work-loop.ts'
import { withPlainFile } from './blob-place.ts'
import { MalwareScanner } from './file-settings.ts'
import { saveScan, takeBlobToScan } from './file-store.ts'
import { scanWith } from './malware-scanner.ts'

const LEASE_MS = 5 * 60_000

export const scanService: Service = {
  name: 'files.scan', role: 'worker',
  start: async (host): Promise<RunningService> => startLoop(host, { name: 'files.scan', wakeOn: 'files', everyMs: 10_000, step: () => scanNext(host) }),
}

/** Scans one file; false when none waits or no scanner is set. A scanner that fails leaves the file for after the lease. */
export async function scanNext(host: Host): Promise<boolean> {
  const { scanner, task } = await host.transaction(SYSTEM, async (ctx) => {
    const scanner = await setting(ctx, MalwareScanner)
    return { scanner, task: scanner === '' ? null : await takeBlobToScan(ctx, new Date(host.realNow().getTime() + LEASE_MS)) }
  })
  if (!task) return false
  try {
    const verdict = await withPlainFile(host, task.sha256, (path) => scanWith(scanner, path))
    await host.transaction(SYSTEM, (ctx) => saveScan(ctx, task.sha256, verdict.scan, verdict.result))
    if (verdict.scan === 'infected') host.log.warn({ sha256: task.sha256, result: verdict.result }, 'a file is infected and is not handed out')
  } catch (error) { host.log.error({ err: error, sha256: task.sha256 }, 'the malware scanner failed; the file stays unscanned and is tried again') }
  return true
}
