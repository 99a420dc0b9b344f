// Work inside a case as people would have left it: a diagnosis with evidence, a plan, a change, a remote session, questions to others, a visit.
import { settle } from '../../platform/server/time-travel.ts'
import type { E2eProduct } from './product.ts'

export interface SeededWork { visit: string; remote: string; vendorLink: string }

export async function seedWork(product: E2eProduct, api: E2eProduct['api'], caseId: string, people: Record<string, string>): Promise<SeededWork> {
  const post = <T = { id: string }>(who: string, path: string, body: object) => api<T>(who, 'POST', `/cases/${caseId}${path}`, body)
  const diagnosis = await post('A1', '/diagnoses', { hypothesis: '网关拒绝旧令牌' })
  await post('A1', `/diagnoses/${diagnosis.id}/evidence`, { kind: 'tool-run', text: '令牌解码', tool: 'jwt-cli', input: 'teller', output: 'aud=web' })
  await post('A1', `/diagnoses/${diagnosis.id}/excluded`, { cause: '目录服务不可用', why: '健康检查正常' })
  const plan = await post('A1', '/plans', { kinds: ['rollback'], summary: '回滚灰度站点', risk: 'medium', rollbackVersion: 'V1.1.4', steps: ['通知网点', '回滚', '试登'] })
  await post('A1', `/plans/${plan.id}/advance`, { act: 'propose' })
  await post('A1', '/changes', { item: '受众白名单', before: 'teller-web', after: 'teller-web, teller-legacy', reason: '补老客户端' })
  await post('A1', '/remote-sessions', { tool: 'teamviewer', address: '123 456 789', purpose: '查看登录报错' })
  const unit = (await api<{ items: { id: string; code: string }[] }>('M1', 'GET', '/org/units')).items.find((u) => u.code === 'F1')!.id
  await post('A1', '/sub-tasks', { unitId: unit, title: '确认网关白名单', text: '请确认受众校验的变更。', dueAt: '2025-03-03T15:00:00+08:00' })
  const vendor = await post<{ url: string }>('A1', '/vendor-tasks', { vendor: '云网厂商', question: '请查网关的 401', released: ['title'], days: 7 })
  const visit = await post('L1', '/visits', { title: '更换控制器', task: '双控之一离线', warning: '断电前确认主用控制器。', address: '一号路 1 号机房', contactName: '钱主任', contactPhone: '021-55500000', from: '2025-03-03T10:00:00+08:00', to: '2025-03-03T11:00:00+08:00', engineerId: people['E1'], serialExpected: 'PX300-7C41', steps: [{ text: '更换控制器', photos: 2, part: true }] })
  await api('L1', 'PUT', `/field/engineers/${people['E1']}/stock`, { items: [{ partNo: 'CTL-B', name: '控制器', quantity: 1 }] })
  await settle(product.host, product.services)
  const told = (await api<{ items: { name: string; url: string }[] }>('C1', 'GET', '/notifications?limit=100')).items.find((n) => n.name === 'casework.consent-asked')!
  return { visit: visit.id, remote: told.url.split('/').at(-1)!, vendorLink: vendor.url.split('/').at(-1)! }
}
