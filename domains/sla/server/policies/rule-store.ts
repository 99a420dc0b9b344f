// Rows of policies, versions, decision tables and calendars.
import { sql, type Kysely } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { WorkingPlan } from '../engine/calendar/working-week.ts'
import type { DecisionTable, Policy, PolicyVersion } from '../engine/policy.ts'

interface PolicyRow { code: string; record_kind: Policy['recordKind']; role: Policy['role']; rank: number; overlay: boolean; internal: boolean; replaces: Policy['replaces']; clauses: string[]; name_zh: string | null; name_en: string | null }
interface VersionRow { code: string; version: number; status: 'draft' | 'approved' | 'published'; calendar: string; effective_from: Date; effective_to: Date | null; condition: PolicyVersion['condition']; limits: PolicyVersion['limits']; acknowledged: string[]; acknowledgements: Acknowledgement[]; reason: string | null; saved_at: Date; saved_by: string; saved_by_name: string; approved_at: Date | null; approved_by_name: string | null; approval_note: string | null; override_reason: string | null; edit: number }
interface TableRow { code: string; version: number; clause: string; effective_from: Date; effective_to: Date | null; factors: DecisionTable['factors']; rows: DecisionTable['rows'] }
interface CalendarRow { code: string; version: number; name_zh: string; name_en: string; zone: string; week: WorkingPlan['week']; exceptions: WorkingPlan['exceptions']; published_at: Date; published_by_name: string; effective_from: Date | null }

/** Who accepted a warning, and why. */
export interface Acknowledgement { readonly id: string; readonly at: string; readonly by: string; readonly note: string | null }
export interface NamedPolicy extends Policy { readonly nameZh: string | null; readonly nameEn: string | null }
export interface SavedVersion extends PolicyVersion { /** Not published yet; `approved` is not either. */ readonly draft: boolean; readonly acknowledged: readonly string[]; readonly acknowledgements: readonly Acknowledgement[]; readonly reason: string | null; readonly savedAt: Date; readonly savedBy: string; readonly savedById: string
  readonly approved: { readonly at: Date; readonly by: string; readonly note: string | null } | null; readonly overrideReason: string | null; readonly edit: number }
export interface SavedCalendar { readonly code: string; readonly version: number; readonly nameZh: string; readonly nameEn: string; readonly plan: WorkingPlan; readonly publishedAt: Date; readonly publishedBy: string; readonly effectiveFrom: number | null }
export interface AllRules { policies: NamedPolicy[]; versions: SavedVersion[]; tables: DecisionTable[]; calendars: SavedCalendar[] }

