import { describe, expect, it } from 'vitest'
import { isCharacterKey, passesTextField, pressedKey, takesText, type KeyEvent } from './shortcut-keys.ts'

const press = (event: Partial<KeyEvent>): KeyEvent => ({ key: '', metaKey: false, ctrlKey: false, altKey: false, shiftKey: false, isComposing: false, ...event })

describe('pressedKey', () => {
  it.each([
    [{ key: 'j' }, 'j'], [{ key: 'J', shiftKey: true }, 'shift+j'], [{ key: '?', shiftKey: true }, '?'], [{ key: 'k', ctrlKey: true }, 'mod+k'], [{ key: 'k', metaKey: true }, 'mod+k'],
    [{ key: 'Enter', metaKey: true, shiftKey: true }, 'mod+shift+enter'], [{ key: 'ArrowRight', shiftKey: true }, 'shift+arrowright'], [{ key: '¡', code: 'Digit1', altKey: true }, 'alt+1'], [{ key: ' ' }, 'space'],
  ])('%o is %s', (event, key) => { expect(pressedKey(press(event))).toBe(key) })

  it('is silent while an input method composes', () => {
    expect(pressedKey(press({ key: 'j', isComposing: true }))).toBeNull()
    expect(pressedKey(press({ key: 'j', keyCode: 229 }))).toBeNull()
    expect(pressedKey(press({ key: 'Process' }))).toBeNull()
  })

  it('waits for more than a modifier', () => { expect(pressedKey(press({ key: 'Shift', shiftKey: true }))).toBeNull() })
})

describe('text fields', () => {
  const element = (tagName: string, more: object = {}) => ({ tagName, isContentEditable: false, role: null, ...more })

  it('keep single characters', () => {
    expect(takesText(element('TEXTAREA'))).toBe(true)
    expect(takesText(element('INPUT', { type: 'search' }))).toBe(true)
    expect(takesText(element('DIV', { isContentEditable: true }))).toBe(true)
    expect(takesText(element('DIV', { role: 'combobox' }))).toBe(true)
    expect(takesText(element('INPUT', { type: 'checkbox' }))).toBe(false)
    expect(takesText(element('BUTTON'))).toBe(false)
    expect(takesText(null)).toBe(false)
  })

  it('let combinations through, but not those that edit', () => {
    expect(['mod+k', 'mod+enter', 'escape', 'alt+1'].filter(passesTextField)).toEqual(['mod+k', 'mod+enter', 'escape', 'alt+1'])
    expect(['j', '?', 'mod+a', 'mod+z', 'mod+arrowleft', 'enter'].filter(passesTextField)).toEqual([])
  })

  it('knows what a person may switch off', () => {
    expect(['j', '?', 'shift+x'].every(isCharacterKey)).toBe(true)
    expect(['enter', 'arrowdown', 'mod+k', 'escape'].some(isCharacterKey)).toBe(false)
  })
})
