// Acts of devices: each in a transaction of its own, by its own id, so that a repeat changes nothing and one refusal holds up no other. What
// does not fit what the server has is kept beside it until somebody decides; nothing that an engineer did on site is thrown away.
import { applyCommand, type Command, type Effect, type Outcome, type SendCommands } from '../contract/command.ts'
import { EngineerArrived, EngineerTravelling, KeptDecided, VisitFailed, VisitFinished, VisitKept, VisitNoted, VisitSigned, type FieldFact } from '../contract/events.ts'
import type { EventType } from '../../../platform/contract/event.ts'
import type { OrderState, WorkOrder } from '../contract/order.ts'
import type { Actor, Ctx, Origin } from '../../../platform/server/ctx.ts'
import { NotFound } from '../../../platform/server/errors.ts'
import type { Host } from '../../../platform/server/host.ts'
import { hasMessage, translate } from '../../../platform/server/i18n.ts'
import { loadCase } from '../../cases/public.ts'
import { claimCommand, commands, moveStock, orders, type CommandRow, type OrderRow } from './field-store.ts'
import { findOrder, isOver, notNow, reaches, tell } from './hold-order.ts'
import { resumeCase } from './plan-visit.ts'
import { showOrders } from './show-visits.ts'

export async function runCommands(host: Host, actor: Actor, input: SendCommands, origin: Origin): Promise<{ results: Outcome[]; orders: WorkOrder[] }> {
  const results: Outcome[] = []
  for (const command of input.commands) results.push(await host.transaction(actor, (ctx) => runCommand(ctx, command, input.device), origin))
  const touched = [...new Set(input.commands.map((c) => c.orderId))]
  return { results, orders: await host.transaction(actor, async (ctx) => {
    const rows = []
    for (const id of touched) { const row = await orders.read(ctx, id); if (row && reaches(ctx, 'field.work', row)) rows.push(row) }
    return showOrders(ctx, rows)
  }, origin) }
}

const wordOf = (ctx: Ctx, code: string | null): string | null => (code && hasMessage(`field.field.${code}`) ? translate(ctx.locale, `field.field.${code}`) : code)
const outcome = (ctx: Ctx, id: string, is: Outcome['outcome'], code: string | null = null): Outcome => ({ id, outcome: is, code, reason: wordOf(ctx, code) })

async function runCommand(ctx: Ctx, command: Command, device: string): Promise<Outcome> {
  const row = await orders.read(ctx, command.orderId, true)
  const own = row !== null && reaches(ctx, 'field.work', row), was = row !== null && row.pastEngineers.includes(ctx.actor.id)
  if (!row || (!own && !was)) return outcome(ctx, command.id, 'refused', 'visit-unknown')
  const at = clamped(new Date(command.madeAt), row.createdAt, ctx.now()), timed = { ...command, madeAt: at.toISOString() }
  const entry: CommandRow = { id: command.id, orderId: row.id, actorId: ctx.actor.id, actorName: ctx.actor.name, device, kind: command.kind, data: command.data, base: command.base, madeAt: at, receivedAt: ctx.now(), outcome: 'applied', code: null, theirs: null, decidedByName: null, decidedAt: null }
  if (!await claimCommand(ctx, entry)) return repeated(ctx, command)
  const effect: Effect = own ? applyCommand({ state: row.state, visit: row.visit, version: row.version }, timed, device) : { late: true }
  if ('refused' in effect) { await commands.update(ctx, command.id, { outcome: 'refused', code: effect.refused }); return outcome(ctx, command.id, 'refused', effect.refused) }
  if ('state' in effect) { await carryOut(ctx, row, timed, effect); return outcome(ctx, command.id, 'applied') }
  const code = 'clash' in effect ? 'other-device' : own ? 'visit-over' : 'visit-given-away'
  await commands.update(ctx, command.id, { outcome: 'kept', code, theirs: 'clash' in effect ? effect.theirs : row.state })
  const kept = await orders.update(ctx, row.id, { version: row.version + 1 })
  await tell(ctx, VisitKept, await loadCase(ctx, row.caseId), kept, command.kind)
  return outcome(ctx, command.id, 'kept', code)
}

