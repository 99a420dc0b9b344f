// What other domains may use of the clocks.
export { verifyClocks, type ClockCheck, type ClockDifference } from './server/live/verify-clocks.ts'
export { ClockBreached, ClockMissed, ClockWarned, Escalated } from './contract/events.ts'
