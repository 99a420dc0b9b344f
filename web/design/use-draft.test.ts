import { beforeEach, expect, test, vi } from 'vitest'
import { clearDrafts, keepDraftsOf } from './use-draft.ts'

const kept: Record<string, string> = {}
beforeEach(() => {
  for (const key of Object.keys(kept)) delete kept[key]
  // Object.keys(localStorage) names what is stored; methods lie on the prototype.
  vi.stubGlobal('localStorage', Object.assign(Object.create({ getItem: (k: string) => kept[k] ?? null, setItem: (k: string, v: string) => { kept[k] = v; (localStorage as unknown as Record<string, string>)[k] = v }, removeItem: (k: string) => { delete kept[k]; delete (localStorage as unknown as Record<string, string>)[k] } }) as object))
})

test('what one person left unsent is gone when another signs in on the device, and stays for the same one', () => {
  keepDraftsOf('ann')
  localStorage.setItem('houyuan.draft.reply:1', '{}')
  localStorage.setItem('houyuan.mode', 'dark')
  keepDraftsOf('ann')
  expect(kept['houyuan.draft.reply:1']).toBe('{}')
  keepDraftsOf('bob')
  expect([kept['houyuan.draft.reply:1'], kept['houyuan.mode'], kept['houyuan.draft-owner']]).toEqual([undefined, 'dark', 'bob'])
})

test('signing out forgets drafts and nothing else', () => {
  localStorage.setItem('houyuan.draft.reply:1', '{}')
  localStorage.setItem('houyuan.mode', 'dark')
  clearDrafts()
  expect(Object.keys(kept)).toEqual(['houyuan.mode'])
})
