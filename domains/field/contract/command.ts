// Acts of an engineer on site. A device gives each its own id, so that it can be sent again and again and happens once; what it does is one
// pure function, which the phone runs at once and the server when it arrives.
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { Line, LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { Position, Strokes, type OrderState, type Visit } from './order.ts'

const act = <K extends string, S extends z.ZodRawShape>(kind: K, data: S) => z.strictObject({
  id: Id, orderId: Id, kind: z.literal(kind), /** Time of the device, corrected by what the server said last. */ madeAt: Moment, /** Version of the order that the device saw. */ base: z.number().int().min(0), data: z.strictObject(data) })

export const Command = z.discriminatedUnion('kind', [
  act('accept', {}), act('travel', {}), act('arrive', { position: Position.optional() }), act('start', {}),
  act('serial', { serial: Line(120) }), act('step', { stepId: Id, done: z.boolean(), note: LongText(1_000).optional() }),
  act('part', { partNo: Line(80), name: Line(120), quantity: z.number().int().min(1).max(1_000), serial: Line(120).optional() }), act('part-removed', { partId: Id }),
  act('work', { text: LongText(10_000, 0) }), act('finish', { outcome: z.enum(['done', 'failed']), reason: LongText(2_000).optional() }),
  act('sign', { signedBy: Line(120).optional(), signature: Strokes.optional(), unsignedReason: LongText(500).optional(), score: z.number().int().min(1).max(5).optional(), comment: LongText(2_000).optional() }),
])
export type Command = z.infer<typeof Command>

export const SendCommands = z.strictObject({ device: z.string().regex(/^[a-z0-9-]{8,64}$/), commands: z.array(Command).min(1).max(100) })
export type SendCommands = z.infer<typeof SendCommands>
/** applied: it happened (also when it had happened before). kept: it did not fit; both versions are kept and shown. refused: it can never happen, with the reason. */
export const Outcome = z.object({ id: Id, outcome: z.enum(['applied', 'kept', 'refused']), code: z.string().nullable(), reason: z.string().nullable() })
export type Outcome = z.infer<typeof Outcome>

/** What an act changes; `clash`: another device wrote the same field since; `late`: the visit is over; `refused`: it makes no sense at all. */
export type Effect = { state: OrderState; visit: Visit } | { clash: string; theirs: unknown } | { late: true } | { refused: string }

export const BLANK_VISIT: Visit = {
  acceptedAt: null, travellingAt: null, arrivedAt: null, startedAt: null, finishedAt: null, signedAt: null, position: null, steps: [], parts: [], serialFound: null, work: '', failReason: null, signedBy: null, signature: null, unsignedReason: null,
  score: null, comment: null, stamps: {},
}
const ORDER: readonly OrderState[] = ['planned', 'dispatched', 'accepted', 'travelling', 'on-site', 'done', 'signed']
const OVER: ReadonlySet<OrderState> = new Set<OrderState>(['signed', 'failed', 'cancelled'])

/** Further on, never back: acts of two devices may arrive in any order. */
const further = (now: OrderState, to: OrderState): OrderState => (ORDER.indexOf(to) > ORDER.indexOf(now) ? to : now)

export interface Subject { state: OrderState; visit: Visit; version: number }

/**
 * The effect of an act on a visit. Pure: the phone and the server come to the same. `force`: somebody has decided for this version.
 */
export function applyCommand({ state, visit, version }: Subject, command: Command, device: string, force = false): Effect {
  const at = command.madeAt, first = (known: string | null) => known ?? at
  if (OVER.has(state) && !force) return alreadySo(state, visit, command) ? { state, visit } : { late: true }
  const begun = { ...visit, arrivedAt: first(visit.arrivedAt), startedAt: first(visit.startedAt) }
  const stamped = (field: string, change: Partial<Visit>, current: unknown, next: unknown): Effect => {
    const stamp = visit.stamps[field]
    if (!force && stamp && stamp.version > command.base && stamp.device !== device && current !== next) return { clash: field, theirs: current }
    return { state: further(state, 'on-site'), visit: { ...begun, ...change, stamps: { ...visit.stamps, [field]: { version: version + 1, device } } } }
  }
  switch (command.kind) {
    case 'accept': return { state: further(state, 'accepted'), visit: { ...visit, acceptedAt: first(visit.acceptedAt) } }
    case 'travel': return { state: further(state, 'travelling'), visit: { ...visit, acceptedAt: first(visit.acceptedAt), travellingAt: first(visit.travellingAt) } }
    case 'arrive': return { state: further(state, 'on-site'), visit: { ...visit, acceptedAt: first(visit.acceptedAt), arrivedAt: first(visit.arrivedAt), position: command.data.position ?? visit.position } }
    case 'start': return { state: further(state, 'on-site'), visit: begun }
    case 'serial': return stamped('serial', { serialFound: command.data.serial }, visit.serialFound, command.data.serial)
    case 'work': return stamped('work', { work: command.data.text }, visit.work, command.data.text)
    case 'step': return step(state, begun, command.data, at)
    case 'part': return visit.parts.some((p) => p.id === command.id) ? { state, visit } : { state: further(state, 'on-site'), visit: { ...begun, parts: [...visit.parts, { id: command.id, partNo: command.data.partNo, name: command.data.name, quantity: command.data.quantity, serial: command.data.serial ?? null, at }] } }
    case 'part-removed': return { state, visit: { ...visit, parts: visit.parts.filter((p) => p.id !== command.data.partId) } }
    case 'finish': return finish(state, begun, command.data, at)
    case 'sign': return sign(state, begun, command.data, at)
  }
}

/** What is over may be said again: the sign-off that a second device repeats, a step that is done already. */
function alreadySo(state: OrderState, visit: Visit, command: Command): boolean {
  if (command.kind === 'step') return visit.steps.some((s) => s.id === command.data.stepId && (s.doneAt !== null) === command.data.done)
  if (command.kind === 'part') return visit.parts.some((p) => p.id === command.id)
  if (command.kind === 'work') return visit.work === command.data.text
  return state !== 'cancelled' && ['accept', 'travel', 'arrive', 'start'].includes(command.kind)
}

function step(state: OrderState, visit: Visit, data: { stepId: string; done: boolean; note?: string | undefined }, at: string): Effect {
  if (!visit.steps.some((s) => s.id === data.stepId)) return { refused: 'step-unknown' }
  return { state: further(state, 'on-site'), visit: { ...visit, steps: visit.steps.map((s) => (s.id === data.stepId ? { ...s, doneAt: data.done ? s.doneAt ?? at : null, note: data.note ?? s.note } : s)) } }
}

function finish(state: OrderState, visit: Visit, data: { outcome: 'done' | 'failed'; reason?: string | undefined }, at: string): Effect {
  if (data.outcome === 'failed') return data.reason ? { state: 'failed', visit: { ...visit, finishedAt: visit.finishedAt ?? at, failReason: data.reason } } : { refused: 'fail-reason' }
  if (visit.steps.some((s) => s.doneAt === null)) return { refused: 'steps-open' }
  return { state: further(state, 'done'), visit: { ...visit, finishedAt: visit.finishedAt ?? at } }
}

/** Signed by name and hand; or the reason why nobody could sign. */
function sign(state: OrderState, visit: Visit, data: Extract<Command, { kind: 'sign' }>['data'], at: string): Effect {
  if (state !== 'done') return { refused: 'sign-before-done' }
  if (!(data.signedBy && data.signature) && !data.unsignedReason) return { refused: 'signature' }
  return { state: 'signed', visit: { ...visit, signedAt: at, signedBy: data.signedBy ?? null, signature: data.signature ?? null, unsignedReason: data.signature ? null : data.unsignedReason ?? null, score: data.score ?? null, comment: data.comment ?? null } }
}
