// Takes a message of another system: proven, stored byte for byte, then answered (S-035, R3.2-2, R7.1-5). Nothing is read before it is on the disk.
import { rm, writeFile } from 'node:fs/promises'
import { NOBODY, SYSTEM } from '../../ctx.ts'
import { AppError } from '../../errors.ts'
import { incomingPath } from '../../files/public.ts'
import type { Host } from '../../host.ts'
import { findExternal, takeIn, waitingFromHooks } from '../../mail/public.ts'
import type { RawRequest } from '../../module.ts'
import { setting } from '../../settings/public.ts'
import { HookBacklog } from '../webhook-settings.ts'
import { deliveryId, equalText, isProven } from './hook-proof.ts'
import { findHookByName, noteUse, type HookRow } from './hook-store.ts'
import { openHookSecret, tokenHash } from './manage-hooks.ts'

const MAX_AT_ONCE = 64
const underWay = new WeakMap<Host, { n: number }>()

/** @throws AppError 401 `hook-token` for an unknown address or proof, 503 `intake-full` when nothing more can be taken now */
export async function receiveHook(host: Host, name: string, raw: RawRequest, remote: string | null): Promise<{ id: string; repeated: boolean }> {
  const busy = underWay.get(host) ?? { n: 0 }
  underWay.set(host, busy)
  if (busy.n >= MAX_AT_ONCE) throw full()
  busy.n++
  try { return await receive(host, name, raw, remote) } finally { busy.n-- }
}

async function receive(host: Host, name: string, raw: RawRequest, remote: string | null): Promise<{ id: string; repeated: boolean }> {
  const { hook, isFull } = await host.transaction(NOBODY, async (ctx) => ({ hook: await findHookByName(ctx, name), isFull: await waitingFromHooks(ctx) >= await setting(ctx, HookBacklog) })).catch(unavailable(host))
  if (!hook?.active || !isFrom(host, hook, raw)) throw new AppError(401, 'hook-token')
  if (isFull) throw full()
  const path = await incomingPath(host.config.dataDir), mailbox = `hook:${hook.name}`, externalId = deliveryId(raw)
  const before = async (): Promise<string | null> => (externalId === null ? null : host.transaction(SYSTEM, (ctx) => findExternal(ctx, mailbox, externalId)))
  try {
    const known = await before()
    if (known) return { id: known, repeated: true }
    await writeFile(path, raw.bytes, { mode: 0o600 })
    const id = await takeIn(host, { path, source: 'hook', mailbox, format: hook.format, externalId, envelope: { from: null, to: [] }, remote })
    await host.transaction(SYSTEM, (ctx) => noteUse(ctx, hook.id))
    return { id: id!, repeated: false }
  } catch (error) {
    await rm(path, { force: true })
    // The same delivery came twice at the same moment: the other one is stored.
    const other = (error as { code?: string }).code === '23505' ? await before().catch(unavailable(host)) : null
    return other ? { id: other, repeated: true } : unavailable(host)(error)
  }
}

function isFrom(host: Host, hook: HookRow, raw: RawRequest): boolean {
  return isProven(raw, { isToken: (token) => equalText(tokenHash({ host }, token), hook.token_hash), secret: openHookSecret({ host }, hook) }, [host.realNow(), host.clock.now()])
}

const full = (): AppError => new AppError(503, 'intake-full')

/** Whatever keeps us from storing it passes: the other side must come again, so no 4xx and no 500. */
const unavailable = (host: Host) => (error: unknown): never => {
  if (error instanceof AppError) throw error
  host.log.error({ err: error }, 'a message of a hook could not be stored; its sender was asked to come again')
  throw full()
}
