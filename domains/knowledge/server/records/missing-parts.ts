// Which of the five parts of a case record are incomplete (§3.4-3). Pure.
import type { RecordParts } from '../../contract/case-record.ts'

const empty = (text: string): boolean => text.trim() === ''

/** Names of what is missing, as `part.field`; an empty list means that the record may be archived (R3.4-10). */
export function missingParts({ description, process, result, handling, classification }: RecordParts): string[] {
  const missing: [boolean, string][] = [
    [empty(description.symptom), 'description.symptom'], [description.occurredAt === null, 'description.occurredAt'], [empty(description.impact), 'description.impact'],
    [empty(process.diagnosis), 'process.diagnosis'], [empty(process.solution), 'process.solution'], [empty(process.verification), 'process.verification'],
    [result.solved === null, 'result.solved'], [empty(result.userFeedback), 'result.userFeedback'],
    [handling.handlers.length === 0, 'handling.handlers'], [handling.startedAt === null || handling.endedAt === null, 'handling.time'],
    [empty(classification.problemClass), 'classification.problemClass'], [empty(classification.priority), 'classification.priority'],
  ]
  return missing.filter(([gone]) => gone).map(([, name]) => name)
}
