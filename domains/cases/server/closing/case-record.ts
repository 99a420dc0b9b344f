// The five parts of the case record, drawn from the case (§3.4-1, §3.4-3). People complete the draft; what they wrote is never overwritten.
import { caseRecordOf, completeCaseRecord, draftCaseRecord, editCaseRecord, reopenCaseRecord, type RecordParts } from '../../../knowledge/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import type { CaseFacts } from '../case-facts.ts'
import { readRating } from './rating-store.ts'

/** At resolution (B-17, S-055). */
export async function draftRecord(ctx: Ctx, facts: CaseFacts): Promise<void> {
  await draftCaseRecord(ctx.asSystem(), {
    caseId: facts.id, number: facts.number, title: facts.title, parts: partsOf(facts), unitId: facts.unitId, customerId: facts.customerId, clearance: facts.problemClass === 'data-security' ? 'cases.restricted' : null,
  })
}

export function partsOf(facts: CaseFacts): RecordParts {
  const word = (key: string) => translate('zh-CN', key)
  const join = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join('\n')
  const passed = (what: string, result: string | null) => (result ? `${word(`cases.record.${what}`)}：${word(`cases.check.${result}`)}` : null)
  return {
    description: { symptom: facts.description, occurredAt: (facts.occurredAt ?? facts.createdAt).toISOString(), impact: join(facts.impact && word(`cases.impact.${facts.impact}`), facts.effects.map((e) => word(`cases.effect.${e}`)).join('、')) || word('cases.record.impact-unknown') },
    process: {
      diagnosis: join(facts.nature && `${word(`cases.nature.${facts.nature}`)}`, facts.cause, facts.evidence), solution: facts.solution ?? '',
      verification: join(passed('retest', facts.retest), passed('stability', facts.stability), facts.verificationEvidence),
    },
    result: { solved: null, userFeedback: '' },
    handling: { handlers: handlersOf(facts), startedAt: facts.createdAt.toISOString(), endedAt: facts.resolvedAt?.toISOString() ?? null },
    classification: { problemClass: join(facts.problemClass && word(`cases.class.${facts.problemClass}`), facts.subClass), priority: priorityOf(facts, word) },
  }
}

function handlersOf(facts: CaseFacts): RecordParts['handling']['handlers'] {
  const handler = facts.handlerName ? [{ id: facts.handlerId, name: facts.handlerName, role: 'handler' as const, from: facts.stages.find((s) => s.stage === 'assigned')?.enteredAt ?? null, until: facts.resolvedAt?.toISOString() ?? null }] : []
  const owner = facts.firstOwnerName && facts.firstOwnerId !== facts.handlerId ? [{ id: facts.firstOwnerId, name: facts.firstOwnerName, role: 'first-owner' as const, from: facts.respondedAt?.toISOString() ?? null, until: null }] : []
  return [...handler, ...owner]
}

/** The level with its scale (B-45), or where none exists the severity or the service line (CL-13). */
function priorityOf(facts: CaseFacts, word: (key: string) => string): string {
  if (facts.level) return word(`cases.level.${facts.level}`)
  if (facts.severity) return word(`cases.severity.${facts.severity}`)
  return facts.serviceLine ? word(`cases.service-line.${facts.serviceLine}`) : ''
}

/** The user's answer, or that there was none, goes into part 3 (R3.4-3). */
export async function refreshRecord(ctx: Ctx, facts: CaseFacts): Promise<void> {
  const record = await caseRecordOf(ctx, facts.id)
  if (!record || record.state === 'archived') return
  const rating = await readRating(ctx, facts.id)
  const answer = facts.state === 'closed-unconfirmed' ? 'unconfirmed' : 'confirmed'
  const said = [translate('zh-CN', `cases.record.${answer}`), rating?.round === facts.round ? translate('zh-CN', 'cases.record.rated', { score: rating.score }) : null, rating?.comment].filter(Boolean).join('\n')
  const { result, process } = record.parts
  await editCaseRecord(ctx.asSystem(), facts.id, {
    result: { solved: result.solved ?? true, userFeedback: result.userFeedback || said },
    ...(process.solution === '' && facts.result ? { process: { ...process, solution: facts.result.solution } } : {}),
  })
}

export const archiveRecord = async (ctx: Ctx, facts: CaseFacts): Promise<void> => { await completeCaseRecord(ctx, facts.id) }
export const reopenRecord = (ctx: Ctx, facts: CaseFacts): Promise<void> => reopenCaseRecord(ctx, facts.id)
