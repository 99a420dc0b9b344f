// The open pages of the organisation hear of changes to the structure, people and posts. `any`: of each event only the id is used.
import type { EventType } from '../../../platform/contract/event.ts'
import { live, type LiveRule } from '../../../platform/server/module.ts'
import { PersonAdded, PersonChanged, PersonDisabled, PersonEnabled, PostBegan, PostChanged, PostEnded, AbsenceEnded, AbsenceNoted, HandoverTaken, HandoverWritten, RosterChanged, RosterCreated, ShiftSwapped, StructureInForce, UnitClosing } from '../contract/events.ts'

const aboutUnits: readonly EventType<{ unitId: string }>[] = [StructureInForce, UnitClosing as EventType<any>, PostBegan as EventType<any>, PostChanged as EventType<any>, PostEnded as EventType<any>,
  RosterCreated as EventType<any>, RosterChanged as EventType<any>, ShiftSwapped as EventType<any>, HandoverWritten as EventType<any>, HandoverTaken as EventType<any>]
const aboutPeople: readonly EventType<{ personId: string }>[] = [PersonAdded as EventType<any>, PersonChanged, PersonDisabled as EventType<any>, PersonEnabled, AbsenceNoted, AbsenceEnded]

export const orgLive: readonly LiveRule[] = [
  ...aboutUnits.map((to) => live({ to, permission: 'org.read', topics: () => ['org'], row: (_ctx, e) => ({ unitId: e.data.unitId }) })),
  ...aboutPeople.map((to) => live({ to, permission: 'org.read', topics: () => ['org'], row: (_ctx, e) => ({ people: [e.data.personId] }) })),
]
