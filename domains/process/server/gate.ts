// The state machine follows the drawing: a way that the version in force does not have is refused, with its clause (R8.1-1).
import type { Ctx } from '../../../platform/server/ctx.ts'
import type { Host } from '../../../platform/server/host.ts'
import { moveGate } from '../../cases/public.ts'
import { closedMoves } from './process-store.ts'
import { isClosed } from './rules/machine.ts'

export const processGate = moveGate.with(async (ctx, toShow) => {
  const closed = await (toShow ? closedToShow(ctx) : closedMoves(ctx))
  return (from, to) => (isClosed(closed, from, to) ? { pointer: '/to', code: 'process.move-closed', clause: '§8.1' } : null)
})

const KEEP_MS = 2000
const shown = new WeakMap<Host, { closed: readonly string[]; until: number }>()

/** Every answer about a case lists what is possible next. A new version ends what is kept at once in this process, in others after at most two seconds; a move itself always asks. */
async function closedToShow(ctx: Ctx): Promise<readonly string[]> {
  const real = ctx.host.realNow().getTime(), known = shown.get(ctx.host)
  if (known && known.until > real) return known.closed
  const closed = await closedMoves(ctx)
  shown.set(ctx.host, { closed, until: real + KEEP_MS })
  return closed
}

export const forgetClosed = (host: Host): void => { shown.delete(host) }
