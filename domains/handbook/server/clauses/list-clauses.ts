// The tree of the register as its readers see it.
import { listRoles } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { ClauseLine } from '../../contract/clause.ts'
import type { Links } from '../register/clause-seed.ts'
import { clauseSeeds } from '../register/clause-seeds.ts'
import { clauseStatus } from './clause-status.ts'
import { readClauses, type ClauseRow } from './clause-store.ts'
import { findEvidence } from './find-evidence.ts'
import { findMatches } from './find-matches.ts'

/** Everybody who holds a role may read titles and summaries; status and owner are for staff. */
export async function listClauses(ctx: Ctx, q: string): Promise<{ items: ClauseLine[]; nextCursor: null }> {
  if (!readsTitles(ctx)) return { items: [], nextCursor: null }
  const toLine = await lineMaker(ctx)
  return { items: findMatches(await readClauses(ctx), q).map(toLine), nextCursor: null }
}

/** An account without any role sees nothing yet (§7.4, S-115). */
export const readsTitles = (ctx: Ctx): boolean => ctx.actor.kind === 'system' || ctx.actor.grants.size > 0

/** Turns rows into lines for this reader: language, rights, and what exists here. */
export async function lineMaker(ctx: Ctx): Promise<(row: ClauseRow) => ClauseLine> {
  const staff = ctx.reach('handbook.read') !== null, english = ctx.locale === 'en'
  const roles = new Map(staff ? (await listRoles(ctx)).map((r) => [r.code, english ? r.name_en : r.name_zh]) : [])
  const evidence = findEvidence(ctx.host.registry)
  return (row) => ({
    number: row.number, kind: row.kind, parent: row.parent, title: english ? row.titleEn : row.titleZh, titleZh: row.titleZh, titleEn: row.titleEn, otherTitles: row.otherTitles,
    summary: english ? row.summaryEn : row.summaryZh,
    status: staff ? clauseStatus(linksBelow(row.number), evidence, row.textMissing && row.text === null) : null,
    owner: staff ? { role: row.owner, name: roles.get(row.owner) ?? row.owner } : null,
  })
}

/** What the clause and everything below it name. */
export function linksBelow(number: string): Links[] {
  return clauseSeeds.filter((c) => c.number === number || c.number.startsWith(`${number}.`) || c.number.startsWith(`${number}-`)).map((c) => c.links)
}
