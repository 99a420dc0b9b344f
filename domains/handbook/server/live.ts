// Open pages of the handbook hear when a clause changes.
import { live } from '../../../platform/server/module.ts'
import { ClauseChanged } from '../contract/events.ts'

export const handbookLive = [live({ to: ClauseChanged, permission: 'handbook.read', topics: () => ['handbook'], row: () => ({}) })]
