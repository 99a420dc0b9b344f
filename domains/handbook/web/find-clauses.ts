// The palette finds clauses by number, title or words.
import { call } from '../../../web/api/call.ts'
import type { FoundItem } from '../../../web/screens.ts'
import { handbookApi } from '../contract/api.ts'

const MOST = 8

export async function findClauses(text: string, signal: AbortSignal): Promise<readonly FoundItem[]> {
  if (text.trim() === '') return []
  const { items } = await call(handbookApi.clauses, { query: { q: text.trim() }, signal })
  return items.slice(0, MOST).map((c) => ({ id: c.number, label: `§${c.number} ${c.title}`, note: c.summary, to: `/handbook/${c.number}` }))
}
