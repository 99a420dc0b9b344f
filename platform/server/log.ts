// Structured log without secrets: one JSON object per line on standard output.
import { Logger as GraphileLogger } from 'graphile-worker'
import pino, { type Logger } from 'pino'

const SECRET_PATHS = ['password', 'token', 'secret', 'authorization', 'cookie', 'code', 'recoveryCode']
  .flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

export function createLog(level: string = process.env.HOUYUAN_LOG ?? 'info'): Logger {
  return pino({ level, base: undefined, redact: { paths: SECRET_PATHS, censor: '[hidden]' }, timestamp: pino.stdTimeFunctions.isoTime })
}

/** graphile-worker speaks through our log; its chatter about every job is debug. */
export function graphileLogger(log: Logger): GraphileLogger {
  return new GraphileLogger(() => (level, message) => {
    if (level === 'error') log.error({ part: 'jobs' }, message)
    else if (level === 'warning') log.warn({ part: 'jobs' }, message)
    else log.debug({ part: 'jobs' }, message)
  })
}