/** Everything that was ever saved: some dozens of rows. */
export async function readAllRules(db: Kysely<unknown>): Promise<AllRules> {
  const policies = await sql<PolicyRow>`select * from sla_policies order by rank desc, code`.execute(db)
  const versions = await sql<VersionRow>`select * from sla_policy_versions order by code, version`.execute(db)
  const tables = await sql<TableRow>`select * from sla_decision_tables order by code, version`.execute(db)
  const calendars = await sql<CalendarRow>`select * from sla_calendars order by code, version`.execute(db)
  return {
    policies: policies.rows.map((p) => ({ code: p.code, recordKind: p.record_kind, role: p.role, rank: p.rank, overlay: p.overlay, internal: p.internal, replaces: p.replaces, clauses: p.clauses, nameZh: p.name_zh, nameEn: p.name_en })),
    versions: versions.rows.map((v) => ({
      code: v.code, version: v.version, draft: v.status !== 'published', calendar: v.calendar, effectiveFrom: v.effective_from.getTime(), effectiveTo: v.effective_to?.getTime() ?? null,
      condition: v.condition, limits: v.limits, acknowledged: v.acknowledged, acknowledgements: v.acknowledgements, reason: v.reason, savedAt: v.saved_at, savedBy: v.saved_by_name, savedById: v.saved_by,
      approved: v.approved_at && { at: v.approved_at, by: v.approved_by_name!, note: v.approval_note }, overrideReason: v.override_reason, edit: v.edit,
    })),
    tables: tables.rows.map((t) => ({ code: t.code, clause: t.clause, version: t.version, effectiveFrom: t.effective_from.getTime(), effectiveTo: t.effective_to?.getTime() ?? null, factors: t.factors, rows: t.rows })),
    calendars: calendars.rows.map((c) => ({ code: c.code, version: c.version, nameZh: c.name_zh, nameEn: c.name_en, plan: { zone: c.zone, week: c.week, exceptions: c.exceptions }, publishedAt: c.published_at, publishedBy: c.published_by_name, effectiveFrom: c.effective_from?.getTime() ?? null })),
  }
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`

/** Adds a policy that does not exist yet. */
export async function addPolicy(ctx: Ctx, p: Policy, names: { zh: string; en: string } | null): Promise<void> {
  await sql`insert into sla_policies (code, record_kind, role, rank, overlay, internal, replaces, clauses, name_zh, name_en)
    values (${p.code}, ${p.recordKind}, ${p.role}, ${p.rank}, ${p.overlay}, ${p.internal}, ${json(p.replaces)}, ${p.clauses}, ${names?.zh ?? null}, ${names?.en ?? null}) on conflict (code) do nothing`.execute(ctx.sql<unknown>())
}

/** Numbers the version itself: one more than the highest of the policy, whose row is locked meanwhile. Returns the number. */
export async function addVersion(ctx: Ctx, v: Omit<PolicyVersion, 'version'>, detail: { draft: boolean; acknowledgements: readonly Acknowledgement[]; reason: string | null; overrideReason?: string | null }): Promise<number> {
  const db = ctx.sql<unknown>()
  await sql`select 1 from sla_policies where code = ${v.code} for update`.execute(db)
  const added = await sql<{ version: number }>`insert into sla_policy_versions (code, version, status, calendar, effective_from, effective_to, condition, limits, acknowledged, acknowledgements, reason, override_reason, saved_at, saved_by, saved_by_name)
    select ${v.code}, coalesce(max(version), 0) + 1, ${detail.draft ? 'draft' : 'published'}, ${v.calendar}, ${new Date(v.effectiveFrom)}, ${v.effectiveTo === null ? null : new Date(v.effectiveTo)}::timestamptz, ${json(v.condition)}, ${json(v.limits)},
      ${json(detail.acknowledgements.map((a) => a.id))}, ${json(detail.acknowledgements)}, ${detail.reason}, ${detail.overrideReason ?? null}, ${ctx.now()}, ${ctx.actor.id}, ${ctx.actor.name} from sla_policy_versions where code = ${v.code} returning version`.execute(db)
  return added.rows[0]!.version
}

/** Seeds a version under its own number; one that is there already stays as it is. */
export async function seedVersion(ctx: Ctx, v: PolicyVersion): Promise<void> {
  await sql`insert into sla_policy_versions (code, version, status, calendar, effective_from, effective_to, condition, limits, acknowledged, reason, saved_at, saved_by, saved_by_name)
    values (${v.code}, ${v.version}, 'published', ${v.calendar}, ${new Date(v.effectiveFrom)}, null, ${json(v.condition)}, ${json(v.limits)}, '[]', null, ${new Date(v.effectiveFrom)}, ${ctx.actor.id}, ${ctx.actor.name})
    on conflict (code, version) do nothing`.execute(ctx.sql<unknown>())
}

export async function seedTable(ctx: Ctx, t: DecisionTable): Promise<void> {
  await sql`insert into sla_decision_tables (code, version, clause, effective_from, effective_to, factors, rows)
    values (${t.code}, ${t.version}, ${t.clause}, ${new Date(t.effectiveFrom)}, null, ${json(t.factors)}, ${json(t.rows)}) on conflict (code, version) do nothing`.execute(ctx.sql<unknown>())
}

/** Adds the next version of a table; returns its number. */
export async function addTable(ctx: Ctx, t: Omit<DecisionTable, 'version'>): Promise<number> {
  const db = ctx.sql<unknown>()
  await sql`select 1 from sla_decision_tables where code = ${t.code} for update`.execute(db)
  const added = await sql<{ version: number }>`insert into sla_decision_tables (code, version, clause, effective_from, effective_to, factors, rows)
    select ${t.code}, coalesce(max(version), 0) + 1, ${t.clause}, ${new Date(t.effectiveFrom)}, ${t.effectiveTo === null ? null : new Date(t.effectiveTo)}::timestamptz, ${json(t.factors)}, ${json(t.rows)}
    from sla_decision_tables where code = ${t.code} returning version`.execute(db)
  return added.rows[0]!.version
}

/** Adds version `version` of a calendar; false when there is one already. */
export async function addCalendar(ctx: Ctx, c: { code: string; version: number; nameZh: string; nameEn: string; plan: WorkingPlan; effectiveFrom?: number | null }): Promise<boolean> {
  const added = await sql`insert into sla_calendars (code, version, name_zh, name_en, zone, week, exceptions, effective_from, published_at, published_by, published_by_name)
    values (${c.code}, ${c.version}, ${c.nameZh}, ${c.nameEn}, ${c.plan.zone}, ${json(c.plan.week)}, ${json(c.plan.exceptions)}, ${c.effectiveFrom == null ? null : new Date(c.effectiveFrom)}::timestamptz, ${ctx.now()}, ${ctx.actor.id}, ${ctx.actor.name}) on conflict (code, version) do nothing`.execute(ctx.sql<unknown>())
  return added.numAffectedRows === 1n
}

/** A version that is not published yet, locked; null when there is none. */
export async function holdVersion(ctx: Ctx, code: string, version: number): Promise<{ status: VersionRow['status']; savedById: string; edit: number } | null> {
  const found = await sql<{ status: VersionRow['status']; saved_by: string; edit: number }>`select status, saved_by, edit from sla_policy_versions where code = ${code} and version = ${version} for update`.execute(ctx.sql<unknown>())
  const row = found.rows[0]
  return row ? { status: row.status, savedById: row.saved_by, edit: row.edit } : null
}

/** New content of a draft; whoever approved the old one did not approve this. */
export async function saveDraft(ctx: Ctx, v: PolicyVersion, acknowledgements: readonly Acknowledgement[], reason: string | null): Promise<void> {
  await sql`update sla_policy_versions set status = 'draft', calendar = ${v.calendar}, effective_from = ${new Date(v.effectiveFrom)}, effective_to = ${v.effectiveTo === null ? null : new Date(v.effectiveTo)}::timestamptz, condition = ${json(v.condition)},
    limits = ${json(v.limits)}, acknowledged = ${json(acknowledgements.map((a) => a.id))}, acknowledgements = ${json(acknowledgements)}, reason = coalesce(${reason}, reason), approved_at = null, approved_by = null, approved_by_name = null, approval_note = null,
    saved_at = ${ctx.now()}, saved_by = ${ctx.actor.id}, saved_by_name = ${ctx.actor.name}, edit = edit + 1 where code = ${v.code} and version = ${v.version}`.execute(ctx.sql<unknown>())
}

export async function saveAcknowledgements(ctx: Ctx, code: string, version: number, acknowledgements: readonly Acknowledgement[]): Promise<void> {
  await sql`update sla_policy_versions set acknowledged = ${json(acknowledgements.map((a) => a.id))}, acknowledgements = ${json(acknowledgements)}, edit = edit + 1 where code = ${code} and version = ${version}`.execute(ctx.sql<unknown>())
}

export async function saveApproval(ctx: Ctx, code: string, version: number, note: string | null): Promise<void> {
  await sql`update sla_policy_versions set status = 'approved', approved_at = ${ctx.now()}, approved_by = ${ctx.actor.id}, approved_by_name = ${ctx.actor.name}, approval_note = ${note}, edit = edit + 1
    where code = ${code} and version = ${version}`.execute(ctx.sql<unknown>())
}

export async function savePublication(ctx: Ctx, code: string, version: number, effectiveFrom: number, reason: string | null, overrideReason: string | null): Promise<void> {
  await sql`update sla_policy_versions set status = 'published', effective_from = ${new Date(effectiveFrom)}, reason = coalesce(${reason}, reason), override_reason = ${overrideReason}, saved_at = ${ctx.now()}, saved_by = ${ctx.actor.id},
    saved_by_name = ${ctx.actor.name}, edit = edit + 1 where code = ${code} and version = ${version}`.execute(ctx.sql<unknown>())
}

export async function removeDraft(ctx: Ctx, code: string, version: number): Promise<void> {
  await sql`delete from sla_policy_versions where code = ${code} and version = ${version} and status <> 'published'`.execute(ctx.sql<unknown>())
}
