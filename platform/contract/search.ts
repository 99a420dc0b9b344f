// Searching everything the reader may see (RX-6, RX-8).
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Moment } from './time.ts'

/** Start and end of a match in the text before it, in UTF-16 code units, never inside a character; sorted, without overlaps. */
export const Highlight = z.tuple([z.number().int(), z.number().int()])
export const Found = z.object({
  kind: z.string(), id: z.string(), number: z.string().nullable(), title: z.string(), excerpt: z.string(), url: z.string(), at: Moment,
  highlights: z.object({ title: z.array(Highlight), excerpt: z.array(Highlight) }),
})
export type Found = z.infer<typeof Found>

export const SearchQuery = z.object({
  q: z.string().trim().min(1, 'text.empty').max(200, 'text.too-long'), kind: z.string().regex(/^[a-z][a-z-]{0,39}$/, 'search.kind').optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20), cursor: z.string().max(500).optional(),
})
export type SearchQuery = z.infer<typeof SearchQuery>
export const SearchReply = z.object({
  items: z.array(Found), nextCursor: z.string().nullable(),
  /** What was searched for instead, when nothing held the words as typed; null otherwise. */
  corrected: z.string().nullable().default(null),
  /** Of what kinds the matches are, most frequent first; `more`: there are others that were not looked at. */
  kinds: z.array(z.object({ kind: z.string(), count: z.number().int(), more: z.boolean() })).default([]),
})
export type SearchReply = z.infer<typeof SearchReply>

export const searchApi = {
  search: endpoint({ method: 'GET', path: '/search', permission: 'any-role', summary: 'Search all records in reach: Chinese and English words, product codes, numbers', query: SearchQuery, reply: SearchReply, errors: ['search-busy'] }),
}
