// Runs the rules that a fact sets off, in their order, each in a transaction of its own after the fact has committed: an error of a rule never
// breaks the case, a ring of rules is stopped, and a flood waits for a person.
import { SYSTEM, type Ctx, type JobType } from '../../../platform/server/ctx.ts'
import { AppError, NotFound } from '../../../platform/server/errors.ts'
import type { Host } from '../../../platform/server/host.ts'
import { newId } from '../../../platform/server/ids.ts'
import { reaction } from '../../../platform/server/module.ts'
import type { EventType } from '../../../platform/contract/event.ts'
import { loadCase, type CaseFacts } from '../../cases/public.ts'
import { wordsOfMessage } from '../../conversations/public.ts'
import { RuleActed, RuleFailed } from '../contract/events.ts'
import { act, wordsOfError } from './act.ts'
import { requestOf } from './history-queries.ts'
import { matches, ruleFacts } from './match-rule.ts'
import { stopForLoop, tellFailed, tellHeld } from './stop-rule.ts'
import { concerns, factOf, isTriggered, SOURCES } from './triggers.ts'
import { countRuns, endRun, findRule, findRunRow, insertRun, listRuleRows, type Cause, type Did, type RuleRow, type RunRow } from './rule-store.ts'
import { whereOf } from './where-of.ts'

const HOUR_MS = 3_600_000
/** A rule that acts on one case more often within an hour goes round in a way that the chain does not show (through mail, through other systems). */
const MOST_ON_CASE = 10
const LONGEST_CHAIN = 8

interface EventRef { id: string; name: string; at: string; data: Record<string, unknown> }

/** Only when a rule that is on waits for it: most facts cost no more than this look. */
async function announce(ctx: Ctx, events: readonly { id: string; name: string; at: Date; data: unknown }[]): Promise<void> {
  const rules = await listRuleRows(ctx, true)
  for (const e of events) {
    const data = e.data as Record<string, unknown>, fact = factOf(e.name, data)
    if (fact && rules.some((r) => isTriggered(r.definition.trigger, fact))) await ctx.enqueue(runEventJob, { id: e.id, name: e.name, at: e.at.toISOString(), data })
  }
}

export const ruleReactions = [...new Map(SOURCES.map((s) => [s.type.name, s.type as EventType<unknown>])).values()].map((to) => reaction<unknown>({
  name: `automation.on-${to.name.replace(/^[a-z]+\.|@\d+$/g, '')}`, to, when: 'after-commit', concerns, run: (ctx, event) => announce(ctx, [event]), together: announce,
}))

export const runEventJob: JobType<EventRef> = {
  name: 'automation.run-event', run: () => Promise.reject(new Error('runs outside a transaction')),
  async outside(host, event) {
    const fact = factOf(event.name, event.data)
    if (!fact) return
    const at = new Date(event.at)
    const { rules, chain, said } = await host.transaction(SYSTEM, async (ctx) => ({
      rules: (await listRuleRows(ctx, true)).filter((r) => isTriggered(r.definition.trigger, fact) && r.on_since !== null && r.on_since <= at),
      chain: await chainOf(ctx, await requestOf(ctx, { ...event, at })), said: typeof event.data['messageId'] === 'string' ? await wordsOfMessage(ctx, event.data['messageId']) : null,
    }))
    const cause: Cause = { kind: fact.kind, event: fact.event, at: event.at, said, score: typeof event.data['score'] === 'number' ? event.data['score'] : null }
    for (const rule of rules) if (await runRule(host, rule, { anchor: event.id, cause, caseId: fact.caseId, chain }) && rule.definition.last) return
  },
}

/** The rules whose acts led to a request: runs carry their id as the id of their request. */
async function chainOf(ctx: Ctx, requestId: string | null): Promise<string[]> {
  const run = requestId && /^[0-9a-f-]{36}$/.test(requestId) ? await findRunRow(ctx, requestId) : null
  return run ? [...run.chain, run.rule_id] : []
}

export interface Occasion { anchor: string; cause: Cause; caseId: string; chain: readonly string[] }

