// Makes and changes accounts of staff and of requesters.
import { AccountChanged, AccountCreated, type AccountKind } from '../../contract/access.ts'
import type { Changes } from '../../contract/event.ts'
import type { Locale } from '../../contract/text.ts'
import type { Ctx } from '../ctx.ts'
import { Conflict, NotFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { accessChanged } from './access-changed.ts'
import { keepingAnAdministrator } from './last-administrator.ts'
import { findAccount, findAccountByEmail, insertAccount, saveAccount, type AccountRow } from './account-store.ts'
import { setPassword } from './set-password.ts'

export interface NewAccount {
  id?: string; kind: AccountKind; email: string | null; name: string; locale?: Locale
  customerId?: string | null; unitId?: string | null; password?: string
}

/** A new account, active, without any right (§7.4: least privilege). Throws Conflict `access.email-taken` (also when the id is taken), BadInput for a weak password. */
export async function createAccount(ctx: Ctx, input: NewAccount): Promise<{ id: string }> {
  const id = input.id ?? newId()
  const email = input.email?.trim().toLowerCase() || null
  const inserted = await insertAccount(ctx, {
    id, kind: input.kind, email, name: input.name, locale: input.locale ?? 'zh-CN', customer_id: input.customerId ?? null, unit_id: input.unitId ?? null,
  })
  if (!inserted) throw new Conflict('access.email-taken', {}, [{ pointer: '/email', code: 'access.email-taken' }])
  await ctx.emit(AccountCreated, { accountId: id, kind: input.kind })
  if (input.password !== undefined) await setPassword(ctx, id, input.password)
  return { id }
}

export interface AccountEdit {
  name?: string; email?: string | null; locale?: Locale; customerId?: string | null; unitId?: string | null; status?: 'active' | 'disabled'
  preferences?: Record<string, unknown>
}

const COLUMN = { name: 'name', email: 'email', locale: 'locale', customerId: 'customer_id', unitId: 'unit_id', status: 'status', preferences: 'preferences' } as const

/** Changes what is given and differs; a disabled account is signed out everywhere within a second. Throws NotFound, Conflict `access.email-taken`. */
export async function updateAccount(ctx: Ctx, id: string, edit: AccountEdit, reason?: string): Promise<void> {
  const before = await findAccount(ctx, id, 'for update')
  if (!before) throw new NotFound('account')
  const wanted = edit.email === undefined ? edit : { ...edit, email: edit.email?.trim().toLowerCase() || null }
  const changes: Changes = {}, set: Partial<AccountRow> = {}
  for (const field of Object.keys(COLUMN) as (keyof typeof COLUMN)[]) {
    const to = wanted[field], from = before[COLUMN[field]]
    if (to === undefined || JSON.stringify(to) === JSON.stringify(from)) continue
    changes[field] = { from, to }
    Object.assign(set, { [COLUMN[field]]: to })
  }
  if (Object.keys(changes).length === 0) return
  if (set.email && await findAccountByEmail(ctx, set.email)) throw new Conflict('access.email-taken', {}, [{ pointer: '/email', code: 'access.email-taken' }])
  if (set.status === 'disabled') await keepingAnAdministrator(ctx, () => saveAccount(ctx, id, set))
  else await saveAccount(ctx, id, set)
  await ctx.emit(AccountChanged, { accountId: id }, { changes, reason })
  accessChanged(ctx)
}
