// Tells every process that what it remembers of accounts, sessions, roles or units may be out of date.
import type { Ctx } from '../ctx.ts'

export const ACCESS_SIGNAL = 'access'

/** After the commit: cached identities are read afresh. Also to be called when the tree of units changes. */
export function accessChanged(ctx: Ctx): void {
  const { signals } = ctx.host
  ctx.afterCommit(() => signals.raise(ACCESS_SIGNAL))
}
