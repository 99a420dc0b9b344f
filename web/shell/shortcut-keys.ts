// Which key event means which shortcut: pure, so that the traps (IME, text fields, layouts) are tested.

/** Notation: `j`, `?`, `shift+x`, `mod+enter`, `mod+shift+enter`, `alt+1`, `g c` (one after the other). `mod` is ⌘ on a Mac, Ctrl elsewhere. */
export type Key = string

export interface KeyEvent { key: string; code?: string; metaKey: boolean; ctrlKey: boolean; altKey: boolean; shiftKey: boolean; isComposing: boolean; keyCode?: number }

export interface FocusedElement { tagName: string; isContentEditable: boolean; type?: string; role: string | null }

const TYPED_INTO = new Set(['TEXTAREA', 'SELECT'])
const NOT_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'color', 'file'])

/** True when single letters belong to the element and not to us. */
export function takesText(element: FocusedElement | null): boolean {
  if (!element) return false
  if (element.isContentEditable || TYPED_INTO.has(element.tagName)) return true
  if (element.role === 'textbox' || element.role === 'combobox' || element.role === 'searchbox') return true
  return element.tagName === 'INPUT' && !NOT_TEXT.has(element.type ?? 'text')
}

/** The pressed combination in our notation; null while an IME composes or only a modifier is down. */
export function pressedKey(event: KeyEvent): Key | null {
  if (event.isComposing || event.keyCode === 229) return null
  const name = baseKey(event)
  if (name === null) return null
  const mod = event.metaKey || event.ctrlKey
  // A printed sign such as `?` already contains its Shift.
  const shift = event.shiftKey && (name.length > 1 || /[a-z0-9]/.test(name))
  return `${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${shift ? 'shift+' : ''}${name}`
}

function baseKey(event: KeyEvent): string | null {
  if (['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'Dead', 'Process'].includes(event.key)) return null
  // With Alt a Mac types special signs (⌥1 is `¡`); the physical key says what was meant.
  if (event.altKey && event.code) {
    const physical = /^(?:Digit|Key)(\w)$/.exec(event.code)?.[1]
    if (physical) return physical.toLowerCase()
  }
  return event.key === ' ' ? 'space' : event.key.toLowerCase()
}

/** Combinations that edit text: in a field they stay with the field. */
const EDITS = new Set(['mod+a', 'mod+c', 'mod+v', 'mod+x', 'mod+z', 'mod+y', 'mod+shift+z', 'mod+b', 'mod+i', 'mod+u'])

/** Characters stop at text fields; Escape and combinations that edit nothing pass. */
export const passesTextField = (key: Key): boolean => key === 'escape' || ((key.startsWith('mod+') || key.startsWith('alt+')) && !EDITS.has(key) && !/arrow|home|end|backspace|delete/.test(key))

/** True for a character without modifier: what a person may switch off (WCAG 2.1.4). */
export const isCharacterKey = (key: Key): boolean => key.replace(/^shift\+/, '').length === 1
