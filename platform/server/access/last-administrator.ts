// Somebody must always be left who can give rights.
import type { Ctx } from '../ctx.ts'
import { Conflict } from '../errors.ts'
import { countAdministrators } from './account-queries.ts'

/** Does the change; when a person made it and it leaves no administrator where there was one, throws Conflict `access.last-administrator`, which takes it back. */
export async function keepingAnAdministrator<T>(ctx: Ctx, change: () => Promise<T>): Promise<T> {
  if (ctx.actor.kind === 'system') return change()
  const before = await countAdministrators(ctx)
  const result = await change()
  if (before > 0 && await countAdministrators(ctx) === 0) throw new Conflict('access.last-administrator')
  return result
}
