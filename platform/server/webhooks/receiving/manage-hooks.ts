// Hooks as administrators open, change and close them.
import { randomBytes } from 'node:crypto'
import { HookChanged, HookCreated, HookRemoved, type HookFormat, type IntakeHook } from '../../../contract/webhooks.ts'
import { findAccountOf } from '../../access/public.ts'
import type { Ctx } from '../../ctx.ts'
import { BadInput, Conflict, NotFound, Stale } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { SealedColumn } from '../../module.ts'
import { deleteHook, findHook, insertHook, listHooks, saveHook, type HookRow } from './hook-store.ts'

const place = (id: string): string => `intake_hooks.secret:${id}`
/** For the rotation of keys. */
export const sealedHookSecret: SealedColumn = { table: 'intake_hooks', column: 'secret', key: ['id'], context: ([id]) => place(id!) }
export const tokenHash = (ctx: Pick<Ctx, 'host'>, token: string): string => ctx.host.cipher.fingerprint(token, 'intake-hook')
export const openHookSecret = (ctx: Pick<Ctx, 'host'>, hook: Pick<HookRow, 'id' | 'secret'>): string => ctx.host.cipher.open(hook.secret, place(hook.id))
const newToken = (): string => `hook_${randomBytes(24).toString('base64url')}`

export const showHooks = async (ctx: Ctx): Promise<{ items: IntakeHook[] }> => ({ items: (await listHooks(ctx)).map((h) => toHook(ctx, h)) })

interface NewHook { name: string; title: string; format: HookFormat; signingSecret?: string; requesterId?: string; token?: string }

/** @throws Conflict `hook-exists`; BadInput for an unknown requester */
export async function createHook(ctx: Ctx, given: NewHook): Promise<IntakeHook & { token: string }> {
  const id = newId(), token = given.token ?? newToken(), requesterId = given.requesterId ?? ctx.actor.id
  if (given.requesterId && !await findAccountOf(ctx, { id: given.requesterId })) throw new BadInput([{ pointer: '/requesterId', code: 'invalid' }])
  const added = await insertHook(ctx, { id, name: given.name, title: given.title, format: given.format, token_hash: tokenHash(ctx, token), secret: ctx.host.cipher.seal(given.signingSecret ?? token, place(id)), requester_id: requesterId })
  if (!added) throw new Conflict('hook-exists', { name: given.name })
  await ctx.emit(HookCreated, { hookId: id, name: given.name }, { changes: { format: { from: null, to: given.format } } })
  return { ...toHook(ctx, (await findHook(ctx, id))!), token }
}

export async function changeHook(ctx: Ctx, id: string, change: { title?: string; active?: boolean }, ifMatch: number | null): Promise<IntakeHook> {
  const before = await existing(ctx, id)
  if (ifMatch !== null && ifMatch !== before.version) throw new Stale(before.version)
  const after = { ...before, title: change.title ?? before.title, active: change.active ?? before.active }
  await saveHook(ctx, after)
  await ctx.emit(HookChanged, { hookId: id, name: after.name }, { changes: { title: { from: before.title, to: after.title }, active: { from: before.active, to: after.active } } })
  return toHook(ctx, (await findHook(ctx, id))!)
}

/** A secret that the other system brought itself stays; one that was the old token becomes the new one. */
export async function changeToken(ctx: Ctx, id: string): Promise<IntakeHook & { token: string }> {
  const before = await existing(ctx, id), token = newToken()
  const wasToken = tokenHash(ctx, openHookSecret(ctx, before)) === before.token_hash
  await saveHook(ctx, { ...before, token_hash: tokenHash(ctx, token), secret: wasToken ? ctx.host.cipher.seal(token, place(id)) : before.secret })
  await ctx.emit(HookChanged, { hookId: id, name: before.name }, { changes: { token: { from: '•••', to: '•••' } } })
  return { ...toHook(ctx, (await findHook(ctx, id))!), token }
}

export async function removeHook(ctx: Ctx, id: string): Promise<Record<string, never>> {
  const { name } = await existing(ctx, id)
  await deleteHook(ctx, id)
  await ctx.emit(HookRemoved, { hookId: id, name })
  return {}
}

async function existing(ctx: Ctx, id: string): Promise<HookRow> {
  const row = await findHook(ctx, id, true)
  if (!row) throw new NotFound('hook')
  return row
}

const toHook = (ctx: Ctx, h: HookRow): IntakeHook => ({
  id: h.id, name: h.name, title: h.title, format: h.format, active: h.active, url: `${ctx.host.config.publicUrl.replace(/\/$/, '')}/api/v1/intake/hooks/${h.name}`, createdAt: h.created_at.toISOString(), lastUsedAt: h.last_used_at?.toISOString() ?? null, version: h.version,
})
