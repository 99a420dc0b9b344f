// The clocks of a case go with the case (§5.1-4): what the purge removes leaves no ledger behind.
import { Purged } from '../../../../platform/contract/retention.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { removeRecordClocks } from './follow-records.ts'

export const purgeReaction = reaction({
  name: 'sla.purge', to: Purged, when: 'in-transaction',
  async run(ctx, { data }) {
    const records = data.subjects.filter((s) => /^(case|incident|fault|feedback):[0-9a-f-]{36}$/.test(s)).map((s) => s.slice(s.indexOf(':') + 1))
    if (records.length > 0) await removeRecordClocks(ctx, records)
  },
})
