// For tests of cases and of the domains above: the fixture's people by token, requests by HTTP, and a case brought to any state.
import { accessModule } from '../../platform/server/access/module.ts'
import { authenticate } from '../../platform/server/access/public.ts'
import type { TestClock } from '../../platform/server/clock.ts'
import { files } from '../../platform/server/files/module.ts'
import { mail } from '../../platform/server/mail/module.ts'
import type { DomainModule } from '../../platform/server/module.ts'
import { notifyModule } from '../../platform/server/notify/module.ts'
import { settings } from '../../platform/server/settings/module.ts'
import { startTestProduct, type TestProduct } from '../../platform/server/testing.ts'
import { travelTo } from '../../platform/server/time-travel.ts'
import { customers } from '../customers/module.ts'
import { knowledge } from '../knowledge/module.ts'
import { org } from '../org/module.ts'
import { cases } from './module.ts'

/** `c1`, `a1`, ... as in requirements Part E. */
export type Who = string
export interface Answer { status: number; body: any; headers: Record<string, unknown> }

export interface CaseProduct extends TestProduct {
  send(who: Who, method: 'GET' | 'POST' | 'PATCH' | 'PUT', path: string, body?: object, headers?: Record<string, string>): Promise<Answer>
  /** Account ids of the people, by their code in lower case. */
  people: ReadonlyMap<Who, string>
  units: ReadonlyMap<string, string>
  at(time: string): Promise<void>
}

export const CASE_MODULES: readonly DomainModule[] = [accessModule, settings, files, mail, notifyModule, org, customers, knowledge, cases]

export async function startCaseProduct(more: readonly DomainModule[] = []): Promise<CaseProduct> {
  const product = await startTestProduct({ modules: [...CASE_MODULES, ...more], http: { authenticate } })
  const send: CaseProduct['send'] = async (who, method, path, body, headers = {}) => {
    const reply = await product.http!.inject({ method, url: `/api/v1${path}`, headers: { 'accept-language': 'en', ...(who ? { authorization: `Bearer acceptance-${who}` } : {}), ...headers }, ...(body ? { payload: body } : {}) })
    return { status: reply.statusCode, body: reply.body === '' ? null : JSON.parse(reply.body), headers: reply.headers }
  }
  const fixture = (await send('', 'GET', '/test/people')).body.items as { id: string; accountId: string }[]
  const units = ((await send('m1', 'GET', '/org/units')).body.items as { id: string; code: string }[])
  return Object.assign(product, {
    send, people: new Map(fixture.map((p) => [p.id.toLowerCase(), p.accountId])), units: new Map(units.map((u) => [u.code, u.id])),
    at: (time: string) => travelTo(product.host, product.host.clock as TestClock, new Date(time), product.services),
  })
}

export const aCase = (more: object = {}): object => ({
  title: '报表页面打不开', description: '上午起打开月报一直转圈', channel: 'portal', serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'medium', impact: 'one-person', complexity: 'low', ...more,
})

const RESPONSE = { reply: '已收到，正在检查日志。', owner: '陈安', nextStep: '检查日志', expectedAt: '2025-03-03T12:00:00+08:00' }
export const RESULT = { nature: '软件问题', impact: '一人', solution: '重建索引', prevention: '每周检查' }
/** One step of the main line after another, with everything that its guard asks for. */
export const STEPS: readonly [who: Who, transition: object][] = [
  ['l1', { to: 'assigned' }], ['a1', { to: 'responded', ...RESPONSE }], ['a1', { to: 'diagnosing' }], ['a1', { to: 'solving', nature: 'software', cause: '索引损坏' }],
  ['a1', { to: 'verifying', solution: '重建索引', planExecuted: true }], ['a1', { to: 'resolved', retest: 'pass', stability: 'pass' }], ['a1', { to: 'awaiting-confirmation', result: RESULT }],
  ['c1', { to: 'confirmed', solved: true }], ['a1', { to: 'archived' }],
]

/** Opens a case as `opener` and moves it along the main line up to a state. Answers the last reply. */
export async function caseIn(product: CaseProduct, state: string, opener: Who = 'c1', more: object = {}): Promise<any> {
  let now = (await product.send(opener, 'POST', '/cases', aCase(more))).body
  for (const [who, step] of STEPS) {
    if (now.state === state) return now
    const body = (step as { to: string }).to === 'assigned' ? { ...step, handlerId: product.people.get('a1') } : step
    const moved = await product.send((step as { to: string }).to === 'confirmed' ? opener : who, 'POST', `/cases/${now.id}/transitions`, body)
    if (moved.status !== 200) throw new Error(`${(step as { to: string }).to}: ${JSON.stringify(moved.body)}`)
    now = moved.body
  }
  return now
}
