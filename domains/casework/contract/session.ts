// Remote help: asked for, consented to by the user, then started; who operated, from when to when (R1.3-2, R1.2-5).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { Person } from './diagnosis.ts'

export const RemoteTool = z.enum(['teamviewer', 'anydesk', 'rdp', 'other'])
export type RemoteTool = z.infer<typeof RemoteTool>
/** Numbers of TeamViewer and AnyDesk, names of computers with an optional port: nothing that could add a setting to a launch link or file. */
const RemoteAddress = z.string().trim().max(253).regex(/^[A-Za-z0-9][A-Za-z0-9 .@_:-]*$/, 'casework.remote-address')

export const RemoteSession = z.object({
  id: Id, state: z.enum(['requested', 'consented', 'refused', 'active', 'ended', 'cancelled']), tool: RemoteTool, address: z.string().nullable(), purpose: z.string(), requestedBy: Person, requestedAt: Moment,
  consentWay: z.enum(['portal', 'link', 'message', 'phone']).nullable(), consentWords: z.string().nullable(), consentBy: z.string().nullable(), answeredAt: Moment.nullable(), operator: Person.nullable(), startedAt: Moment.nullable(), endedAt: Moment.nullable(),
  notes: z.string().nullable(), recordingUrl: z.string().nullable(),
  /** How to start the tool; only once the user has consented. */
  launch: z.object({ href: z.string().nullable(), fileName: z.string().nullable(), fileText: z.string().nullable() }).nullable(),
})
export type RemoteSession = z.infer<typeof RemoteSession>

export const RequestSession = z.strictObject({ tool: RemoteTool, address: RemoteAddress.optional(), purpose: LongText(1_000) })
export type RequestSession = z.infer<typeof RequestSession>
/** Consent that the user gave by message or on the phone: their words are kept. */
export const RecordConsent = z.strictObject({ given: z.boolean(), way: z.enum(['message', 'phone']), words: LongText(2_000) })
export type RecordConsent = z.infer<typeof RecordConsent>
export const EndSession = z.strictObject({ notes: LongText(5_000), recordingUrl: z.url({ protocol: /^https?$/ }).max(2_000).optional() })
export type EndSession = z.infer<typeof EndSession>
export const AnswerConsent = z.strictObject({ given: z.boolean() })
export type AnswerConsent = z.infer<typeof AnswerConsent>

/** What the user is asked; reading it changes nothing. */
export const ConsentPage = z.object({ id: Id, caseNumber: z.string(), title: z.string(), state: RemoteSession.shape.state, tool: RemoteTool, purpose: z.string(), operatorName: z.string(), requestedAt: Moment, answeredAt: Moment.nullable(), startedAt: Moment.nullable(), endedAt: Moment.nullable() })
export type ConsentPage = z.infer<typeof ConsentPage>
