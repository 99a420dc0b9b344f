// Rules as people keep them: written, changed, tried, switched, ordered; every version stays with who made it (R1.2-13, RX-10).
import type { Ctx } from '../../../platform/server/ctx.ts'
import { BadInput, Conflict, NotFound, Stale, type FieldError } from '../../../platform/server/errors.ts'
import { newId } from '../../../platform/server/ids.ts'
import { isActiveStaff, listUnits } from '../../org/public.ts'
import { listTemplateNames, unknownVariables } from '../../conversations/public.ts'
import { RuleChanged, RulesOrdered, RunsReleased } from '../contract/events.ts'
import type { Definition, EditRule, NewRule, Rule, RuleVersion } from '../contract/rule.ts'
import { namesIn } from './describe.ts'
import { releaseJob } from './run-rules.ts'
import { planAll } from './time-rules.ts'
import { deleteRule, endRun, findRule, hasRuns, heldRuns, listRuleRows, orderRules, runFigures, saveRule, setState, versionsOf, type RuleRow } from './rule-store.ts'

const DAY_MS = 86_400_000
const MOST_RELEASED = 5_000

export async function listRules(ctx: Ctx): Promise<{ items: Rule[] }> { return { items: await toRules(ctx, await listRuleRows(ctx)) } }

async function toRules(ctx: Ctx, rows: readonly RuleRow[]): Promise<Rule[]> {
  const figures = await runFigures(ctx, new Date(ctx.now().getTime() - DAY_MS)), names = await namesIn(ctx, rows.map((r) => r.definition))
  return rows.map((r) => ({
    id: r.id, name: r.name, position: r.position, state: r.state, stoppedReason: r.stopped_reason, definition: r.definition, limitPerHour: r.limit_per_hour, version: r.version, testedVersion: r.tested_version, onSince: r.on_since?.toISOString() ?? null,
    editedBy: { id: r.edited_by, name: r.edited_by_name }, editedAt: r.edited_at.toISOString(), runs: figures.get(r.id) ?? { done: 0, failed: 0, held: 0 }, names: Object.fromEntries(names),
  }))
}
/** @throws NotFound */
export async function showRule(ctx: Ctx, id: string): Promise<Rule> {
  const row = await findRule(ctx, id)
  if (!row) throw new NotFound('rule')
  return (await toRules(ctx, [row]))[0]!
}

/** @throws BadInput `rule-words` naming every person, unit and template that is not there, and every variable that no case can fill */
async function refuseWrong(ctx: Ctx, d: Definition): Promise<void> {
  const wrong: FieldError[] = [], units = new Set((await listUnits(ctx)).map((u) => u.id)), templates = new Map((await listTemplateNames(ctx)).map((t) => [t.id, t]))
  for (const [i, a] of d.actions.entries()) {
    const at = `/definition/actions/${i}`
    if ((a.do === 'assign' || (a.do === 'notify' && a.who === 'person')) && !(a.personId && await isActiveStaff(ctx, a.personId))) wrong.push({ pointer: `${at}/personId`, code: 'automation.person-unknown' })
    if (a.do === 'move' && !units.has(a.unitId)) wrong.push({ pointer: `${at}/unitId`, code: 'automation.unit-unknown' })
    if (a.do === 'template' && !templates.get(a.templateId)?.approved) wrong.push({ pointer: `${at}/templateId`, code: 'automation.template-unapproved' })
    if (a.do === 'set' && Object.keys(a.set).length === 0) wrong.push({ pointer: `${at}/set`, code: 'automation.set-empty' })
    if (a.do === 'note' || a.do === 'notify') for (const name of unknownVariables(a.text)) wrong.push({ pointer: `${at}/text`, code: 'conversations.variable-unknown', params: { name } })
  }
  for (const [i, c] of d.conditions.entries()) if (!['empty', 'filled'].includes(c.is) && (c.values.length === 0 || (c.is === 'between' && (c.values.length !== 2 || c.values.some((v) => Number.isNaN(Number(v))))))) wrong.push({ pointer: `/definition/conditions/${i}/values`, code: 'automation.values-missing' })
  if (wrong.length > 0) throw new BadInput(wrong, 'rule-words')
}

export async function addRule(ctx: Ctx, input: NewRule): Promise<Rule> {
  await refuseWrong(ctx, input.definition)
  const id = newId()
  await saveRule(ctx, { id, name: input.name, definition: input.definition, limit_per_hour: input.limitPerHour, version: 1 }, input.why ?? null)
  await ctx.emit(RuleChanged, { ruleId: id, name: input.name, version: 1, what: 'written' }, { changes: { definition: { from: null, to: input.definition } }, reason: input.why })
  return showRule(ctx, id)
}

