// What the palette offers for the typed words.
import { CornerDownLeft, Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useLang, useT } from '../i18n/i18n.ts'
import { commandsFor, placesFor, RAIL, RAIL_KEYS } from './menu.ts'
import { fitting, type PaletteGroup, type PaletteRow, type PinyinFits } from './palette-match.ts'
import { railIcons } from './rail-icons.ts'
import { useAllowed, useScreenSets } from './screen-sets.ts'
import { useShortcutList, type Shortcut } from './shortcuts.ts'
import { useFoundGroups } from './use-found-groups.ts'


const MOST = 6

/** Loaded with the first opening in Chinese: 12,000 characters and their sounds are not for everyone's first page. */
function usePinyin(): PinyinFits | undefined {
  const lang = useLang(), [fits, setFits] = useState<PinyinFits>()
  useEffect(() => {
    if (lang !== 'zh-CN') return
    let stale = false
    void import('./pinyin.ts').then((m) => { if (!stale) setFits(() => m.pinyinFits) })
    return () => { stale = true }
  }, [lang])
  return fits
}

export function usePaletteGroups(typed: string): { groups: readonly PaletteGroup[]; searching: boolean; failed: boolean } {
  const t = useT(), local = useLocalGroups(typed), { groups: found, searching, failed } = useFoundGroups(typed), words = typed.trim()
  // What the eye looks for first: commands of the page when nothing is typed, records once words are.
  const all: PaletteGroup[] = words === '' || found.length === 0 ? [] : [{ id: 'all', label: t('web.search.title'), rows: [{ id: 'all-results', label: t('web.search.see-all', { words }), icon: Search, to: `/search?q=${encodeURIComponent(words)}` }] }]
  return { groups: [...local, ...found, ...all].filter((group) => group.rows.length > 0), searching, failed }
}

function useLocalGroups(typed: string): PaletteGroup[] {
  const t = useT(), sets = useScreenSets(), allowed = useAllowed(), shortcuts = useShortcutList() as readonly Shortcut[], pinyin = usePinyin()
  const everywhere = t('web.keys.everywhere')
  const here = shortcuts.filter((s) => s.label && s.group !== everywhere).map((s): PaletteRow => ({ id: `key-${s.key}`, label: s.label!, keys: s.key.split(' '), icon: CornerDownLeft, run: () => s.run(new KeyboardEvent('keydown')) }))
  const commands = commandsFor(sets, allowed).map((c): PaletteRow => ({ id: c.id, label: t(c.label), to: c.to, ...(c.icon ? { icon: c.icon } : {}), ...(c.key ? { keys: [c.key] } : {}) }))
  const places = placesFor(RAIL, sets, allowed).flatMap((place) => place.entries.map((entry, i): PaletteRow => ({
    id: `go-${place.id}-${i}`, label: entry.label ? t(entry.label) : t(`web.rail.${place.id}`), to: entry.to, icon: entry.icon ?? railIcons[place.id], ...(i === 0 ? { keys: ['g', RAIL_KEYS[place.id]] } : {}),
  })))
  const most = typed === '' ? MOST : 40
  return [
    { id: 'here', label: t('web.palette.here'), rows: fitting(unique(here), typed, pinyin).slice(0, most) },
    { id: 'commands', label: t('web.palette.commands'), rows: fitting(commands, typed, pinyin) },
    { id: 'go', label: t('web.palette.go'), rows: fitting(places, typed, pinyin).slice(0, 40) },
  ]
}

const unique = (rows: readonly PaletteRow[]) => [...new Map(rows.map((row) => [row.label, row])).values()]
