// Articles that may answer a trouble described in words: looked up word by word, because people never use the words of the article.
import { searchApi, type Found } from '../../../platform/contract/search.ts'
import { call } from '../../../web/api/call.ts'
import { hintWords, rankHints } from './hint-words.ts'

export async function findHints(title: string, description: string, signal: AbortSignal): Promise<Found[]> {
  const found = await Promise.all(hintWords(title, description).map(async (word) => ({ word, hits: (await call(searchApi.search, { query: { q: word, kind: 'article', limit: 5 }, signal })).items })))
  return rankHints(found)
}
