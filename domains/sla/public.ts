// What other domains may use of the clocks.
export { verifyClocks, type ClockCheck, type ClockDifference } from './server/live/verify-clocks.ts'
// Clocks of incidents, faults and feedback items: the owner opens a record and tells what happens to it (README, "Records of other domains").
export { followRecord, openRecordClocks, placeRecord, recordClocks, removeRecordClocks, type NewRecord, type OwnedKind, type Place, type RecordStep, type RecordVerdict } from './server/live/follow-records.ts'
export { ClockBreached, ClockMissed, ClockWarned, Escalated, EscalationAcknowledged, RecordDueChanged, RecordEscalated } from './contract/events.ts'
// What a clause limits, for others to show.
export { limitsInForce, type LimitInForce } from './server/policies/limits-in-force.ts'
