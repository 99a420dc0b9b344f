// Entry for staff, served at `/`.
import { agentScreens } from './agent-screens.ts'
import { AgentFrame } from './shell/AgentFrame.tsx'
import { AgentHome } from './shell/FirstPlace.tsx'
import { startEntry } from './start-entry.tsx'

void startEntry({ sets: agentScreens, basepath: '/', Frame: AgentFrame, Home: AgentHome })
