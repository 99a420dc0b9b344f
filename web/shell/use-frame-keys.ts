// Keys that work on every staff page: G and a letter, [ and ], and the keys of commands.
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useT } from '../i18n/i18n.ts'
import { useGo } from './address.ts'
import { commandsFor, placesFor, RAIL, RAIL_KEYS } from './menu.ts'
import { useAllowed, useScreenSets } from './screen-sets.ts'
import { registerShortcuts, useShortcut } from './shortcuts.ts'

export function useFrameKeys(): void {
  const t = useT(), go = useGo(), router = useRouter(), sets = useScreenSets(), allowed = useAllowed()
  const group = t('web.keys.everywhere')
  useShortcut('[', () => router.history.back(), { label: t('web.keys.back'), group })
  useShortcut(']', () => router.history.forward(), { label: t('web.keys.forward'), group })
  useShortcut('/', () => { const field = document.querySelector<HTMLInputElement>('[data-search]'); if (!field) return false; field.focus(); field.select() }, { label: t('web.keys.search'), group })
  // Out of the field again, back to the list that it narrowed; what was typed stays.
  useShortcut('escape', () => { const field = document.activeElement; if (!(field instanceof HTMLElement) || !field.matches('[data-search]')) return false; field.blur() })
  const places = placesFor(RAIL, sets, allowed).map((place) => ({ key: `g ${RAIL_KEYS[place.id]}`, label: t('web.keys.go', { place: t(`web.rail.${place.id}`) }), to: place.to }))
  const commands = commandsFor(sets, allowed).flatMap((command) => (command.key ? [{ key: command.key, label: t(command.label), to: command.to }] : []))
  const wanted = JSON.stringify([...commands, ...places])
  useEffect(() => {
    const list = JSON.parse(wanted) as { key: string; label: string; to: string }[]
    return registerShortcuts(list.map(({ key, label, to }) => ({ key, label, group, run: () => go(to) })))
  }, [wanted, group, go])
}
