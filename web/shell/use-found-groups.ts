// What the search finds for the typed words: all records in reach by kind, and the sources that domains add.
import { useEffect, useMemo, useState } from 'react'
import { searchApi, type Found } from '../../platform/contract/search.ts'
import { call } from '../api/call.ts'
import { useT } from '../i18n/i18n.ts'
import type { Translate } from '../i18n/translate.ts'
import type { FoundKind, PaletteSource, ScreenSet } from '../screens.ts'
import type { PaletteGroup } from './palette-match.ts'
import { useAllowed, useScreenSets } from './screen-sets.ts'

const SETTLE = 160
const MOST_PER_GROUP = 6

async function searchRecords(wanted: string, sets: readonly ScreenSet[], t: Translate, signal: AbortSignal): Promise<PaletteGroup[]> {
  const { items } = await call(searchApi.search, { query: { q: wanted, limit: 20 }, signal })
  return groupByKind(items, sets.flatMap((set) => set.found ?? []), t)
}

/** Groups keep the order in which their best record was found. */
function groupByKind(items: readonly Found[], kinds: readonly FoundKind[], t: Translate): PaletteGroup[] {
  return [...Map.groupBy(items, (item) => item.kind)].map(([kind, own]) => {
    const shown = kinds.find((one) => one.kind === kind)
    return {
      id: `kind-${kind}`, label: shown ? t(shown.label) : t('web.palette.records'), ...(shown?.icon ? { icon: shown.icon } : {}),
      rows: own.slice(0, MOST_PER_GROUP).map((item) => ({ id: `${kind}-${item.id}`, label: item.number ? `${item.number} ${item.title}` : item.title, note: item.excerpt, to: item.url })),
    }
  })
}

async function searchSource(source: PaletteSource, wanted: string, t: Translate, signal: AbortSignal): Promise<PaletteGroup[]> {
  const search = await source.load(), items = await search(wanted, signal)
  return [{ id: `found-${source.id}`, label: t(source.label), rows: items.slice(0, MOST_PER_GROUP).map((item) => ({ ...item, id: `${source.id}-${item.id}` })), ...(source.icon ? { icon: source.icon } : {}) }]
}

/** Asks once typing has paused; an older answer never overtakes a newer one. `failed` when nobody answered. */
export function useFoundGroups(typed: string): { groups: readonly PaletteGroup[]; searching: boolean; failed: boolean } {
  const t = useT(), sets = useScreenSets(), allowed = useAllowed(), wanted = typed.trim()
  const sources = useMemo(() => sets.flatMap((set) => set.palette ?? []), [sets])
  const [found, setFound] = useState<{ typed: string; groups: readonly PaletteGroup[]; failed: boolean }>({ typed: '', groups: [], failed: false })
  useEffect(() => {
    if (wanted === '') return
    const abort = new AbortController(), { signal } = abort
    const timer = setTimeout(() => {
      const asked = [searchRecords(wanted, sets, t, signal), ...sources.filter((source) => allowed(source.permission)).map((source) => searchSource(source, wanted, t, signal))]
      void Promise.allSettled(asked).then((answers) => {
        if (!signal.aborted) setFound({ typed: wanted, groups: answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])), failed: answers.every((answer) => answer.status === 'rejected') })
      })
    }, SETTLE)
    return () => { clearTimeout(timer); abort.abort() }
  }, [wanted, sources, sets, allowed, t])
  const current = found.typed === wanted
  return { groups: wanted === '' ? [] : found.groups, searching: wanted !== '' && !current, failed: current && found.failed }
}
