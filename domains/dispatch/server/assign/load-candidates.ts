// Everybody who comes into question for a case, with what the rule looks at. Few statements, however many people.
import { accountsOf, accountsWith, actorOf } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError } from '../../../../platform/server/errors.ts'
import { caseScope, type CaseFacts } from '../../../cases/public.ts'
import { deputyOf, dutyOf, escalationUnit, leadsOf, listStaff, staffByIds, type Duty, type StaffFacts } from '../../../org/public.ts'
import type { RuleDefinition } from '../../contract/rule.ts'
import { weightOf, type Out, type Person, type Work } from '../rules/choose-handler.ts'
import { dedicatedOf } from '../rules/rule-store.ts'
import { declinedBy, lastAssignedOf, openWorkOf, type LoadRow } from './load-queries.ts'
import { vetoesOf } from './veto.ts'

export interface Question { work: Work; pool: Person[]; leads: Person[] }
interface Known { staff: Map<string, StaffFacts>; duty: Map<string, Duty>; standIns: Map<string, { id: string; name: string }> }

/** `also`: somebody whom a person wants to choose, looked at like the others. */
export async function loadCandidates(ctx: Ctx, facts: CaseFacts, rule: RuleDefinition, also: string | null = null): Promise<Question> {
  const dedicated = rule.dedicated ? await dedicatedFor(ctx, facts) : [], leads = await leadsAbove(ctx, facts.unitId)
  const members = facts.unitId ? (await listStaff(ctx, { unitId: facts.unitId })).filter((s) => s.roles.some((r) => rule.roles.includes(r))) : []
  const known: Known = { staff: new Map(members.map((m) => [m.id, m])), duty: new Map(), standIns: new Map() }
  await addPeople(ctx, known, [...dedicated, ...leads, ...(also ? [also] : []), ...(facts.handlerId ? [facts.handlerId] : [])])
  await addDuty(ctx, known)
  const deputies = await addDeputies(ctx, known, [...members.map((m) => m.id), ...leads])
  const pool = new Set([...members.map((m) => m.id), ...dedicated, ...deputies.filter((d) => members.some((m) => m.id === d.of)).map((d) => d.id), ...(also ? [also] : [])])
  const chain = leads.flatMap((l) => [l, ...deputies.filter((d) => d.of === l).map((d) => d.id)])
  const persons = await describe(ctx, facts, rule, known, new Set(dedicated))
  const language = (await accountsOf(ctx, [facts.requesterId]))[0]?.locale ?? 'zh-CN'
  const of = (ids: Iterable<string>): Person[] => [...new Set(ids)].map((id) => persons.get(id)).filter((p) => p !== undefined)
  return { work: { level: facts.level, problemClass: facts.problemClass, language, restricted: facts.problemClass === 'data-security', handlerId: facts.handlerId, dedicated }, pool: of(pool), leads: of(chain) }
}

/** The dedicated agent of the customer, the deputy named with them, the agent's own deputy. */
async function dedicatedFor(ctx: Ctx, facts: CaseFacts): Promise<string[]> {
  const row = facts.customerId ? await dedicatedOf(ctx, facts.customerId) : null
  if (!row?.agent_id) return []
  return [...new Set([row.agent_id, row.deputy_id, await deputyOf(ctx, row.agent_id)])].filter((id) => id !== null)
}

/** Leads of the unit, of the one above, and so on up to headquarters. */
async function leadsAbove(ctx: Ctx, unitId: string | null): Promise<string[]> {
  const found: string[] = []
  for (let at = unitId; at !== null; at = await escalationUnit(ctx, at)) found.push(...await leadsOf(ctx, at))
  return [...new Set(found)]
}

async function addPeople(ctx: Ctx, known: Known, ids: readonly string[]): Promise<void> {
  for (const s of await staffByIds(ctx, ids.filter((id) => !known.staff.has(id)))) known.staff.set(s.id, s)
}

async function addDuty(ctx: Ctx, known: Known): Promise<void> {
  const missing = [...known.staff.keys()].filter((id) => !known.duty.has(id))
  for (const [id, duty] of await dutyOf(ctx, missing, ctx.now())) known.duty.set(id, duty)
}

/** Who stands in for those who are away. */
async function addDeputies(ctx: Ctx, known: Known, people: readonly string[]): Promise<{ id: string; of: string }[]> {
  const found: { id: string; of: string }[] = []
  for (const of of new Set(people)) {
    const id = known.duty.get(of)?.absentUntil ? await deputyOf(ctx, of) : null
    if (!id) continue
    found.push({ id, of })
    if (!known.staff.has(id)) known.standIns.set(id, { id: of, name: known.staff.get(of)!.name })
  }
  await addPeople(ctx, known, found.map((d) => d.id))
  await addDuty(ctx, known)
  return found
}

async function describe(ctx: Ctx, facts: CaseFacts, rule: RuleDefinition, known: Known, dedicated: ReadonlySet<string>): Promise<Map<string, Person>> {
  const ids = [...known.staff.keys()], loads = loadsBy(await openWorkOf(ctx, ids, ctx.now())), last = await lastAssignedOf(ctx, ids), vetoes = await vetoesOf(ctx, facts, ids)
  const reach = new Set(await accountsWith(ctx, 'cases.work', { unitId: facts.unitId, customerId: facts.customerId })), declined = await declinedBy(ctx, facts.id)
  const cleared = facts.problemClass === 'data-security' ? new Set(await accountsWith(ctx, 'cases.restricted', { ...caseScope(facts), people: ids })) : new Set<string>()
  const persons = new Map<string, Person>()
  for (const s of known.staff.values()) {
    const rows = loads.get(s.id) ?? [], duty = known.duty.get(s.id)
    persons.set(s.id, {
      id: s.id, name: s.name, unit: s.unitId, roles: s.roles, languages: s.languages, skills: s.skills, active: s.active,
      cases: rows.reduce((sum, r) => sum + r.cases, 0), weight: rows.reduce((sum, r) => sum + r.cases * weightOf(rule, r.level, r.waiting), 0), lastAssignedAt: last.get(s.id)?.getTime() ?? null,
      onShift: duty?.shift === 'on' ? true : duty?.shift === 'off' ? false : null, absentUntil: duty?.absentUntil?.toISOString() ?? null,
      // The customer's own agent may sit in another unit: the case goes along.
      reaches: reach.has(s.id) || (dedicated.has(s.id) && s.active && await mayWork(ctx, s.id)), cleared: cleared.has(s.id),
      vetoes: (vetoes.get(s.id) ?? []).map((v): Out => ({ ...v, hard: true })), declined: declined.has(s.id), standsInFor: known.standIns.get(s.id) ?? null,
    })
  }
  return persons
}

export function loadsBy(rows: readonly LoadRow[]): Map<string, LoadRow[]> {
  return Map.groupBy(rows, (r) => r.handler_id)
}

async function mayWork(ctx: Ctx, id: string): Promise<boolean> {
  try { return (await actorOf(ctx, id)).grants.has('cases.work') } catch (error) {
    if (error instanceof AppError && error.status === 404) return false
    throw error
  }
}
