// The product: its domains, upstream first. A domain may know those before it, never those after it.
import { automation } from '../domains/automation/module.ts'
import { cases } from '../domains/cases/module.ts'
import { casework } from '../domains/casework/module.ts'
import { conversations } from '../domains/conversations/module.ts'
import { customers } from '../domains/customers/module.ts'
import { dispatch } from '../domains/dispatch/module.ts'
import { field } from '../domains/field/module.ts'
import { handbook } from '../domains/handbook/module.ts'
import { knowledge } from '../domains/knowledge/module.ts'
import { org } from '../domains/org/module.ts'
import { supportProcess } from '../domains/process/module.ts'
import { sla } from '../domains/sla/module.ts'
import type { DomainModule } from '../platform/server/module.ts'

export const domains: readonly DomainModule[] = [org, handbook, customers, knowledge, cases, conversations, sla, casework, field, dispatch, supportProcess, automation]