/** True when the rule applied, whatever came of it. */
export async function runRule(host: Host, rule: RuleRow, occasion: Occasion): Promise<boolean> {
  const id = newId(), origin = { requestId: id, ip: null, userAgent: null }
  try { return await host.transaction(SYSTEM, (ctx) => attempt(ctx, id, rule, occasion), origin) } catch (error) {
    if (error instanceof NotFound) return false
    if (!(error instanceof AppError)) host.log.error({ err: error, rule: rule.id, case: occasion.caseId }, 'a rule failed')
    await host.transaction(SYSTEM, (ctx) => keepFailure(ctx, id, rule, occasion, wordsOfError(error)), origin)
    return true
  }
}

async function attempt(ctx: Ctx, id: string, rule: RuleRow, o: Occasion): Promise<boolean> {
  const facts = await loadCase(ctx, o.caseId)
  if (!matches(rule.definition.conditions, ruleFacts(facts, new Date(o.cause.at), o.cause))) return false
  const counted = await countRuns(ctx, rule.id, facts.id, new Date(ctx.now().getTime() - HOUR_MS))
  const loops = o.chain.includes(rule.id) || o.chain.length >= LONGEST_CHAIN || counted.onCase >= MOST_ON_CASE
  const run = (outcome: RunRow['outcome'], acts: Did[] = []): RunRow => ({ id, rule_id: rule.id, rule_version: rule.version, anchor: o.anchor, cause: o.cause, case_id: facts.id, case_number: facts.number, at: ctx.now(), outcome, acts, error: null, chain: [...o.chain] })
  if (loops) {
    if (await insertRun(ctx, run('looped'))) await stopForLoop(ctx, rule, facts, o.chain)
    return true
  }
  if (counted.all >= rule.limit_per_hour) {
    if (await insertRun(ctx, run('held'))) await tellHeld(ctx, rule)
    return true
  }
  if (!await insertRun(ctx, run('done'))) return true
  await actAll(ctx, id, rule, facts)
  return true
}

async function actAll(ctx: Ctx, runId: string, rule: RuleRow, facts: CaseFacts): Promise<void> {
  const acts: Did[] = []
  for (const action of rule.definition.actions) {
    const did = await act(ctx, facts.id, action, { ruleId: rule.id, name: rule.name, runId })
    if (did) acts.push(did)
  }
  await endRun(ctx, runId, { outcome: 'done', acts, error: null })
  if (acts.length > 0) await ctx.emit(RuleActed, { ...whereOf(await loadCase(ctx, facts.id)), ruleId: rule.id, runId, name: rule.name, did: acts.map((a) => a.zh).join('；'), didEn: acts.map((a) => a.en).join('; ') })
}

async function keepFailure(ctx: Ctx, id: string, rule: RuleRow, o: Occasion, words: Did): Promise<void> {
  const facts = await loadCase(ctx, o.caseId)
  const kept = await insertRun(ctx, { id, rule_id: rule.id, rule_version: rule.version, anchor: o.anchor, cause: o.cause, case_id: facts.id, case_number: facts.number, at: ctx.now(), outcome: 'failed', acts: [], error: words, chain: [...o.chain] })
  if (!kept) return
  await ctx.emit(RuleFailed, { ...whereOf(facts), ruleId: rule.id, runId: id, name: rule.name }, { reason: words.zh })
  await tellFailed(ctx, rule, words.zh)
}

/** What the limit held is done now, past the limit: a person said so. */
export async function doHeld(host: Host, run: RunRow): Promise<void> {
  const origin = { requestId: run.id, ip: null, userAgent: null }
  try {
    await host.transaction(SYSTEM, async (ctx) => {
      const rule = await findRule(ctx, run.rule_id), now = await findRunRow(ctx, run.id)
      if (rule && now?.outcome === 'held') await actAll(ctx, run.id, rule, await loadCase(ctx, run.case_id))
    }, origin)
  } catch (error) {
    if (!(error instanceof AppError)) host.log.error({ err: error, rule: run.rule_id, case: run.case_id }, 'a held act of a rule failed')
    await host.transaction(SYSTEM, (ctx) => endRun(ctx, run.id, { outcome: 'failed', acts: [], error: wordsOfError(error) }))
  }
}

export const releaseJob: JobType<{ runId: string }> = {
  name: 'automation.release-run', run: () => Promise.reject(new Error('runs outside a transaction')),
  async outside(host, { runId }) {
    const run = await host.transaction(SYSTEM, (ctx) => findRunRow(ctx, runId))
    if (run) await doHeld(host, run)
  },
}
