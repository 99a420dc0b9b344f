// Standards and benchmark figures in the language of the reader, as printed.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import type { Benchmark, Standard } from '../../contract/register.ts'
import { benchmarks } from './benchmarks.ts'
import type { Pair } from './clause-seed.ts'
import { standards } from './standards.ts'
import { titleConflicts } from './title-conflicts.ts'

const sayIn = (ctx: Ctx) => (pair: Pair): string => pair[ctx.locale === 'en' ? 1 : 0]
const marks = (sections: readonly string[]): string[] => sections.map((s) => `§${s}`)

export function listStandards(ctx: Ctx): { items: Standard[]; nextCursor: null } {
  const say = sayIn(ctx)
  return {
    items: standards.map((s) => ({
      number: s.number, title: s.title, edition: s.edition ?? null, citedAt: marks(s.cited), status: 'as-printed',
      conflictsWith: titleConflicts(standards, s).map((c) => ({ title: c.title, citedAt: marks(c.citedAt) })), remark: s.remark ? say(s.remark) : null,
    })),
    nextCursor: null,
  }
}

export function listBenchmarks(ctx: Ctx): { items: Benchmark[]; nextCursor: null } {
  const say = sayIn(ctx), note = translate(ctx.locale, 'handbook.as-printed')
  return {
    items: benchmarks.map((b) => ({
      code: b.code, sections: marks(b.sections), name: say(b.name), figure: b.figure, unit: b.unit, source: b.source ? say(b.source) : null, year: b.year, status: 'as-printed', note, remark: b.remark ? say(b.remark) : null,
    })),
    nextCursor: null,
  }
}
