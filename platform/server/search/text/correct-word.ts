// What a mistyped word was meant to be: the nearest known word by edits, among those that share groups of three letters. Pure.

/** Groups of three letters with the borders marked, as an index holds them. */
export function trigramsOf(word: string): string[] {
  const padded = `  ${word} `
  return [...new Set(Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3)))]
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other; `limit + 1` when there are more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let older: number[] = [], old = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(old[j]! + 1, row[j - 1]! + 1, old[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, older[j - 2]! + 1)
      row.push(best)
    }
    older = old
    old = row
  }
  return Math.min(old[b.length]!, limit + 1)
}

/** The nearest of the known words; null when none is near enough (one edit up to seven letters, two above). */
export function nearestWord(word: string, known: readonly string[]): string | null {
  const limit = word.length >= 8 ? 2 : 1
  let best: string | null = null, least = limit + 1
  for (const candidate of known) {
    const distance = editDistance(word, candidate, limit)
    if (distance > 0 && (distance < least || (distance === least && best !== null && distance <= limit && candidate < best))) { best = candidate; least = distance }
  }
  return best
}

/** Words of Latin letters worth keeping for correction. */
export const latinWords = (normalText: string): string[] => [...new Set(normalText.match(/(?<![\p{sc=Latin}\p{N}])[a-z]{4,30}(?![\p{sc=Latin}\p{N}])/gu) ?? [])].sort()
