// For tests of dispatch and of the domains above: the product with everything that dispatch needs.
import { startCaseProduct, type CaseProduct } from '../cases/testing.ts'
import { conversations } from '../conversations/module.ts'
import { handbook } from '../handbook/module.ts'
import { sla } from '../sla/module.ts'
import type { DomainModule } from '../../platform/server/module.ts'
import { dispatch } from './module.ts'

export const startDispatchProduct = (more: readonly DomainModule[] = []): Promise<CaseProduct> => startCaseProduct([handbook, conversations, sla, ...more, dispatch])
