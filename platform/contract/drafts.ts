// Texts not sent yet, per account, under a key that the screen chooses: `case:<id>:reply`.
import { z } from 'zod'
import { endpoint, Nothing } from './endpoint.ts'
import { Moment } from './time.ts'

export const DraftKey = z.string().max(200).regex(/^[A-Za-z0-9][A-Za-z0-9:._-]*$/, 'drafts.key')
export const Draft = z.object({ key: DraftKey, /** null: there is none. */ content: z.unknown(), version: z.number().int(), updatedAt: Moment.nullable() })
export type Draft = z.infer<typeof Draft>

const one = { path: '/drafts/:key', permission: 'signed-in', params: z.strictObject({ key: DraftKey }) } as const
export const draftsApi = {
  read: endpoint({ ...one, method: 'GET', summary: 'The own draft under a key; content null when there is none', reply: Draft, etag: true }),
  save: endpoint({ ...one, method: 'PUT', summary: 'Keep a draft (100 kB at most)', body: z.strictObject({ content: z.unknown().refine((v) => v !== undefined, 'drafts.content') }), reply: Draft, etag: true, errors: ['413 drafts.too-large'] }),
  remove: endpoint({ ...one, method: 'DELETE', summary: 'Throw the draft away', reply: Nothing }),
}
