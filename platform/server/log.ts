// Structured log without secrets: one JSON object per line on standard output.
import { Logger as GraphileLogger } from 'graphile-worker'
import pino, { type Logger } from 'pino'

const SECRET_PATHS = ['password', 'token', 'secret', 'authorization', 'cookie', 'recoveryCode', 'secretText']
  .flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** What a reader of the log needs of an error; never the objects that hang on it (connections carry addresses and state). */
function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { code, detail, constraint, table } = error as Error & Record<string, unknown>
  return { type: error.name, message: error.message, stack: error.stack, ...(error.cause ? { cause: plainError(error.cause) } : {}), code, detail, constraint, table }
}

export function createLog(level: string = process.env.HOUYUAN_LOG ?? 'info'): Logger {
  return pino({ level, base: undefined, redact: { paths: SECRET_PATHS, censor: '[hidden]' }, serializers: { err: plainError }, timestamp: pino.stdTimeFunctions.isoTime })
}

/** graphile-worker speaks through our log; its chatter about every job is debug. */
export function graphileLogger(log: Logger): GraphileLogger {
  return new GraphileLogger(() => (level, message) => {
    if (level === 'error') log.error({ part: 'jobs' }, message)
    else if (level === 'warning') log.warn({ part: 'jobs' }, message)
    else log.debug({ part: 'jobs' }, message)
  })
}