async function held(ctx: Ctx, id: string): Promise<RuleRow> {
  const row = await findRule(ctx, id, true)
  if (!row) throw new NotFound('rule')
  return row
}

/** The next version; the rule is off until it was tried. @throws NotFound, Stale, BadInput */
export async function editRule(ctx: Ctx, id: string, edit: EditRule, version: number | null): Promise<Rule> {
  const row = await held(ctx, id)
  if (version !== null && version !== row.version) throw new Stale(row.version)
  if (edit.definition) await refuseWrong(ctx, edit.definition)
  const next = { id, name: edit.name ?? row.name, definition: edit.definition ?? row.definition, limit_per_hour: edit.limitPerHour ?? row.limit_per_hour, version: row.version + 1 }
  await saveRule(ctx, next, edit.why ?? null)
  const changed = { name: [row.name, next.name], definition: [row.definition, next.definition], limitPerHour: [row.limit_per_hour, next.limit_per_hour], ...(row.state === 'on' ? { state: ['on', 'off'] } : {}) }
  await ctx.emit(RuleChanged, { ruleId: id, name: next.name, version: next.version, what: 'changed' }, { changes: Object.fromEntries(Object.entries(changed).filter(([, [from, to]]) => JSON.stringify(from) !== JSON.stringify(to)).map(([field, [from, to]]) => [field, { from, to }])), reason: edit.why })
  return showRule(ctx, id)
}

/** @throws Conflict `rule-acted`: what it did has to keep its name */
export async function removeRule(ctx: Ctx, id: string): Promise<Record<string, never>> {
  const row = await held(ctx, id)
  if (await hasRuns(ctx, id)) throw new Conflict('rule-acted')
  await deleteRule(ctx, id)
  await ctx.emit(RuleChanged, { ruleId: id, name: row.name, version: row.version, what: 'removed' }, { changes: { definition: { from: row.definition, to: null } } })
  return {}
}

/** @throws Conflict `rule-untried` when this version was not tried over the history */
export async function turnRule(ctx: Ctx, id: string, on: boolean): Promise<Rule> {
  const row = await held(ctx, id)
  if (on && row.tested_version !== row.version) throw new Conflict('rule-untried')
  if (on === (row.state === 'on')) return showRule(ctx, id)
  await setState(ctx, id, on ? 'on' : 'off')
  if (on) await planAll(ctx, (await findRule(ctx, id))!)
  await ctx.emit(RuleChanged, { ruleId: id, name: row.name, version: row.version, what: on ? 'switched-on' : 'switched-off' }, { changes: { state: { from: row.state, to: on ? 'on' : 'off' } } })
  return showRule(ctx, id)
}

/** @throws Conflict `rule-order` unless every rule is named once */
export async function putInOrder(ctx: Ctx, ids: readonly string[]): Promise<{ items: Rule[] }> {
  const before = (await listRuleRows(ctx)).map((r) => r.id)
  if (ids.length !== before.length || new Set([...ids, ...before]).size !== before.length) throw new Conflict('rule-order')
  await orderRules(ctx, ids)
  await ctx.emit(RulesOrdered, { ids: [...ids] }, { changes: { order: { from: before, to: ids } } })
  return listRules(ctx)
}

export async function showVersions(ctx: Ctx, id: string): Promise<{ items: RuleVersion[] }> {
  await showRule(ctx, id)
  return { items: (await versionsOf(ctx, id)).map((v) => ({ version: v.version, name: v.name, definition: v.definition, limitPerHour: v.limit_per_hour, by: { id: v.by_id, name: v.by_name }, at: v.at.toISOString(), why: v.why })) }
}

/** Lets held acts go, each in a job of its own, or drops them. Answers how many. */
export async function releaseHeld(ctx: Ctx, id: string, discard: boolean): Promise<{ count: number }> {
  await held(ctx, id)
  const runs = await heldRuns(ctx, id, MOST_RELEASED)
  for (const run of runs) await (discard ? endRun(ctx, run.id, { outcome: 'discarded', acts: [], error: null }) : ctx.enqueue(releaseJob, { runId: run.id }))
  if (runs.length > 0) await ctx.emit(RunsReleased, { ruleId: id, count: runs.length, discarded: discard })
  return { count: runs.length }
}
