// The few kinds of refusal. `code` is a translation key (`problem.<code>.title`, `problem.<code>.detail`).

export interface FieldError { pointer: string; code: string; params?: Record<string, unknown>; clause?: string }

export class AppError extends Error {
  readonly status: number
  readonly code: string
  readonly params: Record<string, unknown>
  readonly errors: readonly FieldError[]
  constructor(status: number, code: string, params: Record<string, unknown> = {}, errors: readonly FieldError[] = []) {
    super(code)
    this.name = new.target.name
    this.status = status
    this.code = code
    this.params = params
    this.errors = errors
  }
}

/** 400: the input does not fit; every field that is wrong is named. */
export class BadInput extends AppError { constructor(errors: readonly FieldError[], code = 'validation') { super(400, code, {}, errors) } }
/** 401: nobody is signed in, or the session or token has ended. */
export class SignedOut extends AppError { constructor(code = 'signed-out') { super(401, code) } }
/** 403: the actor lacks the permission (and may know that the thing exists). */
export class Forbidden extends AppError { constructor(permission: string, code = 'forbidden') { super(403, code, { permission }) } }
/** 404: it does not exist, or not for this actor. */
export class NotFound extends AppError { constructor(what = 'record') { super(404, 'not-found', { what }) } }
/** 409: the state of the record does not allow it; every unmet condition is named with its clause. */
export class Conflict extends AppError { constructor(code: string, params: Record<string, unknown> = {}, errors: readonly FieldError[] = []) { super(409, code, params, errors) } }
/** 412: somebody else saved first. */
export class Stale extends AppError { constructor(current: number) { super(412, 'stale', { current }) } }
/** 429: too many requests; `retryAfter` in seconds. */
export class TooMany extends AppError { constructor(retryAfter: number, code = 'rate-limited') { super(429, code, { retryAfter }) } }
