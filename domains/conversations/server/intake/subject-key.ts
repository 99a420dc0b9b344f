// The matter of a mail by its subject: without Re:, forwards and our number. Pure.

const PREFIX = /^(?:re|aw|sv|antw|fw|fwd|wg|tr|答复|回复|回覆|答覆|转发|轉寄|轉發|转寄|自动回复)(?:\s*\[\d+\])?\s*[:：]\s*/i
const NUMBER = /\[?\bHY-\d{6}-\d{4,}\b\]?/gi

/** The subject as a person would say it: for titles. */
export function bareSubject(subject: string): string {
  let text = subject.replace(/\s+/g, ' ').trim()
  for (let before = ''; before !== text;) { before = text; text = text.replace(PREFIX, '').trim() }
  return text
}

/** Equal for all mails on one matter; empty when the subject says nothing. */
export const subjectKey = (subject: string): string => bareSubject(bareSubject(subject).replace(NUMBER, ' ')).replace(/\s+/g, ' ').trim().normalize('NFKC').toLowerCase().slice(0, 300)

/** Case numbers in a subject, as we write them. */
export const numbersIn = (subject: string): string[] => [...new Set((subject.match(/\bHY-\d{6}-\d{4,}\b/gi) ?? []).map((n) => n.toUpperCase()))].slice(0, 5)

/** True when the subject says that it answers something. */
export const isAnswer = (subject: string): boolean => PREFIX.test(subject.trim())
