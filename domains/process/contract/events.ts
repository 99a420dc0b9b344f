// Facts about the process.
import { z } from 'zod'
import { defineEvent } from '../../../platform/contract/event.ts'

const About = z.object({ version: z.number().int() })
export const DraftSaved = defineEvent('process.draft-saved@1', About, { subject: () => 'process' })
export const DraftDropped = defineEvent('process.draft-dropped@1', About, { subject: () => 'process' })
/** From here on the drawing and the machine follow this version. */
export const ProcessPublished = defineEvent('process.published@1', About, { subject: () => 'process' })
export const processEvents = [DraftSaved, DraftDropped, ProcessPublished] as const
