// Entry for customers, served at `/portal`.
import { portalScreens } from './portal-screens.ts'
import { PortalHome } from './shell/FirstPlace.tsx'
import { PortalFrame, PublicPortalFrame } from './shell/PortalFrame.tsx'
import { startEntry } from './start-entry.tsx'

void startEntry({ sets: portalScreens, basepath: '/portal', Frame: PortalFrame, PublicFrame: PublicPortalFrame, Home: PortalHome })
