// Errors on the wire: RFC 9457 problem details, with a stable code and JSON pointers to the fields.
import { z } from 'zod'

export const ProblemError = z.object({ pointer: z.string(), code: z.string(), detail: z.string(), clause: z.string().optional() })
export type ProblemError = z.infer<typeof ProblemError>

export const Problem = z.object({
  type: z.string(), title: z.string(), status: z.number().int(), detail: z.string(), code: z.string(),
  requestId: z.string().optional(), errors: z.array(ProblemError),
})
export type Problem = z.infer<typeof Problem>
