// What other domains may use of the handbook.
export { clauseSeeds } from './server/register/clause-seeds.ts'
export { printedLimits } from './server/register/printed-limits.ts'
export { screens as handbookScreens } from './server/register/screens.ts'
export { ClauseChanged } from './contract/events.ts'
