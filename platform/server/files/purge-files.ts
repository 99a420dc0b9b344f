// Removes uploads that nobody attached and bytes that no file names any more.
import { readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Ctx } from '../ctx.ts'
import type { Schedule } from '../module.ts'
import { setting } from '../settings/public.ts'
import { dropBytes, incomingPath } from './blob-place.ts'
import { DraftHours } from './file-settings.ts'
import { deleteOldDrafts, deleteUnusedBlobs, holdsOffBackups } from './file-store.ts'

const BATCH = 1000, HOUR = 3_600_000
/** Bytes handed in a moment ago may get their name in a transaction that is still open. */
const GRACE_MS = 24 * HOUR

export const purgeSchedule: Schedule = {
  name: 'files.purge', cron: '40 3 * * *',
  async run(ctx) {
    const drafts = await deleteOldDrafts(ctx, new Date(ctx.now().getTime() - await setting(ctx, DraftHours) * HOUR), BATCH)
    // A backup has listed its files and copies them now: none of them may go meanwhile.
    const blobs = await holdsOffBackups(ctx) ? await purgeBytes(ctx, new Date(ctx.host.realNow().getTime() - GRACE_MS)) : 'later'
    return `drafts=${drafts.length} contents=${blobs} incoming=${await purgeIncoming(ctx)}`
  },
}

/** Rows and bytes together: the bytes go while the rows are locked, so that nobody can name them in between. */
export async function purgeBytes(ctx: Ctx, before: Date): Promise<number> {
  const gone = await deleteUnusedBlobs(ctx, before, BATCH)
  for (const sha256 of gone) await dropBytes(ctx.host.config.dataDir, sha256)
  return gone.length
}

/** What was half written when a process died. */
async function purgeIncoming(ctx: Ctx): Promise<number> {
  const folder = dirname(await incomingPath(ctx.host.config.dataDir))
  let removed = 0
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const seen = await stat(path).catch(() => null)
    if (!seen || ctx.host.realNow().getTime() - seen.mtimeMs < GRACE_MS) continue
    await rm(path, { force: true })
    removed++
  }
  return removed
}
