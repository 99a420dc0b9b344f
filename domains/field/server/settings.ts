// What administrators may change about visits.
import { z } from 'zod'
import { defineSetting } from '../../../platform/server/module.ts'

/** Where the way button leads: `{address}`, `{lat}` and `{lng}` are filled in. The default asks the phone for its own map, so no outside service is needed. */
export const RouteLink = defineSetting({ key: 'field.route-link', schema: z.string().max(300).regex(/^(geo:|https:\/\/)/), default: 'geo:{lat},{lng}?q={address}', group: 'field' })
export const fieldSettings = [RouteLink]
