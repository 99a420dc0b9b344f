// What domains may use of webhooks.
import type { Ctx } from '../ctx.ts'
import { findHookByName } from './receiving/hook-store.ts'

export { createHook } from './receiving/manage-hooks.ts'

/** Title of a hook and the account in whose name its cases are opened; null when it was closed meanwhile. */
export async function hookOf(ctx: Ctx, name: string): Promise<{ title: string; requesterId: string } | null> {
  const row = await findHookByName(ctx, name)
  return row && { title: row.title, requesterId: row.requester_id }
}
