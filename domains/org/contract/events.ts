// What happens to the organisation. Structure changes name the moment from which they hold.
import { z } from 'zod'
import { defineEvent } from '../../../platform/contract/event.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { Moment } from '../../../platform/contract/time.ts'

const unit = { subject: (e: { unitId: string }) => `unit:${e.unitId}` }
const person = { subject: (e: { personId: string }) => `person:${e.personId}` }

export const UnitCreated = defineEvent('org.unit-created@1', z.object({ unitId: Id, effectiveFrom: Moment }), unit)
export const UnitChanged = defineEvent('org.unit-changed@1', z.object({ unitId: Id, effectiveFrom: Moment }), unit)
export const UnitMoved = defineEvent('org.unit-moved@1', z.object({ unitId: Id, parentId: Id, effectiveFrom: Moment }), unit)
/** Announced; a domain with open work there may veto in-transaction when there is no successor. */
export const UnitClosing = defineEvent('org.unit-closing@1', z.object({ unitId: Id, successorId: Id.nullable(), effectiveFrom: Moment }), unit)
export const UnitClosed = defineEvent('org.unit-closed@1', z.object({ unitId: Id, successorId: Id.nullable() }), unit)
/** A change announced earlier holds from now on. */
export const StructureInForce = defineEvent('org.structure-in-force@1', z.object({ unitId: Id }), unit)

export const PersonAdded = defineEvent('org.person-added@1', z.object({ personId: Id, kind: z.enum(['staff', 'internal']) }), person)
export const PersonChanged = defineEvent('org.person-changed@1', z.object({ personId: Id }), person)
/**
 * Somebody is about to be disabled. Whoever keeps open responsibilities reacts in-transaction: hands them to `reassignTo`,
 * or throws Conflict('org-open-responsibilities', { count }) when it is null (§2.1 谁主管,谁负责).
 */
export const PersonDisabling = defineEvent('org.person-disabling@1', z.object({ personId: Id, reassignTo: Id.nullable() }), person)
export const PersonDisabled = defineEvent('org.person-disabled@1', z.object({ personId: Id, reassignTo: Id.nullable() }), person)
export const PersonEnabled = defineEvent('org.person-enabled@1', z.object({ personId: Id }), person)

const postData = z.object({ postId: Id, personId: Id, unitId: Id, role: z.string() })
export const PostGiven = defineEvent('org.post-given@1', postData, person)
export const PostChanged = defineEvent('org.post-changed@1', postData, person)
/** The rights of a post begin or end with it. */
export const PostBegan = defineEvent('org.post-began@1', postData, person)
export const PostEnded = defineEvent('org.post-ended@1', postData, person)
export const DeputyNamed = defineEvent('org.deputy-named@1', z.object({ personId: Id, deputyId: Id }), person)
export const RoutingChanged = defineEvent('org.routing-changed@1', z.object({ rules: z.number().int() }))

const roster = { subject: (e: { rosterId: string }) => `roster:${e.rosterId}` }
export const RosterCreated = defineEvent('org.roster-created@1', z.object({ rosterId: Id, unitId: Id }), roster)
/** Its week, one of its days, its name or its state. */
export const RosterChanged = defineEvent('org.roster-changed@1', z.object({ rosterId: Id, unitId: Id }), roster)
export const ShiftSwapped = defineEvent('org.shift-swapped@1', z.object({ rosterId: Id, unitId: Id, date: z.string(), outId: Id, inId: Id.nullable() }), roster)
export const HandoverWritten = defineEvent('org.handover-written@1', z.object({ rosterId: Id, unitId: Id, date: z.string() }), roster)
export const HandoverTaken = defineEvent('org.handover-taken@1', z.object({ rosterId: Id, unitId: Id, handoverId: Id }), roster)
/** Somebody is, or will be, away; why is kept with the absence, not in the log. */
export const AbsenceNoted = defineEvent('org.absence-noted@1', z.object({ personId: Id }), person)
export const AbsenceEnded = defineEvent('org.absence-ended@1', z.object({ personId: Id }), person)

export const orgEvents = [UnitCreated, UnitChanged, UnitMoved, UnitClosing, UnitClosed, StructureInForce, PersonAdded, PersonChanged, PersonDisabling, PersonDisabled,
  PersonEnabled, PostGiven, PostChanged, PostBegan, PostEnded, DeputyNamed, RoutingChanged, RosterCreated, RosterChanged, ShiftSwapped, HandoverWritten, HandoverTaken, AbsenceNoted, AbsenceEnded] as const
