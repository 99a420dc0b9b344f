// Structured log without secrets: one JSON object per line on standard output.
import { Logger as GraphileLogger } from 'graphile-worker'
import pino, { type DestinationStream, type Logger } from 'pino'

const SECRET_PATHS = ['password', 'token', 'secret', 'authorization', 'cookie', 'recoveryCode', 'secretText']
  .flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** PostgreSQL quotes the whole row that a check refused: a mail's text, a hash. Which columns are meant, `constraint` and `table` say. */
const withoutRow = (detail: unknown): unknown => (typeof detail === 'string' ? detail.replace(/(Failing row contains|Key \([^)]*\)=)\s*\((.|\n)*$/, '$1 [hidden]') : detail)

/** What a reader of the log needs of an error; never the objects that hang on it (connections carry addresses and state). */
function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { code, detail, constraint, table } = error as Error & Record<string, unknown>
  return { type: error.name, message: error.message, stack: error.stack, ...(error.cause ? { cause: plainError(error.cause) } : {}), code, detail: withoutRow(detail), constraint, table }
}

/** To standard output unless `to` says otherwise. */
export function createLog(level: string = process.env.HOUYUAN_LOG ?? 'info', to: DestinationStream = pino.destination(1)): Logger {
  return pino({ level, base: undefined, redact: { paths: SECRET_PATHS, censor: '[hidden]' }, serializers: { err: plainError }, timestamp: pino.stdTimeFunctions.isoTime }, to)
}

/** graphile-worker speaks through our log; its chatter about every job is debug. */
export function graphileLogger(log: Logger): GraphileLogger {
  return new GraphileLogger(() => (level, message) => {
    if (level === 'error') log.error({ part: 'jobs' }, message)
    else if (level === 'warning') log.warn({ part: 'jobs' }, message)
    else log.debug({ part: 'jobs' }, message)
  })
}
