// Acts on many cases: an order is taken at once and worked off in the background, one transaction for each case, a few at a time. What was refused is named
// per case; what was done stays done after a restart; where an act can be taken back, all of it can.
import { BulkFinished, BulkStarted } from '../../contract/events.ts'
import { MOST_BULK, MOST_PREVIEWED, REVERSIBLE, type Bulk, type BulkOrder, type BulkPreview } from '../../contract/bulk.ts'
import { actorOf } from '../../../../platform/server/access/public.ts'
import { SYSTEM, type Actor, type Ctx, type JobType } from '../../../../platform/server/ctx.ts'
import { AppError, BadInput, Conflict, NotFound } from '../../../../platform/server/errors.ts'
import type { Host } from '../../../../platform/server/host.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { pickCases } from '../lists/case-queries.ts'
import { placesOf } from '../lists/place-queries.ts'
import { may } from '../case-scope.ts'
import { DueSoonMinutes } from '../settings.ts'
import { actOnCase, undoOnCase, type Before } from './act-on-case.ts'
import { countBulk, insertBulk, itemsIn, numbersOf, readBulk, settleItem, takeItem, type BulkRow } from './bulk-store.ts'

/** Cases at a time: more only wait for the same processor. */
const SIDE_BY_SIDE = 4, BATCH = 100

/** Takes the order. Throws BadInput for nothing to act on. */
export async function startBulk(ctx: Ctx, { cases, act }: BulkOrder): Promise<Bulk> {
  const chosen = await chosenCases(ctx, cases), id = newId()
  await insertBulk(ctx, id, act, chosen)
  await ctx.emit(BulkStarted, { bulkId: id, kind: act.kind, count: chosen.length, actorId: ctx.actor.id }, 'reason' in act && act.reason ? { reason: act.reason } : {})
  await ctx.enqueue(bulkJob, { bulkId: id })
  return toBulk(ctx, (await readBulk(ctx, id))!)
}

/** The cases of an order that the actor may see at all, in order; what an id out of reach is, nobody learns. */
async function chosenCases(ctx: Ctx, cases: BulkOrder['cases']): Promise<{ id: string; number: string }[]> {
  const soon = new Date(ctx.now().getTime() + await setting(ctx, DueSoonMinutes) * 60_000)
  const found = 'ids' in cases ? await inReach(ctx, [...new Set(cases.ids)]) : await pickCases(ctx, { view: cases.view, filter: cases.filter }, soon, MOST_BULK)
  if (found.length === 0) throw new BadInput([{ pointer: '/cases', code: 'case.bulk-nothing' }])
  return found
}

async function inReach(ctx: Ctx, ids: readonly string[]): Promise<{ id: string; number: string }[]> {
  const seen = new Set((await placesOf(ctx, ids)).filter((c) => may(ctx, 'cases.read', c)).map((c) => c.id))
  return (await numbersOf(ctx, ids)).filter((c) => seen.has(c.id))
}

class NotKept extends Error {}

/** Tries the act on the first cases and keeps nothing of it: the guards are those of the act itself. */
export async function previewBulk(ctx: Ctx, { cases, act }: BulkOrder): Promise<BulkPreview> {
  const chosen = await chosenCases(ctx, cases), tried = chosen.slice(0, MOST_PREVIEWED), refused: BulkPreview['refused'] = []
  await sideBySide(tried, async ({ id, number }) => {
    try {
      await ctx.host.transaction(ctx.actor, async (trial) => { await actOnCase(trial, id, act); throw new NotKept() })
    } catch (error) { if (!(error instanceof NotKept)) refused.push({ caseId: id, number, ...refusalOf(ctx.actor, error) }) }
  })
  return { total: chosen.length, checked: tried.length, would: tried.length - refused.length, refused: refused.toSorted((a, b) => a.number.localeCompare(b.number)), reversible: REVERSIBLE.has(act.kind) }
}

async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items]
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, async () => { for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item) }))
}

/** A refusal in the words of the actor; anything that is no refusal is a fault and is thrown on. */
function refusalOf(actor: Actor, error: unknown): { code: string; detail: string } {
  if (!(error instanceof AppError)) throw error
  const first = error.errors[0]
  return first ? { code: first.code, detail: translate(actor.locale, `field.${first.code}`, first.params) } : { code: error.code, detail: translate(actor.locale, `problem.${error.code}.detail`, error.params) }
}

export interface BulkStep { bulkId: string }

export const bulkJob: JobType<BulkStep> = {
  name: 'cases.bulk',
  run: () => Promise.reject(new Error('cases.bulk opens its own transactions')),
  outside: async (host, { bulkId }) => workOff(host, bulkId),
}

