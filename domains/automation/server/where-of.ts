// Where a case belongs, as facts about rules carry it.
import type { CaseFacts } from '../../cases/public.ts'

export const whereOf = (c: Pick<CaseFacts, 'id' | 'unitId' | 'customerId' | 'requesterId' | 'handlerId' | 'firstOwnerId'>) => ({ caseId: c.id, unitId: c.unitId, customerId: c.customerId, requesterId: c.requesterId, handlerId: c.handlerId, firstOwnerId: c.firstOwnerId })
