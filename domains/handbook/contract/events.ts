// Facts about the handbook.
import { z } from 'zod'
import { defineEvent } from '../../../platform/contract/event.ts'

/** A person changed the summary, the owner or the text of a clause. */
export const ClauseChanged = defineEvent('handbook.clause-changed@1', z.object({ number: z.string() }), { subject: (e) => `clause:${e.number}` })

export const handbookEvents = [ClauseChanged] as const
