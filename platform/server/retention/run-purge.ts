// Removes what is older than its period and not on hold: weekly, in small transactions, each with its event (J-37, RX-18).
import { Purged } from '../../contract/retention.ts'
import { SYSTEM } from '../ctx.ts'
import type { Host } from '../host.ts'
import { newId } from '../ids.ts'
import type { RetentionClass, Schedule } from '../module.ts'
import { cutoff, effectiveDays } from './retention-period.ts'
import { addRemoved, findPeriods, finishPurge, heldSubjects, insertPurge } from './retention-store.ts'

const BATCH = 200
const MOST_PER_RUN = 100_000

export const weeklyPurge: Schedule = {
  name: 'retention.purge', code: 'J-37', cron: '0 3 * * 0', clause: '§5.1-4',
  run: () => Promise.reject(new Error('the purge opens its own transactions')),
  async outside(host) {
    const results: string[] = [], failures: string[] = []
    for (const declared of host.registry.retention.values()) {
      const result = await purgeClass(host, declared)
      if (result === null) continue
      if (result.error) failures.push(`${declared.name}: ${result.error}`)
      else if (result.removed > 0) results.push(`${declared.name}: ${result.removed}`)
    }
    // The other classes went on; the run as a whole still shows that something is wrong.
    if (failures.length > 0) throw new Error(failures.join('; '))
    return results.join(', ') || '0'
  },
}

/** Purges one class as far as it is due; null when it is kept without limit. A failure keeps what earlier batches removed, and is recorded. */
export async function purgeClass(host: Host, declared: RetentionClass): Promise<{ removed: number; error: string | null } | null> {
  const id = newId()
  const started = await host.transaction(SYSTEM, async (ctx) => {
    const days = effectiveDays(declared, (await findPeriods(ctx)).get(declared.name))
    if (days === null) return null
    const olderThan = cutoff(ctx.now(), days)
    await insertPurge(ctx, { id, class: declared.name, clause: declared.clause, days, older_than: olderThan })
    return olderThan
  })
  if (!started) return null
  let removed = 0, error: string | null = null
  try {
    for (let count = BATCH; count === BATCH && removed < MOST_PER_RUN; removed += count) count = await purgeBatch(host, declared, started, id)
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown)
    host.log.error({ err: thrown, class: declared.name }, 'a purge stopped')
  }
  await host.transaction(SYSTEM, (ctx) => finishPurge(ctx, id, error))
  return { removed, error }
}

function purgeBatch(host: Host, declared: RetentionClass, olderThan: Date, purgeId: string): Promise<number> {
  return host.transaction(SYSTEM, async (ctx) => {
    const subjects = await declared.purge(ctx, olderThan, BATCH)
    if (subjects.length === 0) return 0
    // The last line of defence: a class that forgot to ask takes the whole batch back.
    const held = await heldSubjects(ctx, subjects)
    if (held.length > 0) throw new Error(`${declared.name} would have removed ${held[0]}, which is on hold`)
    await addRemoved(ctx, purgeId, subjects.length)
    await ctx.emit(Purged, { purgeId, class: declared.name, clause: declared.clause, olderThan: olderThan.toISOString(), subjects })
    return subjects.length
  })
}
