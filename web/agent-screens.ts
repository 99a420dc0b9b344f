// The staff entry as a list. A domain joins with one import and one name.
import { agentScreens as automation } from '../domains/automation/web/index.ts'
import { agentScreens as cases } from '../domains/cases/web/index.ts'
import { agentScreens as casework } from '../domains/casework/web/index.ts'
import { agentScreens as conversations } from '../domains/conversations/web/index.ts'
import { agentScreens as customers } from '../domains/customers/web/index.ts'
import { agentScreens as dispatch } from '../domains/dispatch/web/index.ts'
import { agentScreens as field } from '../domains/field/web/index.ts'
import { agentScreens as handbook } from '../domains/handbook/web/index.ts'
import { agentScreens as knowledge } from '../domains/knowledge/web/index.ts'
import { agentScreens as org } from '../domains/org/web/index.ts'
import { agentScreens as process } from '../domains/process/web/index.ts'
import { agentScreens as sla } from '../domains/sla/web/index.ts'
import { accountScreens } from './account-screens.ts'
import { designScreens } from './design/gallery/screens.ts'
import type { ScreenSet } from './screens.ts'

export const agentScreens: readonly ScreenSet[] = [accountScreens, casework, automation, cases, conversations, customers, handbook, knowledge, org, process, sla, dispatch, field, designScreens]
