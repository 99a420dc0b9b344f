// What other domains may use of visits, repairs and referrals.
export { CaseReferred, ReferralResult, VisitFailed, VisitPlanned, VisitSigned, type FieldFact } from './contract/events.ts'
