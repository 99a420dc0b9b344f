// Loads a case through what the actor may see: outside the reach it does not exist.
import type { Ctx } from '../../../platform/server/ctx.ts'
import { Forbidden, NotFound } from '../../../platform/server/errors.ts'
import type { CaseFacts } from './case-facts.ts'
import { isRestrictedFor, may } from './case-scope.ts'
import { lockCase, readCase } from './case-store.ts'
import { noteReading } from './note-reading.ts'

/** The case, unscoped: for reactions and jobs. Throws NotFound when there is none. */
export async function loadCase(ctx: Ctx, id: string): Promise<CaseFacts> {
  const found = await readCase(ctx, id)
  if (!found) throw new NotFound('case')
  return found
}

/** The case if the actor may read it. Throws NotFound outside the reach, Forbidden `case-restricted` when only its number may be known (§3.1-3). */
export async function findCase(ctx: Ctx, id: string): Promise<CaseFacts> {
  return open(ctx, await readCase(ctx, id))
}

/** The same, held until the transaction ends. Throws Stale when it is no longer at `version`. */
export async function holdCase(ctx: Ctx, id: string, version: number | null = null): Promise<CaseFacts> {
  const seen = open(ctx, await readCase(ctx, id))
  const held = await lockCase(ctx, seen.id, version)
  return open(ctx, held)
}

/** Visible at all, content or not. Throws NotFound. */
export function visible(ctx: Ctx, found: CaseFacts | null): CaseFacts {
  if (!found || !may(ctx, 'cases.read', found)) throw new NotFound('case')
  noteReading(ctx, found)
  return found
}

function open(ctx: Ctx, found: CaseFacts | null): CaseFacts {
  const seen = visible(ctx, found)
  if (isRestrictedFor(ctx, seen)) throw new Forbidden('cases.restricted', 'case-restricted')
  return seen
}
