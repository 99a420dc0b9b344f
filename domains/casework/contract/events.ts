// Facts about work inside a case; all of them stand on the timeline of the case.
import { z } from 'zod'
import { defineEvent } from '../../../platform/contract/event.ts'
import { Id } from '../../../platform/contract/ids.ts'

/** Where the case belongs, as in its own facts, so that live updates can be scoped without a query. `workId` is the record, `text` what it is about. */
const Work = z.object({ caseId: Id, unitId: Id.nullable(), customerId: Id.nullable(), requesterId: Id, handlerId: Id.nullable(), firstOwnerId: Id.nullable(), workId: Id, text: z.string(), by: z.string().default(''), outcome: z.string().default('') })
export type WorkFact = z.infer<typeof Work>
const about = { subject: (e: { caseId: string }) => `case:${e.caseId}` }, seen = { ...about, audience: 'public' as const }
const fact = (name: string) => defineEvent(`casework.${name}@1`, Work, about)
const told = (name: string) => defineEvent(`casework.${name}@1`, Work, seen)

export const DiagnosisOpened = fact('diagnosis-opened'), EvidenceAdded = fact('evidence-added'), CauseExcluded = fact('cause-excluded'), DiagnosisConcluded = fact('diagnosis-concluded')
export const PlanDrafted = fact('plan-drafted'), PlanProposed = fact('plan-proposed'), PlanApproved = fact('plan-approved'), PlanRejected = fact('plan-rejected'), PlanStepDone = fact('plan-step-done'), PlanEnded = fact('plan-ended')
export const ChangeRequested = fact('change-requested'), ChangeDecided = fact('change-decided'), ChangeApplied = fact('change-applied'), ChangeChecked = fact('change-checked'), ChangeRolledBack = fact('change-rolled-back')
/** The user sees who asked to connect, what they answered, and from when to when somebody was connected (S-046). */
export const SessionRequested = told('session-requested'), SessionAnswered = told('session-answered'), SessionStarted = told('session-started'), SessionEnded = told('session-ended'), SessionCancelled = told('session-cancelled')
export const SubTaskOpened = fact('sub-task-opened'), SubTaskTaken = fact('sub-task-taken'), SubTaskAnswered = fact('sub-task-answered'), SubTaskCancelled = fact('sub-task-cancelled'), SubTaskOverdue = fact('sub-task-overdue')
export const VendorAsked = fact('vendor-asked'), VendorAnswered = fact('vendor-answered'), VendorTaskClosed = fact('vendor-task-closed')

export const caseworkEvents = [DiagnosisOpened, EvidenceAdded, CauseExcluded, DiagnosisConcluded, PlanDrafted, PlanProposed, PlanApproved, PlanRejected, PlanStepDone, PlanEnded, ChangeRequested, ChangeDecided, ChangeApplied,
  ChangeChecked, ChangeRolledBack, SessionRequested, SessionAnswered, SessionStarted, SessionEnded, SessionCancelled, SubTaskOpened, SubTaskTaken, SubTaskAnswered, SubTaskCancelled, SubTaskOverdue, VendorAsked, VendorAnswered, VendorTaskClosed] as const