async function workOff(host: Host, id: string): Promise<void> {
  for (;;) {
    const next = await host.transaction(SYSTEM, async (ctx) => {
      const bulk = await countBulk(ctx, id), undoing = bulk.state === 'undoing'
      return { bulk, actor: await actorOf(ctx, bulk.actor_id), items: bulk.state === 'done' || bulk.state === 'undone' ? [] : await itemsIn(ctx, id, [undoing ? 'done' : 'waiting'], BATCH) }
    })
    if (next.items.length === 0) { if (next.bulk.state === 'running' || next.bulk.state === 'undoing') await finish(host, next.bulk, next.actor); return }
    await sideBySide(next.items, (item) => (next.bulk.state === 'undoing' ? undoOne(host, next.bulk, next.actor, item.no) : doOne(host, next.bulk, next.actor, item.no)))
  }
}

async function doOne(host: Host, bulk: BulkRow, actor: Actor, no: number): Promise<void> {
  try {
    await host.transaction(actor, async (ctx) => {
      const item = await takeItem(ctx, bulk.id, no, 'waiting')
      if (!item) return
      const { changed, before } = await actOnCase(ctx, item.case_id, bulk.act)
      await settleItem(ctx, bulk.id, no, { state: changed ? 'done' : 'unchanged', before: before ?? undefined })
    })
  } catch (error) {
    const why = refusalOf(actor, error)
    await host.transaction(SYSTEM, (ctx) => settleItem(ctx, bulk.id, no, { state: 'refused', ...why }))
  }
}

async function undoOne(host: Host, bulk: BulkRow, actor: Actor, no: number): Promise<void> {
  try {
    await host.transaction(actor, async (ctx) => {
      const item = await takeItem(ctx, bulk.id, no, 'done')
      if (!item) return
      await undoOnCase(ctx, item.case_id, bulk.act, item.before as Before)
      await settleItem(ctx, bulk.id, no, { state: 'undone' })
    })
  } catch (error) {
    const why = refusalOf(actor, error)
    await host.transaction(SYSTEM, (ctx) => settleItem(ctx, bulk.id, no, { state: 'kept', ...why }))
  }
}

const finish = (host: Host, bulk: BulkRow, actor: Actor): Promise<void> => host.transaction(actor, async (ctx) => {
  const ended = await countBulk(ctx, bulk.id, bulk.state === 'undoing' ? 'undone' : 'done')
  await ctx.emit(BulkFinished, { bulkId: bulk.id, kind: bulk.act.kind, count: ended.total, refused: ended.refused, undone: ended.state === 'undone', actorId: bulk.actor_id })
})

/** Only who gave the order sees it. Throws NotFound. */
async function ownBulk(ctx: Ctx, id: string, hold = false): Promise<BulkRow> {
  const bulk = await readBulk(ctx, id, hold)
  if (!bulk || bulk.actor_id !== ctx.actor.id) throw new NotFound('bulk')
  return bulk
}

export async function showBulk(ctx: Ctx, id: string): Promise<Bulk> {
  const bulk = await ownBulk(ctx, id)
  if (bulk.state !== 'running') return toBulk(ctx, bulk)
  const left = (await itemsIn(ctx, id, ['waiting'], MOST_BULK)).length, refused = (await itemsIn(ctx, id, ['refused'], MOST_BULK)).length
  return toBulk(ctx, { ...bulk, done: bulk.total - left, refused })
}

/** Throws Conflict `case-bulk-running` while it goes on, `case-bulk-final` where nothing can be taken back. */
export async function undoBulk(ctx: Ctx, id: string): Promise<Bulk> {
  const bulk = await ownBulk(ctx, id, true)
  if (bulk.state === 'undoing' || bulk.state === 'undone') return toBulk(ctx, bulk)
  if (bulk.state === 'running') throw new Conflict('case-bulk-running')
  if (!REVERSIBLE.has(bulk.act.kind)) throw new Conflict('case-bulk-final')
  const undoing = await countBulk(ctx, id, 'undoing')
  await ctx.enqueue(bulkJob, { bulkId: id })
  return toBulk(ctx, undoing)
}

async function toBulk(ctx: Ctx, b: BulkRow): Promise<Bulk> {
  const refusals = await itemsIn(ctx, b.id, ['refused', 'kept'], 100)
  return {
    id: b.id, act: b.act, total: b.total, done: b.done, refused: b.refused, state: b.state, createdAt: b.created_at.toISOString(), finishedAt: b.finished_at?.toISOString() ?? null, reversible: REVERSIBLE.has(b.act.kind),
    refusals: refusals.map((i) => ({ no: i.no, caseId: i.case_id, number: i.number, state: i.state, code: i.code, detail: i.detail })),
  }
}
