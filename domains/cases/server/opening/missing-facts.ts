// The five facts of an internal report (§3.2-1): the symptom is mandatory, the other four are asked for.

export const REPORT_FACTS = ['attachments', 'systemVersion', 'occurredAt', 'expectedResult'] as const
export type ReportFact = typeof REPORT_FACTS[number]

interface Report { attachments?: readonly string[]; systemVersion?: unknown; occurredAt?: unknown; expectedResult?: unknown }

/** Which of screenshots or logs, system version, time of occurrence and expected result an internal report lacks (R3.2-3). */
export function missingFactsOf(report: Report): ReportFact[] {
  return REPORT_FACTS.filter((fact) => (fact === 'attachments' ? (report.attachments ?? []).length === 0 : report[fact] === undefined || report[fact] === null))
}
