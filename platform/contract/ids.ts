// Ids are UUIDv7 strings: unique without a round trip, and sorted by time.
import { z } from 'zod'

export const Id = z.uuid('id.format')
export type Id = string
