// What other domains may use of the knowledge base.
export { caseRecordOf, completeCaseRecord, draftCaseRecord, editCaseRecord, reopenCaseRecord, type RecordDraft } from './server/records/keep-case-record.ts'
export { missingParts } from './server/records/missing-parts.ts'
export { deleteRecord as removeCaseRecord } from './server/records/record-store.ts'
export type { CaseRecord, EditCaseRecord, RecordParts } from './contract/case-record.ts'
export { ArticlePublished, CaseRecordArchived, CaseRecordDrafted, CaseRecordEdited } from './contract/events.ts'
