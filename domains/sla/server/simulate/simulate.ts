// Tries the rules on a record that does not exist: the fold of the live clocks, nothing stored (RX-2).
import type { z } from 'zod'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, type FieldError } from '../../../../platform/server/errors.ts'
import { parseInput } from '../../../../platform/server/http/parse-input.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { CaseAttributes, eventsOf, FaultAttributes, FeedbackAttributes, IncidentAttributes, type Simulation, type SimulationResult } from '../../contract/simulation.ts'
import type { RecordKind } from '../../contract/clock.ts'
import { apply, openRecord, type SlaEvent } from '../engine/apply-event.ts'
import { attributesOf, decidingFields } from '../engine/attributes.ts'
import { NeverOpen } from '../engine/calendar/calendar.ts'
import { observedRecord } from '../engine/clock-state.ts'
import { scaleOf, SCALES } from '../engine/decide-level.ts'
import type { Rulebook } from '../engine/policy.ts'
import type { RecordState } from '../engine/record-state.ts'
import { inReadingOrder, showClock } from '../engine/show-clock.ts'
import { ruleName } from '../live/save-clocks.ts'
import { rulesNow } from '../policies/rulebook.ts'
import { sayIn } from '../say.ts'
import { Combine } from '../settings.ts'

type Input = z.infer<typeof Simulation>
const ATTRIBUTES: Readonly<Record<RecordKind, z.ZodType>> = { case: CaseAttributes, incident: IncidentAttributes, fault: FaultAttributes, feedback: FeedbackAttributes }

/** Throws BadInput for an event that does not belong to the kind of record, comes before the creation, or sets what the record cannot hold. */
export async function simulate(ctx: Ctx, input: Input): Promise<SimulationResult> {
  const { record } = input, { kind, createdAt, level, ...attributes } = record
  refuseBadEvents(input)
  const { book } = await rulesNow(ctx), mode = input.mode ?? await setting(ctx, Combine)
  const events = input.events.map((e, i) => ({ ...e, i, moment: Date.parse(e.at) })).sort((a, b) => a.moment - b.moment)
  const until = input.at ? Date.parse(input.at) : events.at(-1)?.moment ?? Date.parse(createdAt)
  try {
    let state = openRecord(book, { kind, start: Date.parse(createdAt), attributes, level: levelText(level) ?? null, mode })
    refuseLevel(state, level, '/record/level')
    const steps: SimulationResult['steps'] = []
    for (const e of events) {
      if (e.moment > until && input.at) break
      refuseLevel(state, e.level, `/events/${e.i}/level`)
      const { moment, i: _i, ...event } = e
      state = apply(book, state, eventOf(event))
      if (input.steps) steps.push({ type: e.type, ...looks(ctx, book, state, moment) })
    }
    const ignored = Object.keys(attributes).filter((k) => !decidingFields(kind).includes(k))
    return { ...looks(ctx, book, state, until), mode, ignored, ...(input.steps ? { steps } : {}) }
  } catch (error) {
    if (error instanceof NeverOpen) throw new BadInput([{ pointer: '', code: 'sla.never-open' }])
    throw error
  }
}

/** An event on the wire as the fold takes it. */
export function eventOf({ at, level, ...rest }: Input['events'][number]): SlaEvent {
  return { ...defined(rest), type: rest.type, at: Date.parse(at), ...(level === undefined ? {} : { level: levelText(level) ?? null }) }
}

function looks(ctx: Ctx, book: Rulebook, record: RecordState, at: number) {
  const state = observedRecord(book, record, at), say = sayIn(ctx.locale)
  const shown = (level: string | null) => (level !== null && state.kind === 'incident' ? Number(level) : level)
  return {
    at: new Date(at).toISOString(), level: shown(state.level), levelRule: ruleName(state.levelRule), tableLevel: shown(state.tableLevel), policy: state.policy,
    provisional: state.kind === 'case' && !state.classified, clocks: inReadingOrder(state.clocks).map((c) => showClock(book, state, c, at, say)),
  }
}

/** Throws BadInput for events that the record cannot have. */
export function refuseBadEvents({ record, events, at }: Pick<Input, 'record' | 'events' | 'at'>): void {
  const faults: FieldError[] = []
  const start = Date.parse(record.createdAt)
  if (at && Date.parse(at) < start) faults.push({ pointer: '/at', code: 'sla.before-start' })
  for (const [i, e] of events.entries()) {
    if (!eventsOf[record.kind].includes(e.type)) faults.push({ pointer: `/events/${i}/type`, code: 'not-allowed', params: { allowed: eventsOf[record.kind].join(', ') } })
    if (Date.parse(e.at) < start) faults.push({ pointer: `/events/${i}/at`, code: 'sla.before-start' })
    if (e.set) {
      try { parseInput(ATTRIBUTES[record.kind], e.set) } catch (error) {
        if (!(error instanceof BadInput)) throw error
        faults.push(...error.errors.map((f) => ({ ...f, pointer: `/events/${i}/set${f.pointer}` })))
      }
    }
  }
  if (faults.length > 0) throw new BadInput(faults.slice(0, 50))
}

/** A level must be on the scale that the record goes by; scales are never mixed (B-45). */
function refuseLevel(state: RecordState, level: string | number | null | undefined, pointer: string): void {
  if (level === null || level === undefined) return
  const scale = scaleOf(state.kind, attributesOf(state.kind, state.attributes))
  const levels = scale === null ? [] : SCALES[scale]!
  if (!levels.includes(levelText(level)!)) throw new BadInput([{ pointer, code: levels.length > 0 ? 'not-allowed' : 'sla.no-level', params: { allowed: levels.join(', ') } }])
}

const LEVELS = new Map(Object.values(SCALES).flat().map((l) => [l.toLowerCase(), l]))
/** `critical` and `Critical` are the same level, and so are 2 and "2". */
export const levelText = (level: string | number | null | undefined): string | null | undefined => (level === null || level === undefined ? level : LEVELS.get(String(level).toLowerCase()) ?? String(level))

const defined = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } => Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }
