// One clause with all that hangs on it (R0-1: open 3.3, and its policy and its archive job are one click away).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import type { Clause, PrintedLimit } from '../../contract/clause.ts'
import { parentOf, seedOf } from '../register/clause-seeds.ts'
import type { Pair } from '../register/clause-seed.ts'
import { jobs } from '../register/jobs.ts'
import { limitsOf } from '../register/printed-limits.ts'
import { screens } from '../register/screens.ts'
import { readClauses, type ClauseRow } from './clause-store.ts'
import { findEvidence, type Evidence } from './find-evidence.ts'
import { lineMaker, linksBelow, readsTitles } from './list-clauses.ts'

type Hanging = Pick<Clause, 'text' | 'textMissing' | 'reconstructed' | 'policies' | 'screens' | 'jobs' | 'parts' | 'requirements' | 'decisions'>
const NOTHING: Hanging = { text: null, textMissing: false, reconstructed: [], policies: [], screens: [], jobs: [], parts: [], requirements: [], decisions: [] }

/** `number` with or without §. Throws NotFound. */
export async function showClause(ctx: Ctx, number: string): Promise<Clause> {
  const wanted = number.replace('§', ''), rows = await readClauses(ctx), row = rows.find((r) => r.number === wanted)
  if (!row || !readsTitles(ctx)) throw new NotFound('clause')
  const toLine = await lineMaker(ctx), byNumber = new Map(rows.map((r) => [r.number, r]))
  return {
    ...toLine(row), summaryZh: row.summaryZh, summaryEn: row.summaryEn, path: above(row.number).map((n) => toLine(byNumber.get(n)!)), children: rows.filter((r) => r.parent === row.number).map(toLine),
    ...(ctx.reach('handbook.read') ? hanging(ctx, row) : NOTHING), editable: ctx.reach('handbook.manage') !== null, version: row.version,
  }
}

/** Chapter and section above a number, from the top. */
function above(number: string): string[] {
  const parent = parentOf(number)
  return parent === null ? [] : [...above(parent), parent]
}

function hanging(ctx: Ctx, row: ClauseRow): Hanging {
  const seed = seedOf(row.number), evidence = findEvidence(ctx.host.registry), say = (pair: Pair) => pair[ctx.locale === 'en' ? 1 : 0], section = row.number.split('-')[0]!
  return {
    text: row.text, textMissing: row.textMissing,
    reconstructed: (seed?.reconstructed ?? []).map((r) => ({ printed: r.printed, read: say(r.read), decision: r.decision, status: 'reconstructed' })),
    policies: linkedPolicies(row.number, evidence, say), ...linkedWork(ctx, row.number, evidence, say),
    parts: [...new Set(linksBelow(row.number).flatMap((l) => l.domains ?? []))].map((id) => ({ id, name: translate(ctx.locale, `handbook.part.${id}`), exists: evidence.hasModule(id) })).concat(linksBelow(row.number).flatMap((l) => l.open ?? []).map((what) => ({ id: 'open', name: say(what), exists: false }))),
    requirements: (seed?.requirements ?? []).map((n) => `R${section}-${n}`), decisions: [...(seed?.decisions ?? [])],
  }
}

/** Policies of the clause and of what stands below it, with the limits that are printed there. */
function linkedPolicies(number: string, evidence: Evidence, say: (pair: Pair) => string): Clause['policies'] {
  const limits = limitsOf(number), codes = new Set([...linksBelow(number).flatMap((l) => l.policies ?? []), ...limits.map((l) => l.policy)])
  return [...codes].map((code) => ({
    code, exists: evidence.hasPolicies,
    limits: limits.filter((l) => l.policy === code).map((l): PrintedLimit => ({
      row: l.row, clause: `§${l.clause}`, level: l.level, scope: say(l.scope), kind: l.kind, printed: l.printed, from: l.from ?? null, decision: l.decision ?? null, enforced: !l.notEnforced && evidence.hasPolicies,
    })),
  }))
}

function linkedWork(ctx: Ctx, number: string, evidence: Evidence, say: (pair: Pair) => string): Pick<Clause, 'screens' | 'jobs'> {
  const below = linksBelow(number), screenIds = new Set(below.flatMap((l) => l.screens ?? [])), codes = new Set(below.flatMap((l) => l.jobs ?? []))
  return {
    screens: screens.filter((s) => screenIds.has(s.id)).map((s) => ({ id: s.id, name: translate(ctx.locale, `handbook.screen.${s.id}`), address: s.portal ? `/portal${s.address}` : s.address, portal: s.portal ?? false, exists: evidence.hasScreen(s.id) })),
    jobs: jobs.filter((j) => codes.has(j.code)).map((j) => ({ code: j.code, name: say(j.name), every: say(j.every), exists: evidence.hasJob(j.code) })),
  }
}
