// Light or dark, compact or cosy: settings of the person on this device. public/theme.js reads the same keys before the first paint.
import { useSyncExternalStore } from 'react'

export type Mode = 'light' | 'dark'
export type Density = 'compact' | 'cosy' | 'touch'
export type Surface = 'staff' | 'customer'
export interface Appearance { mode: Mode; density: Density; surface: Surface; /** False until the person chose; then the system is followed. */ chosen: boolean }

const listeners = new Set<() => void>()
let appearance: Appearance | null = null

function first(): Appearance {
  const { mode, density, surface } = document.documentElement.dataset
  return {
    mode: mode === 'dark' ? 'dark' : 'light', density: density === 'cosy' || density === 'touch' ? density : 'compact',
    surface: surface === 'customer' ? 'customer' : 'staff', chosen: localStorage.getItem('houyuan.mode') !== null,
  }
}

const read = (): Appearance => (appearance ??= first())

function change(next: Appearance): void {
  appearance = next
  const root = document.documentElement
  root.dataset.mode = next.mode
  root.dataset.density = next.density
  for (const heard of listeners) heard()
}

export function switchMode(mode: Mode): void {
  localStorage.setItem('houyuan.mode', mode)
  change({ ...read(), mode, chosen: true })
}

export function switchDensity(density: 'compact' | 'cosy'): void {
  localStorage.setItem('houyuan.density', density)
  change({ ...read(), density })
}

/** Follows the system's day and night until the person chooses. Call once per entry. */
export function followSystemMode(): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (event) => {
    if (!read().chosen) change({ ...read(), mode: event.matches ? 'dark' : 'light' })
  })
  // Paper is white: dark colours would print as grey slabs.
  addEventListener('beforeprint', () => { document.documentElement.dataset.mode = 'light' })
  addEventListener('afterprint', () => { document.documentElement.dataset.mode = read().mode })
}

const subscribe = (heard: () => void) => { listeners.add(heard); return () => { listeners.delete(heard) } }
export const useAppearance = (): Appearance => useSyncExternalStore(subscribe, read, read)
