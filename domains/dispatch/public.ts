// What other domains may use of dispatch.
/** Say who must not be given a case, and why: `contributes: [assignmentVeto.with(async (ctx, facts, personIds) => new Map(...))]` in the module. Holds for every way of assigning. */
export { assignmentVeto, type Veto } from './server/assign/veto.ts'
export { RulePublished, AssignmentDecided, NobodyLeft } from './contract/events.ts'
