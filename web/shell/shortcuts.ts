// The keyboard map: components register what a key does while they are on screen; the latest registration wins.
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { isSingleKey, passesTextField, pressedKey, takesText, type FocusedElement, type Key } from './shortcut-keys.ts'

export interface ShortcutInfo {
  /** Translated, for the sheet of all keys. Without a label the key is not listed. */
  label?: string
  /** Translated heading it is listed under. */
  group?: string
}
export interface Shortcut extends ShortcutInfo { key: Key; run: (event: KeyboardEvent) => void }

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
  if (isSingleKey(key) && singleKeysOff() && key !== '?') return
  // A modal dialog has the keyboard to itself, except for what it registered (it registers last).
  const combined = pending && pending.until > Date.now() ? `${pending.key} ${key}` : null
  pending = null
  const hit = (combined && find(combined)) || find(key)
  if (hit) {
    if (document.querySelector('dialog[open]') && isSingleKey(key)) return
    event.preventDefault()
    hit.run(event)
  } else if (registered.some((shortcut) => shortcut.key.startsWith(`${key} `))) {
    pending = { key, until: Date.now() + SEQUENCE_WAIT }
  }
}

const find = (key: Key): Shortcut | undefined => registered.findLast((shortcut) => shortcut.key === key)

export function registerShortcuts(shortcuts: readonly Shortcut[]): () => void {
  if (registered.length === 0) addEventListener('keydown', onKeyDown)
  change([...registered, ...shortcuts])
  return () => {
    change(registered.filter((shortcut) => !shortcuts.includes(shortcut)))
    if (registered.length === 0) removeEventListener('keydown', onKeyDown)
  }
}

/** Runs `handler` on a key while the component is on screen. Give several keys for the same act. */
export function useShortcut(key: Key | readonly Key[], handler: (event: KeyboardEvent) => void, { label, group }: ShortcutInfo = {}, enabled = true): void {
  const latest = useRef(handler)
  latest.current = handler
  const keys = typeof key === 'string' ? key : key.join('\n')
  useEffect(() => {
    if (!enabled) return
    return registerShortcuts(keys.split('\n').map((one) => ({ key: one, run: (event) => latest.current(event), ...(label ? { label } : {}), ...(group ? { group } : {}) })))
  }, [keys, label, group, enabled])
}

const subscribe = (heard: () => void) => { listeners.add(heard); return () => { listeners.delete(heard) } }
const read = () => registered
/** What can be pressed right now, for the sheet. */
export const useShortcutList = (): readonly (ShortcutInfo & { key: Key })[] => useSyncExternalStore(subscribe, read, read)
