// Cases hold communication with customers: three years at least (§5.1-4, Annex A.4 K1 and K3).
import { removeCaseRecord } from '../../knowledge/public.ts'
import type { RetentionClass } from '../../../platform/server/module.ts'
import { purgeCases } from './retention-store.ts'

const THREE_YEARS = 1096

export const caseRetention: RetentionClass = {
  name: 'cases', clause: '§5.1-4', floorDays: THREE_YEARS, defaultDays: THREE_YEARS,
  async purge(ctx, olderThan, limit) {
    const ids = await purgeCases(ctx, olderThan, limit)
    for (const id of ids) await removeCaseRecord(ctx, id)
    return ids.map((id) => `case:${id}`)
  },
}
