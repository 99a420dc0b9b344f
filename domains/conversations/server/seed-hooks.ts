// The acceptance fixture has one hook of each format, with the token `acceptance-hook` (S-035, R7.1-5).
import { findAccountOf } from '../../../platform/server/access/public.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import type { SeedKind } from '../../../platform/server/module.ts'
import { createHook } from '../../../platform/server/webhooks/public.ts'

const HOOKS = [['dingtalk', 'im', '钉钉服务群'], ['alertmanager', 'alertmanager', 'Prometheus'], ['zabbix', 'zabbix', 'Zabbix'], ['nagios', 'nagios', 'Nagios'], ['generic', 'generic', '其他系统']] as const

export async function seedHooks(ctx: Ctx, kind: SeedKind): Promise<void> {
  // A product made of fewer parts (tests of other domains) has no hooks.
  if (kind !== 'acceptance' || !ctx.host.registry.modules.some((m) => m.id === 'webhooks')) return
  const owner = await findAccountOf(ctx, { email: 'm1@acceptance.test' })
  if (owner) for (const [name, format, title] of HOOKS) await createHook(ctx, { name, format, title, requesterId: owner.id, token: 'acceptance-hook' })
}
