// Brings English word forms together: errors, error; failing, failed, fail; retries, retry. Light on purpose: no dictionary, few mistakes. Pure.
const VOWEL = /[aeiouy]/

/** The stem of a lower-case word of Latin letters; anything else, and short words, stay as they are. */
export function stemWord(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  const base = plural(word)
  for (const ending of ['ing', 'ed']) {
    const rest = base.slice(0, -ending.length)
    if (base.endsWith(ending) && rest.length >= 3 && VOWEL.test(rest)) return tidy(undouble(rest))
  }
  return tidy(base)
}

function plural(word: string): string {
  if (/(ss|us|is)$/.test(word)) return word
  if (/[a-z]{2}ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(xes|ches|shes|sses|zes)$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}

/** stopp -> stop. */
const undouble = (rest: string): string => (rest.length >= 4 && /([bdfgmnprt])\1$/.test(rest) ? rest.slice(0, -1) : rest)

/** cache -> cach, retri -> retry: what is left of different forms must be the same. */
function tidy(base: string): string {
  if (base.length >= 4 && base.endsWith('i')) return `${base.slice(0, -1)}y`
  return base.length >= 4 && base.endsWith('e') ? base.slice(0, -1) : base
}
