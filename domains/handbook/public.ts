// What other domains may use of the handbook.
export { clauseSeeds } from './server/register/clause-seeds.ts'
export { printedLimits } from './server/register/printed-limits.ts'
export { screens as handbookScreens } from './server/register/screens.ts'
// Parts of the product say here what they measure of the clauses; the board of compliance asks them (README, "Compliance").
export { clauseFigures, type ClauseFigures, type Week, type WeekFigure } from './server/compliance/clause-figures.ts'
export { auditPackParts, type AuditPackPart, type PackFile } from './server/audit-pack/pack-parts.ts'
export { ClauseChanged } from './contract/events.ts'
