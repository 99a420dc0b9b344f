// The session as the shell needs it: who, what they may do, what the session still owes.
import { z } from 'zod'
import { endpoint } from '../../platform/contract/endpoint.ts'
import { Id } from '../../platform/contract/ids.ts'

export const sessionApi = {
  current: endpoint({
    method: 'GET', path: '/session', permission: 'signed-in', beforeMfa: true, summary: 'Who is signed in and what they may do',
    reply: z.object({
      person: z.object({ id: Id, name: z.string(), email: z.string().nullable(), kind: z.enum(['staff', 'requester']) }),
      permissions: z.array(z.string()),
      units: z.array(z.object({ id: Id, name: z.string() })).optional(),
      timeZone: z.string().optional(),
      owes: z.string().nullable().optional(),
    }),
  }),
  end: endpoint({ method: 'DELETE', path: '/session', permission: 'signed-in', beforeMfa: true, summary: 'Sign out' }),
}
