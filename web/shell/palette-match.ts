// Which commands fit what was typed: pure. Chinese also fits by the first letters of its pinyin, once that table is loaded.
import type { LucideIcon } from 'lucide-react'

export interface PaletteRow { id: string; label: string; note?: string; icon?: LucideIcon; keys?: readonly string[]; to?: string; run?: () => void }
export interface PaletteGroup { id: string; label: string; icon?: LucideIcon; rows: readonly PaletteRow[] }

export interface Matchable { label: string; note?: string }
/** Says whether a text fits typed pinyin initials. */
export type PinyinFits = (text: string, typed: string) => boolean

const plain = (text: string) => text.normalize('NFKC').toLowerCase().trim()

/** 0 = does not fit; higher fits better: the start of the label, then the start of a word, then anywhere, then pinyin. */
export function fitness(item: Matchable, typed: string, pinyinFits?: PinyinFits): number {
  const wanted = plain(typed), label = plain(item.label)
  if (wanted === '') return 1
  if (label.startsWith(wanted)) return 5
  if (label.split(/[\s/·,，]+/).some((word) => word.startsWith(wanted))) return 4
  if (label.includes(wanted)) return 3
  if (item.note && plain(item.note).includes(wanted)) return 2
  return pinyinFits && /^[a-z]+$/.test(wanted) && pinyinFits(item.label, wanted) ? 2 : 0
}

export function fitting<T extends Matchable>(items: readonly T[], typed: string, pinyinFits?: PinyinFits): T[] {
  return items.map((item) => ({ item, score: fitness(item, typed, pinyinFits) })).filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score).map(({ item }) => item)
}
