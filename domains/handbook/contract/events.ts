// Facts about the handbook.
import { z } from 'zod'
import { defineEvent } from '../../../platform/contract/event.ts'

/** A person changed the summary, the owner or the text of a clause. */
export const ClauseChanged = defineEvent('handbook.clause-changed@1', z.object({ number: z.string() }), { subject: (e) => `clause:${e.number}` })

/** Somebody took the audit pack of a month; its manifest has this SHA-256, so that a copy can be told from a forgery. */
export const AuditPackMade = defineEvent('handbook.audit-pack-made@1', z.object({ month: z.string(), manifestSha256: z.string(), files: z.number().int(), complete: z.boolean() }), { subject: (e) => `audit-pack:${e.month}` })

export const handbookEvents = [ClauseChanged, AuditPackMade] as const
