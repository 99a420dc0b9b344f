// The keyboard map: components register what a key does while they are on screen; the latest registration wins.
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { isCharacterKey, passesTextField, pressedKey, takesText, type FocusedElement, type Key } from './shortcut-keys.ts'

export interface ShortcutInfo {
  /** Translated, for the sheet of all keys. Without a label the key is not listed. */
  label?: string
  /** Translated heading it is listed under. */
  group?: string
  /** The component stands in a dialog; other shortcuts are silent while one is open. */
  inDialog?: boolean
}
/** `false` passes the key on: to an earlier registration, or to the browser. */
export type ShortcutHandler = (event: KeyboardEvent) => void | false
export interface Shortcut extends ShortcutInfo { key: Key; run: ShortcutHandler }

const SEQUENCE_WAIT = 1200
const SINGLE_KEYS_OFF = 'houyuan.single-keys-off'
let registered: readonly Shortcut[] = []
const listeners = new Set<() => void>()
let pending: { key: Key; until: number } | null = null

function change(next: readonly Shortcut[]): void {
  registered = next
  for (const heard of listeners) heard()
}

const focused = (): FocusedElement | null => {
  const element = document.activeElement as HTMLInputElement | null
  return element && { tagName: element.tagName, isContentEditable: element.isContentEditable, type: element.type, role: element.getAttribute('role') }
}

export const singleKeysOff = (): boolean => localStorage.getItem(SINGLE_KEYS_OFF) === '1'
export const switchSingleKeys = (off: boolean): void => { localStorage.setItem(SINGLE_KEYS_OFF, off ? '1' : '0') }

function onKeyDown(event: KeyboardEvent): void {
  const key = pressedKey(event)
  if (key === null || event.defaultPrevented) return
  if (!passesTextField(key) && takesText(focused())) return
  if (isCharacterKey(key) && singleKeysOff() && key !== '?') return
  const combined = pending && pending.until > Date.now() ? `${pending.key} ${key}` : null
  pending = null
  if ((combined !== null && taken(combined, event)) || taken(key, event)) event.preventDefault()
  else if (registered.some((shortcut) => shortcut.key.startsWith(`${key} `))) pending = { key, until: Date.now() + SEQUENCE_WAIT }
}

/** Offers the key to the registrations, latest first, until one does not pass it on. Under an open dialog the page hears nothing. */
function taken(key: Key, event: KeyboardEvent): boolean {
  const modal = document.querySelector('dialog[open]') !== null
  return registered.filter((shortcut) => shortcut.key === key && (!modal || shortcut.inDialog)).toReversed().some((shortcut) => shortcut.run(event) !== false)
}

export function registerShortcuts(shortcuts: readonly Shortcut[]): () => void {
  if (registered.length === 0) addEventListener('keydown', onKeyDown)
  change([...registered, ...shortcuts])
  return () => {
    change(registered.filter((shortcut) => !shortcuts.includes(shortcut)))
    if (registered.length === 0) removeEventListener('keydown', onKeyDown)
  }
}

/** Runs `handler` on a key while the component is on screen. Give several keys for the same act. */
export function useShortcut(key: Key | readonly Key[], handler: ShortcutHandler, { label, group, inDialog }: ShortcutInfo = {}, enabled = true): void {
  const run = useEffectEvent(handler)
  const keys = typeof key === 'string' ? key : key.join('\n')
  useEffect(() => {
    if (!enabled) return
    return registerShortcuts(keys.split('\n').map((one) => ({ key: one, run: (event) => run(event), ...(label ? { label } : {}), ...(group ? { group } : {}), ...(inDialog ? { inDialog } : {}) })))
  }, [keys, label, group, inDialog, enabled])
}

const subscribe = (heard: () => void) => { listeners.add(heard); return () => { listeners.delete(heard) } }
const read = () => registered
/** What can be pressed right now, for the sheet. */
export const useShortcutList = (): readonly (ShortcutInfo & { key: Key })[] => useSyncExternalStore(subscribe, read, read)
