// The customer entry as a list. A domain joins with one import and one name.
import { portalScreens as cases } from '../domains/cases/web/index.ts'
import { portalScreens as casework } from '../domains/casework/web/index.ts'
import { portalScreens as conversations } from '../domains/conversations/web/index.ts'
import { portalScreens as handbook } from '../domains/handbook/web/index.ts'
import { portalScreens as knowledge } from '../domains/knowledge/web/index.ts'
import { portalScreens as sla } from '../domains/sla/web/index.ts'
import { portalAccountScreens } from './account-screens.ts'
import type { ScreenSet } from './screens.ts'

export const portalScreens: readonly ScreenSet[] = [portalAccountScreens, cases, casework, conversations, handbook, knowledge, sla]
