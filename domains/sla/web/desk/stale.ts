import { slaApi } from '../../contract/api.ts'
import { slaDeskApi } from '../../contract/desk-api.ts'

/** Everything that a change of a policy makes stale. */
export const STALE = [slaApi.policies, slaApi.versions, slaApi.lint, slaDeskApi.changes, slaDeskApi.conformance] as const
