// Places that a module offers and others fill without the one knowing the other: made once, filled in `contributes`, read from the registry.
import type { Registry } from './registry.ts'

export interface Contribution { readonly place: string; readonly value: unknown }

export interface Place<T> {
  readonly name: string
  /** What a module declares in `contributes`. */
  with(value: T): Contribution
  /** What all modules of the product put there, upstream first. */
  of(registry: Registry): T[]
}

export const definePlace = <T>(name: string): Place<T> => ({
  name, with: (value) => ({ place: name, value }),
  of: (registry) => registry.modules.flatMap((m) => m.contributes ?? []).filter((c) => c.place === name).map((c) => c.value as T),
})
