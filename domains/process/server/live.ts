// Open drawings hear when a version comes into force or the draft changes; of cases themselves they hear by `cases`.
import { live } from '../../../platform/server/module.ts'
import { DraftDropped, DraftSaved, ProcessPublished } from '../contract/events.ts'

export const processLive = [
  live({ to: ProcessPublished, permission: 'process.read', topics: () => ['process'], row: () => ({}) }),
  live({ to: DraftSaved, permission: 'process.design', topics: () => ['process'], row: () => ({}) }), live({ to: DraftDropped, permission: 'process.design', topics: () => ['process'], row: () => ({}) }),
]
