// Which words of a case are worth looking up in the knowledge base: codes first, then the longest words of the title.

const COMMON = new Set(['问题', '无法', '不能', '提示', '系统', '客户', '我们', '今天', '昨天', '开始', '出现', '需要', '一个', '怎么', '如何', '约', '请', 'the', 'and', 'with', 'not', 'for', 'our', 'cannot'])
const MOST = 4

/** At most four words. Codes such as `401` or `invalid_audience` say more than prose. */
export function hintWords(title: string, description: string): string[] {
  const codes = [...new Set(`${title}\n${description.slice(0, 600)}`.match(/[A-Za-z][A-Za-z0-9]*[_.-][A-Za-z0-9_.-]+|\b[A-Z]{2,}[A-Z0-9-]{1,}\b|\b\d{3,5}\b/g) ?? [])].toSorted((a, b) => Number(/^\d+$/.test(a)) - Number(/^\d+$/.test(b)))
  const words = [...new Intl.Segmenter('zh-CN', { granularity: 'word' }).segment(title)].filter((s) => s.isWordLike && s.segment.length >= 2 && !/^\d+$/.test(s.segment)).map((s) => s.segment)
  const prose = [...new Set(words)].filter((w) => !COMMON.has(w.toLowerCase()) && !codes.some((c) => c.includes(w))).toSorted((a, b) => b.length - a.length)
  return [...codes.slice(0, 2), ...prose].slice(0, MOST)
}

/** Found by several words, or by a code: the more the better; order of finding decides between equals. */
export function rankHints<Hit extends { id: string }>(found: readonly { word: string; hits: readonly Hit[] }[], most = 3): Hit[] {
  const scored = new Map<string, { hit: Hit; score: number }>()
  for (const { word, hits } of found) for (const hit of hits) {
    const before = scored.get(hit.id)
    scored.set(hit.id, { hit, score: (before?.score ?? 0) + (/\d|_/.test(word) ? 2 : 1) })
  }
  const needed = found.length > 1 ? 2 : 1
  return [...scored.values()].filter((s) => s.score >= needed).toSorted((a, b) => b.score - a.score).slice(0, most).map((s) => s.hit)
}
