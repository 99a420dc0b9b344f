// HQ measures running clocks against the published versions again, on purpose and on record (B-1 step 7).
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import { SYSTEM, type Ctx, type JobType } from '../../../../platform/server/ctx.ts'
import type { Host } from '../../../../platform/server/host.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { applyClockResults, type ClockResult } from '../../../cases/public.ts'
import { ReEvaluationStarted } from '../../contract/events.ts'
import type { CombineMode } from '../../contract/clock.ts'
import { apply } from '../engine/apply-event.ts'
import type { RecordState } from '../engine/record-state.ts'
import { saveRecords } from '../live/clock-store.ts'
import { openRecords } from '../live/due-queries.ts'
import { followRecord } from '../live/follow-records.ts'
import { noteStep } from '../live/journal-store.ts'
import { holdRecords } from '../live/record-memory.ts'
import { announceBreaches, changesOf, differenceOf, resultOf, type Difference } from '../live/save-clocks.ts'
import { subjectOfCase } from '../live/subject.ts'
import { Combine, timingNow } from '../settings.ts'
import { rulesNow } from './rulebook.ts'

/** Cases of one transaction: they are locked until it ends, which is to pass unnoticed. */
const BATCH = 100
/** Batches of one job: what a crash makes it repeat, which changes nothing a second time. */
const BATCHES = 50
/** Batches under way at once: while the database writes one, the next is worked out. They hold different records. */
const LANES = 2
/** Cases between two looks at the requests that wait, and the pause between batches while there are some. */
const BREATH = 20, PAUSE_MS = 15

interface Progress { reason: string; after: string | null }
type Open = Awaited<ReturnType<typeof openRecords>>

/** Every open record, by id: a job does many batches, each a transaction of its own, and hands the rest to the next job. */
export const reEvaluationJob: JobType<Progress> = {
  name: 'sla.re-evaluate',
  run: () => Promise.reject(new Error('sla.re-evaluate opens its own transactions')),
  async outside(host, { reason, after }) {
    const batches = new Batches(host, after)
    await Promise.all(Array.from({ length: LANES }, async () => {
      for (let batch = await batches.next(); batch.length > 0; batch = await batches.next()) {
        const records = batch
        await host.transaction(SYSTEM, (ctx) => evaluateBatch(ctx, reason, records))
        if (host.load.requests > 0) await sleep(PAUSE_MS)
      }
    }))
    if (batches.more) await host.transaction(SYSTEM, (ctx) => ctx.enqueue(reEvaluationJob, { reason, after: batches.last }))
  },
}

/** Hands out the open records by id, each to one lane. */
class Batches {
  more = true
  last: string | null
  #left = BATCHES
  #turn: Promise<unknown> = Promise.resolve()
  readonly #host: Host
  constructor(host: Host, after: string | null) { this.#host = host; this.last = after }

  next(): Promise<Open> {
    const batch = this.#turn.then(() => this.#take())
    this.#turn = batch.catch(() => undefined)
    return batch
  }

  async #take(): Promise<Open> {
    if (!this.more || this.#left-- <= 0) return []
    const open = await this.#host.transaction(SYSTEM, (ctx) => openRecords(ctx, this.last, BATCH))
    this.last = open.at(-1)?.record_id ?? this.last
    this.more = open.length === BATCH
    return open
  }
}

async function evaluateBatch(ctx: Ctx, reason: string, open: Open): Promise<void> {
  const mode = await setting(ctx, Combine)
  for (const { record_id: id, record_kind: kind } of open) if (kind !== 'case') await followRecord(ctx, id, { type: 're-evaluated', reason }, mode)
  await evaluateCases(ctx, open.filter((r) => r.record_kind === 'case').map((r) => r.record_id), mode, reason)
}

async function evaluateCases(ctx: Ctx, ids: readonly string[], mode: CombineMode, reason: string): Promise<void> {
  const timing = await timingNow(ctx), { book } = await rulesNow(ctx), there = await holdRecords(ctx, book, ids), at = ctx.now().getTime()
  const differences: Difference[] = [], results = new Map<string, ClockResult>(), evaluated = new Map<string, RecordState>()
  for (const [id, { facts, held }] of there) {
    const state = apply(book, held.state, { type: 're-evaluated', mode, at, reason }), difference = differenceOf(book, timing, id, held, state)
    evaluated.set(id, state)
    if (!difference.nothing) differences.push(difference)
    const result = changesOf(facts, resultOf(state, difference.rows))
    if (result) results.set(id, result)
    if (evaluated.size % BREATH === 0) await breathe(ctx.host)
  }
  noteStep(ctx, [...there].filter(([, { held }]) => !held.state.ended).map(([id]) => id), { at, event: { type: 're-evaluated', mode, reason } })
  saveRecords(ctx, differences)
  const written = await applyClockResults(ctx, results)
  for (const [id, state] of evaluated) {
    const { facts, held } = there.get(id)!
    await announceBreaches(ctx, subjectOfCase(written.get(id) ?? facts), held, state)
  }
}

/** Lets requests in that came meanwhile. */
async function breathe(host: Host): Promise<void> { if (host.load.requests > 0) await turn() }

/** Returns the id under which the audit trail keeps it. */
export async function startReEvaluation(ctx: Ctx, reason: string): Promise<{ id: string }> {
  const id = newId()
  await ctx.emit(ReEvaluationStarted, { id }, { reason })
  await ctx.enqueue(reEvaluationJob, { reason, after: null })
  return { id }
}
