// Which facts of the product set rules off.
import type { Happened } from '../../../platform/contract/event.ts'
import { CaseArchived, CaseAssigned, CaseClassified, CaseOpened, CaseRated, CaseReclassified, CaseReopened, CaseStateChanged, UserAnswered } from '../../cases/public.ts'
import { MessageAdded } from '../../conversations/public.ts'
import { ClockBreached, ClockWarned } from '../../sla/public.ts'
import type { CaseEvent, Trigger } from '../contract/rule.ts'

type Data = Record<string, unknown>
interface Source { type: { name: string }; kind: 'event' | 'clock'; event: string; concerns?: (data: Data) => boolean }

/** Machines set nothing off: two of them would keep each other busy. */
export const SOURCES: readonly Source[] = [
  { type: CaseOpened, kind: 'event', event: 'case-opened' }, { type: CaseClassified, kind: 'event', event: 'case-classified' }, { type: CaseReclassified, kind: 'event', event: 'case-reclassified' }, { type: CaseAssigned, kind: 'event', event: 'case-assigned' },
  { type: CaseStateChanged, kind: 'event', event: 'state-changed' }, { type: CaseReopened, kind: 'event', event: 'case-reopened' }, { type: UserAnswered, kind: 'event', event: 'user-answered' }, { type: CaseRated, kind: 'event', event: 'case-rated' }, { type: CaseArchived, kind: 'event', event: 'case-archived' },
  { type: MessageAdded, kind: 'event', event: 'requester-wrote', concerns: (d) => d['direction'] === 'in' && d['automatic'] === false }, { type: MessageAdded, kind: 'event', event: 'we-replied', concerns: (d) => d['direction'] === 'out' && d['automatic'] === false },
  { type: ClockWarned, kind: 'clock', event: 'warned', concerns: (d) => d['recordKind'] === 'case' }, { type: ClockBreached, kind: 'clock', event: 'breached', concerns: (d) => d['recordKind'] === 'case' },
]

export interface Fact { kind: 'event' | 'clock'; event: string; caseId: string; data: Data }

/** The fact that an event is, in the words of the rules; null when it is none. */
export function factOf(name: string, data: Data): Fact | null {
  const source = SOURCES.find((s) => s.type.name === name && (s.concerns?.(data) ?? true))
  return source ? { kind: source.kind, event: source.event, caseId: String(data['caseId'] ?? data['recordId']), data } : null
}

export const concerns = (event: Happened<unknown>): boolean => factOf(event.name, event.data as Data) !== null

export function isTriggered(trigger: Trigger, fact: Pick<Fact, 'kind' | 'event' | 'data'>): boolean {
  if (trigger.kind === 'time' || trigger.kind !== fact.kind || trigger.event !== fact.event) return false
  if (trigger.kind === 'event') return !trigger.to || fact.data['to'] === trigger.to
  return !trigger.clock || fact.data['kind'] === trigger.clock
}

/** Names of the events that a trigger waits for. */
export const namesOf = (trigger: Trigger): string[] => (trigger.kind === 'time' ? [CaseStateChanged.name, CaseOpened.name] : SOURCES.filter((s) => s.kind === trigger.kind && s.event === trigger.event).map((s) => s.type.name))
export type { CaseEvent }
