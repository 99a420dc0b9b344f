// A refusal of the server (RFC 9457), or the absence of a server.
import { Problem, type ProblemError } from '../../platform/contract/problem.ts'
import { currentWords } from '../i18n/i18n.ts'

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  /** HTTP status; 0 when no answer came (offline, connection cut). */
  readonly status: number
  /** Stable, for decisions in code: `conflict`, `guard`, `validation`, `signed-out`. */
  readonly code: string
  readonly title: string
  /** Cause and next step in the reader's language. */
  readonly detail: string
  readonly errors: readonly ProblemError[]
  readonly requestId: string | null
  /** Seconds that the server asks us to wait, with 429 and 503. */
  readonly retryAfter: number | null

  constructor(facts: { status: number; code: string; title: string; detail: string; errors?: readonly ProblemError[]; requestId?: string | null; retryAfter?: number | null }) {
    super(`${facts.status} ${facts.code}: ${facts.detail}`)
    this.status = facts.status
    this.code = facts.code
    this.title = facts.title
    this.detail = facts.detail
    this.errors = facts.errors ?? []
    this.requestId = facts.requestId ?? null
    this.retryAfter = facts.retryAfter ?? null
  }

  get offline(): boolean { return this.status === 0 }
  /** Worth trying again without a change: no answer, overloaded, or broken on the other side. */
  get passing(): boolean { return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504 }
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get('retry-after')) || null
  const parsed = Problem.safeParse(await response.json().catch(() => null))
  if (parsed.success) return new ApiProblem({ ...parsed.data, requestId: parsed.data.requestId ?? null, retryAfter })
  const { t } = currentWords()
  return new ApiProblem({ status: response.status, code: 'unreadable', title: t('web.error.server.title'), detail: t('web.error.server.detail', { status: response.status }), requestId: response.headers.get('x-request-id'), retryAfter })
}

export function offlineProblem(): ApiProblem {
  const { t } = currentWords()
  return new ApiProblem({ status: 0, code: 'offline', title: t('web.error.offline.title'), detail: t('web.error.offline.detail') })
}

/** Anything thrown, as a problem that can be shown. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  const { t } = currentWords()
  return new ApiProblem({ status: -1, code: 'unexpected', title: t('web.error.unexpected.title'), detail: t('web.error.unexpected.detail') })
}

/** Messages for one field. `pointer` is a JSON pointer into the body: `/title`, `/requester/email`. */
export function fieldErrors(problem: ApiProblem | null | undefined, pointer: string): readonly ProblemError[] {
  return problem?.errors.filter((e) => e.pointer === pointer || e.pointer === `/body${pointer}`) ?? []
}
