// The staff entry as a list. A domain joins with one import and one name.
import { agentScreens as cases } from '../domains/cases/web/index.ts'
import { designScreens as design } from './design/gallery/screens.ts'
import type { ScreenSet } from './screens.ts'

export const agentScreens: readonly ScreenSet[] = [cases, design]
