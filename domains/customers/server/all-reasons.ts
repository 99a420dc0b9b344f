// One refusal that names everything: what we know ourselves, and what other domains say when they hear of the removal.
import { Conflict, type FieldError } from '../../../platform/server/errors.ts'

export async function allReasons(own: readonly FieldError[], announce: () => Promise<void>): Promise<FieldError[]> {
  try { await announce() } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return [...own, ...error.errors]
  }
  return [...own]
}
