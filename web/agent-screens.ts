// The staff entry as a list. A domain joins with one import and one name.
import { designScreens } from './design/gallery/screens.ts'
import type { ScreenSet } from './screens.ts'

export const agentScreens: readonly ScreenSet[] = [designScreens]
