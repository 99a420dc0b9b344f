// What other domains may use of work inside a case.
export { caseworkEvents, DiagnosisConcluded, PlanEnded, SessionEnded, SubTaskAnswered, VendorAnswered, type WorkFact } from './contract/events.ts'
