// Facts about visits, repairs and referrals; all of them stand on the timeline of the case.
import { z } from 'zod'
import { defineEvent } from '../../../platform/contract/event.ts'
import { Id } from '../../../platform/contract/ids.ts'

const Work = z.object({ caseId: Id, unitId: Id.nullable(), customerId: Id.nullable(), requesterId: Id, handlerId: Id.nullable(), firstOwnerId: Id.nullable(), workId: Id, engineerId: Id.nullable().default(null), number: z.string(), text: z.string().default(''), by: z.string().default('') })
export type FieldFact = z.infer<typeof Work>
const about = { subject: (e: { caseId: string }) => `case:${e.caseId}` }, seen = { ...about, audience: 'public' as const }
const fact = (name: string) => defineEvent(`field.${name}@1`, Work, about), told = (name: string) => defineEvent(`field.${name}@1`, Work, seen)

/** The requester sees who comes and when they came, and that the visit is over (§1.2-14). */
export const VisitPlanned = told('visit-planned'), VisitChanged = told('visit-changed'), VisitCancelled = told('visit-cancelled'), EngineerTravelling = told('engineer-travelling'), EngineerArrived = told('engineer-arrived'), VisitFinished = told('visit-finished'), VisitFailed = told('visit-failed'), VisitSigned = told('visit-signed')
/** Something was noted on site: a step, a part, words, a picture. */
export const VisitNoted = fact('visit-noted'), VisitKept = fact('visit-kept'), KeptDecided = fact('kept-decided')
export const RepairReceived = told('repair-received'), RepairMoved = told('repair-moved')
export const CaseReferred = told('case-referred'), ReferralAnswered = fact('referral-answered'), ReferralResult = told('referral-result')
/** The directory of specialists and authorised points, and the register of serial numbers. */
export const PointSaved = defineEvent('field.point-saved@1', z.object({ pointId: Id, name: z.string() }), { subject: (e) => `service-point:${e.pointId}` })
export const SerialsSaved = defineEvent('field.serials-saved@1', z.object({ count: z.number().int() }))
export const StockSet = defineEvent('field.stock-set@1', z.object({ engineerId: Id, count: z.number().int() }))

export const visitEvents = [VisitPlanned, VisitChanged, VisitCancelled, EngineerTravelling, EngineerArrived, VisitFinished, VisitFailed, VisitSigned, VisitNoted, VisitKept, KeptDecided, RepairReceived, RepairMoved, CaseReferred, ReferralAnswered, ReferralResult] as const
export const fieldEvents = [...visitEvents, PointSaved, SerialsSaved, StockSet] as const
