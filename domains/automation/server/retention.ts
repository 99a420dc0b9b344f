// The log of runs: what a rule did to a case also stands on the timeline of the case, so the log itself may go sooner.
import type { RetentionClass } from '../../../platform/server/module.ts'
import { deleteOldRuns } from './rule-store.ts'

export const runsRetention: RetentionClass = {
  name: 'automation.runs', clause: '§1.3-4', floorDays: 90, defaultDays: 400,
  purge: async (ctx, olderThan, limit) => (await deleteOldRuns(ctx, olderThan, limit)).map((id) => `rule-run:${id}`),
}