/** A device's clock may be wrong: nothing happened before the visit was planned or after now. */
const clamped = (at: Date, least: Date, most: Date): Date => (at < least ? least : at > most ? most : at)

/** Answers what was answered the first time. Somebody else's id answers nothing. */
async function repeated(ctx: Ctx, command: Command): Promise<Outcome> {
  const known = await commands.read(ctx, command.id)
  if (!known || known.actorId !== ctx.actor.id || known.orderId !== command.orderId) return outcome(ctx, command.id, 'refused', 'command-taken')
  return outcome(ctx, command.id, known.outcome === 'refused' ? 'refused' : known.outcome === 'kept' ? 'kept' : 'applied', known.code)
}

const FACTS: Partial<Record<OrderState, EventType<FieldFact>>> = { travelling: EngineerTravelling, 'on-site': EngineerArrived, done: VisitFinished, failed: VisitFailed, signed: VisitSigned }

async function carryOut(ctx: Ctx, row: OrderRow, command: Command, effect: { state: OrderState; visit: OrderRow['visit'] }): Promise<OrderRow> {
  if (effect.state === row.state && JSON.stringify(effect.visit) === JSON.stringify(row.visit)) return row
  const kept = await orders.update(ctx, row.id, { state: effect.state, visit: effect.visit, version: row.version + 1 })
  const facts = await loadCase(ctx, row.caseId), fact = effect.state === row.state ? undefined : FACTS[effect.state]
  const used = command.kind === 'part' ? command.data : null, back = command.kind === 'part-removed' ? row.visit.parts.find((p) => p.id === command.data.partId) : null
  if (row.engineerId && used) await moveStock(ctx, row.engineerId, used.partNo, -used.quantity)
  if (row.engineerId && back) await moveStock(ctx, row.engineerId, back.partNo, back.quantity)
  if (fact) await tell(ctx, fact, facts, kept, effect.state === 'signed' ? effect.visit.signedBy ?? effect.visit.unsignedReason ?? '' : '', effect.visit.failReason ?? undefined)
  if (command.kind === 'step' || command.kind === 'part' || command.kind === 'work' || command.kind === 'serial') await tell(ctx, VisitNoted, facts, kept, noteOf(kept, command))
  if (effect.state === 'signed' || effect.state === 'failed') await resumeCase(ctx, row.caseId)
  return kept
}

function noteOf(row: OrderRow, command: Command): string {
  if (command.kind === 'step') return row.visit.steps.find((s) => s.id === command.data.stepId)?.text ?? ''
  if (command.kind === 'part') return `${command.data.name} × ${command.data.quantity}`
  return command.kind === 'serial' ? command.data.serial : command.kind === 'work' ? command.data.text : ''
}

/** Somebody who sees both versions decides: what the device brought is carried out after all, or what stands stays. */
export async function decideKept(ctx: Ctx, orderId: string, commandId: string, take: 'mine' | 'theirs'): Promise<OrderRow> {
  const row = await findOrder(ctx, orderId, 'field.read', true), entry = await commands.read(ctx, commandId, true)
  if (!entry || entry.orderId !== orderId || !(reaches(ctx, 'field.plan', row) || reaches(ctx, 'field.work', row))) throw new NotFound('visit')
  if (entry.outcome !== 'kept') throw notNow('kept-decided', '/take')
  let now = row
  if (take === 'mine') {
    const command = { id: entry.id, orderId, kind: entry.kind, madeAt: entry.madeAt.toISOString(), base: row.version, data: entry.data } as Command
    const effect = applyCommand({ state: row.state, visit: row.visit, version: row.version }, command, entry.device, true)
    if (!('state' in effect)) throw notNow('refused' in effect ? effect.refused : 'visit-over', '/take')
    now = await carryOut(ctx, row, command, { ...effect, state: isOver(row) ? row.state : effect.state })
  }
  await commands.update(ctx, commandId, { outcome: take === 'mine' ? 'taken' : 'dropped', decidedByName: ctx.actor.name, decidedAt: ctx.now() })
  now = await orders.update(ctx, orderId, { version: now.version + 1 })
  await tell(ctx, KeptDecided, await loadCase(ctx, row.caseId), now, take)
  return now
}
