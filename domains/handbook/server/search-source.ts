// What the search finds of the handbook: chapters, sections and clauses by both titles of both languages, summary and text (R0-1, B-33).
import { searchable, type SearchDocument } from '../../../platform/server/module.ts'
import { ClauseChanged } from '../contract/events.ts'
import { readClauses, type ClauseRow } from './clauses/clause-store.ts'

export const clauseSearch = searchable<{ number: string }>({
  kind: 'clause', on: [ClauseChanged],
  async document(ctx, { data }) {
    const row = (await readClauses(ctx)).find((r) => r.number === data.number)
    return row ? documentOf(row) : { kind: 'clause', id: data.number, gone: true }
  },
  seeded: async (ctx) => (await readClauses(ctx)).map((row) => documentOf(row)),
})

export function documentOf(row: ClauseRow): SearchDocument {
  const others = row.otherTitles.flatMap((t) => [t.zh, t.en])
  return {
    kind: 'clause', id: row.number, number: `§${row.number}`, title: row.titleZh, text: [row.titleEn, ...others, row.summaryZh, row.summaryEn, row.text].filter(Boolean).join('\n'),
    at: row.updatedAt, row: {}, permission: 'handbook.read', url: `/handbook/${row.number}`, audience: 'staff',
  }
}
