// An event type: a name in the past tense, a version, and the shape of what happened.
// Defined once, in the contract of the domain that owns the fact; read by anyone.
import type { z } from 'zod'

export interface EventType<T> {
  readonly name: string
  readonly schema: z.ZodType<T>
  /** The record whose timeline shows the event, as `kind:id`; null when it belongs to none. */
  readonly subject: (data: T) => string | null
  /** `public`: the requester may see it on the timeline of the own record. `staff`: only staff. */
  readonly audience: 'public' | 'staff'
}

/** Old and new value of each changed field, for the audit trail. */
export type Changes = Record<string, { from: unknown; to: unknown }>

export function defineEvent<S extends z.ZodType>(
  name: `${string}.${string}@${number}`, schema: S,
  options: { subject?: (data: z.infer<S>) => string | null; audience?: 'public' | 'staff' } = {},
): EventType<z.infer<S>> {
  return { name, schema: schema as unknown as z.ZodType<z.infer<S>>, subject: options.subject ?? (() => null), audience: options.audience ?? 'staff' }
}

export interface Happened<T> {
  id: string
  name: string
  at: Date
  actorId: string
  actorName: string
  subject: string | null
  data: T
  changes: Changes | null
  reason: string | null
}
