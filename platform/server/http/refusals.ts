// Errors of the HTTP layer and of the database in our own terms, and how they are answered.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isDatabaseAway } from '../database-away.ts'
import { AppError, BadInput, TooMany } from '../errors.ts'
import type { Host } from '../host.ts'
import { pickLocale } from '../i18n.ts'
import { addressOf } from './client-address.ts'
import { toProblem } from './problems.ts'

/** PostgreSQL's refusals that a request can cause. A contract should have caught them first, so they are logged as warnings. */
const DATABASE: Record<string, () => AppError> = {
  '22021': () => new BadInput([{ pointer: '', code: 'text.control-characters' }]),
  '22P05': () => new BadInput([{ pointer: '', code: 'text.control-characters' }]),
  '22P02': () => new BadInput([{ pointer: '', code: 'invalid' }]),
  '22003': () => new BadInput([{ pointer: '', code: 'invalid' }]),
  '22007': () => new BadInput([{ pointer: '', code: 'invalid' }]),
  '22008': () => new BadInput([{ pointer: '', code: 'invalid' }]),
  '23514': () => new BadInput([{ pointer: '', code: 'invalid' }]),
  '23503': () => new AppError(409, 'conflict'),
  '23505': () => new AppError(409, 'conflict'),
  '23P01': () => new AppError(409, 'conflict'),
}
/** The disk of this process, or that of the database: nothing was kept, and it goes again when there is room. */
const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', '53100'])

/** The refusal that an error amounts to; 500 `internal` for anything that nobody declared. */
export function asRefusal(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE' || code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT' || code === 'FST_FIELDS_LIMIT') return new AppError(413, 'too-large')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new AppError(415, 'media-type')
  if (code === 'FST_ERR_MAX_PARAM_LENGTH' || statusCode === 404) return new AppError(404, 'not-found')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new AppError(400, 'malformed')
  if (NO_ROOM.has(code ?? '')) return new AppError(503, 'disk-full')
  if (isDatabaseAway(error)) return new AppError(503, 'unavailable')
  return DATABASE[code ?? '']?.() ?? new AppError(500, 'internal')
}

/** Answers with the problem document in the reader's language, and logs what is not the sender's doing. */
export function sendProblem(host: Host, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = asRefusal(error)
  const where = { requestId: request.id, method: request.method, route: request.routeOptions?.url ?? '' }
  if (refusal.status >= 500) host.log.error({ err: error, ...where }, 'a request failed')
  else if (!(error instanceof AppError) && (error as { severity?: string }).severity) host.log.warn({ err: error, ...where }, 'the database refused what the contract let through')
  // Who tried what they may not, or too often: whoever watches the log sees somebody feel their way around (R7.4-6).
  else if (refusal.status === 403 || refusal.status === 429) host.log.info({ ...where, status: refusal.status, code: refusal.code, accountId: request.identity?.actor.id ?? null, address: addressOf(request) }, 'a request was refused')
  const locale = pickLocale(request.headers['accept-language']) ?? request.identity?.actor.locale ?? 'zh-CN'
  if (refusal instanceof TooMany) reply.header('retry-after', String(refusal.params['retryAfter']))
  if (refusal.status === 503) reply.header('retry-after', '5')
  if (refusal.status === 401) reply.header('www-authenticate', 'Bearer')
  if (refusal.status === 405) reply.header('allow', String(refusal.params['allow']))
  reply.header('x-request-id', request.id).header('content-language', locale).header('vary', 'accept-language')
  return reply.code(refusal.status).type('application/problem+json; charset=utf-8').header('cache-control', 'no-store').send(JSON.stringify(toProblem(refusal, locale, request.id)))
}
