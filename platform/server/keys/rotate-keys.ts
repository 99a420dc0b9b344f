// A new version of the key for everything that is sealed from now on, and then, while the product runs, for everything that was (§7.4).
import { KeysRotated, type EncryptionKeys } from '../../contract/backup.ts'
import { SYSTEM, type Ctx, type JobType } from '../ctx.ts'
import { Conflict } from '../errors.ts'
import { countBlobsByKey } from '../files/public.ts'
import type { Host } from '../host.ts'
import { newId } from '../ids.ts'
import type { Schedule } from '../module.ts'
import { markOf } from './check-keys.ts'
import { withNewKey, writeKeyFiles } from './key-ring.ts'
import { countSealedValues, lockKeys, writeKeyMark } from './key-store.ts'
import { resealAll, sealedColumns, type ResealCount } from './reseal.ts'
import { insertRotation, newestRotation, saveRotation } from './rotation-store.ts'

/** Adds the version; a job seals the rest. @throws Conflict `backup.rotation-running` while the one before is not finished */
export async function rotateKeys(ctx: Ctx): Promise<{ version: number }> {
  const { host } = ctx, db = ctx.sql<unknown>()
  await lockKeys(db)
  const before = await newestRotation(db)
  if (before && !before.finished_at) throw new Conflict('backup.rotation-running', { version: before.version })
  host.cipher.reload()
  const files = withNewKey(host.cipher.files(), host.realNow())
  // In place before anything can be sealed with it; should this transaction fail, the key is there and used all the same.
  writeKeyFiles(host.config.dataDir, files)
  host.cipher.reload()
  await writeKeyMark(db, markOf(host.cipher))
  await insertRotation(db, { id: newId(), version: files.current, started_at: host.realNow(), started_by_name: ctx.actor.name })
  await ctx.emit(KeysRotated, { version: files.current })
  await ctx.enqueue(resealJob, { version: files.current })
  ctx.afterCommit(() => host.signals.raise('keys'))
  return { version: files.current }
}

/** Carries the newest rotation to its end; may be called again and again, also by several processes at once. */
export async function finishRotation(host: Host, onProgress: (count: ResealCount) => void = () => undefined): Promise<ResealCount> {
  const rotation = await host.transaction(SYSTEM, (ctx) => newestRotation(ctx.sql<unknown>()))
  host.cipher.reload()
  let count: ResealCount = { fields: 0, files: 0, unreadable: 0 }, told = 0
  const save = (finished: Date | null, error: string | null) => rotation
    ? host.transaction(SYSTEM, (ctx) => saveRotation(ctx.sql<unknown>(), rotation.version, { ...count, finished_at: finished, error })) : Promise.resolve()
  try {
    await resealAll(host, async (now) => {
      count = now
      onProgress(now)
      if (performance.now() - told > 1000) { told = performance.now(); await save(null, null) }
    })
    await save(host.realNow(), null)
    return count
  } catch (error) {
    await save(null, error instanceof Error ? error.message : String(error))
    throw error
  }
}

export const resealJob: JobType<{ version: number }> = {
  name: 'backup.reseal', run: () => Promise.reject(new Error('sealing anew opens its own transactions')),
  async outside(host) { await finishRotation(host) },
}

/** What a process that had not heard of the rotation yet sealed with the key before. */
export const resealSchedule: Schedule = {
  name: 'backup.reseal-leftovers', cron: '50 4 * * *', clause: '§7.4',
  run: () => Promise.reject(new Error('sealing anew opens its own transactions')),
  async outside(host) {
    if (host.clock.travelling) return 'not while the test clock travels'
    const done = await resealAll(host)
    return `fields=${done.fields} files=${done.files} unreadable=${done.unreadable}`
  },
}

/** Every version of the key with what lies under it, and how far the last rotation is. */
export async function showKeys(ctx: Ctx): Promise<EncryptionKeys> {
  const { cipher } = ctx.host, db = ctx.sql<unknown>(), fields = new Map<number, number>(), files = new Map<number, number>()
  for (const column of sealedColumns(ctx.host)) for (const { version, count } of await countSealedValues(db, column)) fields.set(version, (fields.get(version) ?? 0) + count)
  for (const { version, count } of await countBlobsByKey(ctx)) files.set(version ?? 0, (files.get(version ?? 0) ?? 0) + count)
  const last = await newestRotation(db), keys = cipher.files().keys
  return {
    current: cipher.current, plainFiles: files.get(0) ?? 0,
    versions: [{ version: 1, madeAt: null }, ...keys.map((k) => ({ version: k.version, madeAt: k.madeAt }))].map((k) => ({ ...k, fields: fields.get(k.version) ?? 0, files: files.get(k.version) ?? 0 })),
    rotation: last && { version: last.version, startedAt: last.started_at.toISOString(), startedBy: last.started_by_name, finishedAt: last.finished_at?.toISOString() ?? null, fields: last.fields, files: last.files, unreadable: last.unreadable, error: last.error },
  }
}
