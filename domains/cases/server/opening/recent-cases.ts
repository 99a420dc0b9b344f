// The newest case of a class for each customer, requester or asset that this process opened a moment ago, so that the look for recurrences
// (§3.2-5) need not ask the database for each of many. What changes such a case ends that at once in this process, in others after at most two seconds.
import { CaseCancelled, CaseEdited, CaseMerged, CaseReclassified } from '../../contract/events.ts'
import type { EventType } from '../../../../platform/contract/event.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { Host } from '../../../../platform/server/host.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { findEarlierNow, type EarlierCase, type RecurrenceKey } from '../case-store.ts'

interface Recent extends EarlierCase { createdAt: Date; until: number }

const KEEP_MS = 2000, MOST = 10_000
const recent = new WeakMap<Host, Map<string, Recent>>()

const nameOf = ({ by, value, problemClass }: RecurrenceKey): string => `${by}|${value}|${problemClass}`

/** The case that a new one would be the recurrence of. */
export async function findRecurred(ctx: Ctx, key: RecurrenceKey): Promise<EarlierCase | null> {
  const known = recent.get(ctx.host)?.get(nameOf(key))
  return known && known.until > ctx.host.realNow().getTime() && known.createdAt >= key.since && known.createdAt <= ctx.now() ? known : findEarlierNow(ctx, key)
}

/** After the commit: `opened` is what the next one of its kind is the recurrence of. */
export function rememberOpened(ctx: Ctx, key: RecurrenceKey, opened: EarlierCase & { createdAt: Date }): void {
  const kept = recent.get(ctx.host) ?? new Map<string, Recent>(), name = nameOf(key), before = kept.get(name)
  recent.set(ctx.host, kept)
  // Commits do not come in the order of the ids.
  if (before && before.id > opened.id) return
  if (kept.size >= MOST) kept.clear()
  kept.set(name, { ...opened, until: ctx.host.realNow().getTime() + KEEP_MS })
}

const CHANGES: readonly EventType<any>[] = [CaseMerged, CaseCancelled, CaseReclassified, CaseEdited]

export const recentCaseReactions = CHANGES.map((to) => reaction({
  name: `cases.forget-recent-on-${to.name.replace(/^cases\.|@\d+$/g, '')}`, to, when: 'in-transaction',
  async run(ctx) { ctx.afterCommit(() => { recent.delete(ctx.host) }) },
}))
