// The demo company in the audit trail: that it came, and that it went.
import { z } from 'zod'
import { defineEvent } from './event.ts'

const about = { subject: () => 'demo:company' }
export const DemoPlayed = defineEvent('platform.demo-played@1', z.object({ cases: z.number().int(), failures: z.number().int() }), about)
export const DemoRemoved = defineEvent('platform.demo-removed@1', z.object({ units: z.number().int(), accounts: z.number().int(), customers: z.number().int(), articles: z.number().int() }), about)
