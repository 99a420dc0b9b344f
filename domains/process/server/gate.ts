// The state machine follows the drawing: a way that the version in force does not have is refused, with its clause (R8.1-1).
import { moveGate } from '../../cases/public.ts'
import { closedMoves } from './process-store.ts'
import { isClosed } from './rules/machine.ts'

export const processGate = moveGate.with(async (ctx) => {
  const closed = await closedMoves(ctx)
  return (from, to) => (isClosed(closed, from, to) ? { pointer: '/to', code: 'process.move-closed', clause: '§8.1' } : null)
})
