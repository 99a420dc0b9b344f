// The live socket `/api/v1/live`: it says that something changed, never what; readers refetch over REST.
import { z } from 'zod'

export const MAX_TOPICS = 200
/** `case:<id>`, `cases`, `account:<id>`, ... */
export const Topic = z.string().min(1).max(200).regex(/^[a-z][A-Za-z0-9._:-]*$/, 'live.topic')
/** Position in the event log, sent back after a reconnect; opaque to clients. */
export const Seq = z.number().int().min(0)

export const FromClient = z.discriminatedUnion('type', [
  /** The topics that the page shows now; replaces the earlier ones. With `since`, what happened after it is told again. */
  z.strictObject({ type: z.literal('subscribe'), topics: z.array(Topic).max(MAX_TOPICS), since: Seq.optional() }),
  z.strictObject({ type: z.literal('unsubscribe') }),
  z.strictObject({ type: z.literal('presence'), topic: Topic, state: z.enum(['viewing', 'typing', 'left']) }),
])
export type FromClient = z.infer<typeof FromClient>

export interface PresentPerson { id: string; name: string; state: 'viewing' | 'typing' }

export type FromServer =
  | { type: 'hello'; seq: number; now: string }
  | { type: 'event'; seq: number; topics: string[]; name: string }
  | { type: 'presence'; topic: string; people: PresentPerson[] }
  /** Events may have been missed: everything shown is to be read again. */
  | { type: 'reset'; seq: number }
  | { type: 'beat'; seq: number; now: string }
  /** A message that could not be understood; the connection stays. */
  | { type: 'refused'; detail: string }

/** Close codes of the socket beside those of RFC 6455. */
export const CLOSE = { signedOut: 4401, tooMany: 4429 } as const
