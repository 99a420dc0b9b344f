// The clocks of a case go with the case (§5.1-4): what the purge removes leaves no ledger behind.
import { Purged } from '../../../../platform/contract/retention.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { removeRecords } from './clock-store.ts'

export const purgeReaction = reaction({
  name: 'sla.purge', to: Purged, when: 'in-transaction',
  async run(ctx, { data }) {
    const cases = data.subjects.filter((s) => s.startsWith('case:')).map((s) => s.slice('case:'.length))
    if (cases.length > 0) await removeRecords(ctx, cases)
  },
})
