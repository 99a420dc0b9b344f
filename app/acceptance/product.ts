// The whole product over HTTP, as an integrator sees it: acceptance fixture, test clock, nothing mocked inside.
import { httpParts } from '../http-parts.ts'
import { modules } from '../modules.ts'
import { spanToMs } from '../../platform/contract/time.ts'
import { startTestProduct, type TestProduct } from '../../platform/server/testing.ts'

export interface Reply<T = any> { status: number; body: T; headers: Record<string, unknown> }

export interface AcceptanceProduct {
  product: TestProduct
  /** Sends a request in the name of a person of the fixture (`C1`, `A1`, ...); `null` = nobody. */
  send(who: string | null, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  /** The same, and fails unless it was answered with 2xx. */
  must(who: string | null, method: string, path: string, body?: unknown): Promise<any>
  /** Moves business time to a moment (Asia/Shanghai): `03-03 11:00`. */
  at(moment: string): Promise<void>
  /** Business time now, and so much later. */
  now(): Promise<string>
  advance(span: string): Promise<void>
  /** The same to an ISO 8601 moment. */
  until(iso: string): Promise<void>
  /** Opens a case and answers it as the opener sees it. */
  open(who: string, facts?: object): Promise<any>
  /** A transition that has to succeed. */
  move(who: string, caseId: string, data: object): Promise<any>
  /** Gives a new case to an agent and answers it, so that it is `responded`. */
  respond(caseId: string, agent?: string, more?: object): Promise<void>
  /** Id of a person of the fixture. */
  idOf(who: string): Promise<string>
  clocks(caseId: string, who?: string): Promise<any[]>
  clock(caseId: string, kind: string, who?: string): Promise<any>
  stop(): Promise<void>
}

/** `03-03 11:00` of 2025 in Asia/Shanghai. */
export const moment = (text: string): string => `2025-${text.replace(' ', 'T')}${text.length > 11 ? '' : ':00'}+08:00`
/** A moment so much later, as ISO 8601. */
export const later = (iso: string, span: string): string => new Date(Date.parse(iso) + spanToMs(span)).toISOString()
/** A reply's time as `03-03 11:00` in Asia/Shanghai. */
export const local = (iso: string | null): string | null => (iso === null ? null : new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' '))

export async function startAcceptance(env: Record<string, string> = {}): Promise<AcceptanceProduct> {
  const product = await startTestProduct({ modules, http: httpParts, env })
  const send: AcceptanceProduct['send'] = async (who, method, path, body, headers = {}) => {
    const reply = await product.http!.inject({
      method: method as 'GET', url: `/api/v1${path}`, headers: { ...(who ? { authorization: `Bearer acceptance-${who.toLowerCase()}` } : {}), 'accept-language': 'zh-CN', ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const isJson = /[/+]json/.test(String(reply.headers['content-type'] ?? ''))
    return { status: reply.statusCode, body: isJson && reply.body ? JSON.parse(reply.body) as unknown : reply.body, headers: reply.headers }
  }
  const must: AcceptanceProduct['must'] = async (who, method, path, body) => {
    const reply = await send(who, method, path, body)
    if (reply.status >= 300) throw new Error(`${who} ${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`)
    return reply.body
  }
  let people: { id: string; accountId: string }[] | null = null
  const clocks: AcceptanceProduct['clocks'] = async (caseId, who = 'H1') => (await must(who, 'GET', `/cases/${caseId}/clocks`)).items
  const idOf: AcceptanceProduct['idOf'] = async (who) => {
    people ??= (await must(null, 'GET', '/test/people')).items as { id: string; accountId: string }[]
    return people.find((p) => p.id === who)!.accountId
  }
  const now: AcceptanceProduct['now'] = async () => (await must(null, 'GET', '/test/clock')).now
  const move: AcceptanceProduct['move'] = (who, caseId, data) => must(who, 'POST', `/cases/${caseId}/transitions`, data)
  return {
    product, send, must, clocks, idOf, now, move,
    async at(text) { await must(null, 'PUT', '/test/clock', { now: moment(text) }) },
    async until(iso) { await must(null, 'PUT', '/test/clock', { now: iso }) },
    async advance(span) { await must(null, 'PUT', '/test/clock', { advance: span }) },
    open: (who, facts = {}) => must(who, 'POST', '/cases', { title: '报表页面打不开', description: '上午九点起打不开', channel: 'portal', ...facts }),
    async respond(caseId, agent = 'A1', more = {}) {
      await move('L1', caseId, { to: 'assigned', handlerId: await idOf(agent) })
      await must(agent, 'POST', `/cases/${caseId}/messages`, { visibility: 'public', body: '已接手，正在检查。', owner: '陈安', nextStep: '检查日志', expectedAt: later(await now(), 'PT3H'), ...more })
    },
    async clock(caseId, kind, who) {
      const found = (await clocks(caseId, who)).filter((c) => c.kind === kind && !c.reference && c.state !== 'superseded')
      return found.at(-1) ?? null
    },
    stop: () => product.stop(),
  }
}

/** Brings a case through all stages to `resolved` by A1, at the current moment. */
export async function resolveCase(p: AcceptanceProduct, id: string, agent = 'A1'): Promise<void> {
  const step = (body: object) => p.must(agent, 'POST', `/cases/${id}/transitions`, body)
  const now = await p.must('H1', 'GET', `/cases/${id}`)
  if (now.state === 'new') await step({ to: 'classified', problemClass: now.problemClass ?? 'system-fault', urgency: now.urgency ?? 'low', impact: now.impact ?? 'one-person', complexity: now.complexity ?? 'low' })
  if (['new', 'classified'].includes(now.state)) await p.must('L1', 'POST', `/cases/${id}/transitions`, { to: 'assigned', handlerId: await p.idOf(agent) })
  if (['new', 'classified', 'assigned'].includes(now.state)) await p.must(agent, 'POST', `/cases/${id}/messages`, { visibility: 'public', body: '已接手。', owner: '陈安', nextStep: '检查日志', expectedAt: moment('03-03 18:00'), initialSolution: true, ...(now.serviceLine === 'after-sales' ? { severity: 'normal' } : {}) })
  await step({ to: 'diagnosing', evidence: '日志' })
  await step({ to: 'solving', nature: 'software', cause: '证书轮换未同步' })
  await step({ to: 'verifying', solution: '重新绑定证书', planExecuted: true, ...(now.problemClass === 'application-configuration' ? { configurationChecks: { stability: 'pass', security: 'pass' } } : {}) })
  await step({ to: 'resolved', retest: 'pass', stability: 'pass' })
}

export const RESULT = { nature: '签章证书轮换后未同步', impact: '月报缺少签章', solution: '重新绑定证书并补发', prevention: '增加到期提醒' }
