// Errors that say nothing about the work itself: the database is away, restarting, full of connections, without room or memory, just became a
// standby, or took too long; or the system has no more files to give.

const CODES = new Set(['25006', '25P03', '40001', '40P01', '53100', '53200', '53300', '55P03', '57014', '57P01', '57P02', '57P03', '57P05', '58030', '08000', '08001', '08003', '08004', '08006', '08007', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENOTFOUND', 'EAI_AGAIN', 'EIO', 'EMFILE', 'ENFILE'])
/** What the driver says, without a code, of a connection that broke before or while it was used. */
const LOST = ['timeout exceeded when trying to connect', 'Connection terminated', 'Client has encountered a connection error', 'Client was closed']
/** How PgBouncer says everything that it has to say: no server yet, the server crashed, too many wait. */
const POOLER = '08P01'

/** True when trying the same again later may help. Whether a COMMIT that was under way took effect is then unknown. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message, routine } = error as { code?: unknown; message?: unknown; routine?: unknown }
  // From PostgreSQL itself it is a fault of the protocol, and names the place in the server that noticed.
  if (code === POOLER) return routine === undefined
  return (typeof code === 'string' && CODES.has(code)) || (typeof message === 'string' && LOST.some((start) => message.startsWith(start)))
}
