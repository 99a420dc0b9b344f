// What every product has before any module is added: timers and schedules.
import { DemoPlayed, DemoRemoved } from '../contract/demo.ts'
import { defineModule } from './module.ts'
import { runScheduleJob, scheduleSweep } from './schedules.ts'
import { timerSweep } from './timers.ts'

export const coreModule = defineModule({
  id: 'platform', needs: [], permissions: [], migrations: null, messages: new URL('../messages/', import.meta.url),
  events: [DemoPlayed, DemoRemoved],
  sweeps: [timerSweep, scheduleSweep], jobs: [runScheduleJob],
})
