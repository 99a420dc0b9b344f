// Fields of what other systems push, looked for under several names. Pure.
import type { HookFacts } from './parsed-message.ts'

const MAX_DEPTH = 64

export type Json = Record<string, unknown>
/** What a reader of one format finds. */
export interface HookMessage { subject: string; text: string; sender: { name: string; address: string | null; id: string | null }; hook: HookFacts; sentAt: string | null }

/** The first of the paths (`a.b`) that holds a text or a number. */
export function pick(body: Json, ...paths: string[]): string | null {
  for (const path of paths) {
    const value = path.split('.').slice(0, MAX_DEPTH).reduce<unknown>((at, step) => (at !== null && typeof at === 'object' && Object.hasOwn(at, step) ? (at as Json)[step] : undefined), body)
    if (typeof value === 'string' && value.trim() !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return null
}

export function momentOf(value: string | null): string | null {
  if (!value) return null
  const n = Number(value), at = new Date(Number.isFinite(n) && n > 1e9 ? (n > 1e12 ? n : n * 1000) : value)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
