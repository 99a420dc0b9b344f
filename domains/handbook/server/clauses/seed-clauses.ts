// Puts the register of the handbook in place; runs at every start and leaves alone what a person changed.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { clauseSeeds, parentOf } from '../register/clause-seeds.ts'
import { indexDocuments } from '../../../../platform/server/search/public.ts'
import { documentOf } from '../search-source.ts'
import { readClauses, saveSeeded } from './clause-store.ts'

export async function seedClauses(ctx: Ctx): Promise<void> {
  const saved = new Set(await saveSeeded(ctx, clauseSeeds.map((c, position) => ({
    number: c.number, position, kind: c.kind, parent: parentOf(c.number), titleZh: c.title[0], titleEn: c.title[1], otherTitles: c.otherTitle ? [{ zh: c.otherTitle[0], en: c.otherTitle[1] }] : [],
    summaryZh: c.summary[0], summaryEn: c.summary[1], owner: c.owner, textMissing: c.textMissing ?? false,
  }))))
  if (saved.size > 0) await indexDocuments(ctx, (await readClauses(ctx)).filter((row) => saved.has(row.number)).map((row) => documentOf(row)))
}
