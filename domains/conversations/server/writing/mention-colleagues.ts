// A note names colleagues: they are told, and nobody learns of a case that they may not read (RX-8, R1.1-11).
import { accountsOf, accountsWith } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput } from '../../../../platform/server/errors.ts'
import { notify } from '../../../../platform/server/notify/public.ts'
import { caseScope, type CaseFacts } from '../../../cases/public.ts'
import { listUnits } from '../../../org/public.ts'
import { ColleaguesMentioned } from '../../contract/events.ts'
import type { Mentionable } from '../../contract/writing.ts'
import { whereOf } from '../keep-message.ts'
import { readableCase, seesNotes } from '../show-messages.ts'
import { insertMentions } from './mention-store.ts'

const MOST_SHOWN = 20

/** Ids of the staff who may read the notes of the case; of a data-security case the cleared alone (§3.1-3). */
async function readersOf(ctx: Ctx, facts: CaseFacts): Promise<Set<string>> {
  const row = caseScope(facts), readers = new Set(await accountsWith(ctx, 'conversations.read', row))
  const cleared = facts.problemClass === 'data-security' ? new Set(await accountsWith(ctx, 'cases.restricted', row)) : null
  readers.delete(facts.requesterId)
  return cleared ? new Set([...readers].filter((id) => cleared.has(id))) : readers
}

/** @throws NotFound, Forbidden `case-restricted` */
export async function listMentionable(ctx: Ctx, caseId: string, q: string): Promise<{ items: Mentionable[] }> {
  const facts = await readableCase(ctx, caseId)
  if (!seesNotes(ctx, facts)) return { items: [] }
  const units = new Map((await listUnits(ctx)).map((u) => [u.id, u.name])), wanted = q.toLowerCase()
  const people = (await accountsOf(ctx, [...await readersOf(ctx, facts)])).filter((a) => a.active && a.kind === 'staff' && a.id !== ctx.actor.id && a.name.toLowerCase().includes(wanted))
  const near = (unitId: string | null) => (unitId === facts.unitId ? 0 : 1)
  return { items: people.sort((a, b) => near(a.unitId) - near(b.unitId) || a.name.localeCompare(b.name, 'zh')).slice(0, MOST_SHOWN).map((a) => ({ id: a.id, name: a.name, unit: a.unitId ? units.get(a.unitId) ?? null : null })) }
}

/** @throws BadInput naming each person who may not read the case: a mention opens nothing; hand the case over or ask for a transfer instead */
export async function refuseUnreachable(ctx: Ctx, facts: CaseFacts, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const readers = await readersOf(ctx, facts), accounts = new Map((await accountsOf(ctx, ids)).map((a) => [a.id, a]))
  const wrong = ids.flatMap((id, i) => (readers.has(id) && accounts.get(id)?.kind === 'staff' && accounts.get(id)?.active ? [] : [{ pointer: `/mentions/${i}`, code: 'conversations.mention-unreachable', clause: '§1.1' }]))
  if (wrong.length > 0) throw new BadInput(wrong)
}

export async function tellMentioned(ctx: Ctx, facts: CaseFacts, messageId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const people = (await accountsOf(ctx, [...new Set(ids)])).map((a) => ({ id: a.id, name: a.name }))
  await insertMentions(ctx, messageId, people)
  await ctx.emit(ColleaguesMentioned, { ...whereOf(facts), messageId, accountIds: people.map((p) => p.id), names: people.map((p) => p.name).join('、') })
  const title = facts.problemClass === 'data-security' ? '' : facts.title
  await notify(ctx, { name: 'conversations.mentioned', to: people.map((p) => p.id).filter((id) => id !== ctx.actor.id), params: { number: facts.number, title, by: ctx.actor.name }, subject: `case:${facts.id}`, url: `/cases/${facts.id}#m-${messageId}`, dedupeKey: messageId })
}
