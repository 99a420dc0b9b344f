// Diagnosis: evidence is gathered, causes are excluded, the conclusion goes to the case, where the guard of solving looks at it (§1.2, §3.2-4, S-181).
import type { AddEvidence, ConcludeDiagnosis, Diagnosis, ExcludeCause } from '../contract/diagnosis.ts'
import { CauseExcluded, DiagnosisConcluded, DiagnosisOpened, EvidenceAdded } from '../contract/events.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { attachDrafts, describeFiles } from '../../../platform/server/files/public.ts'
import { newId } from '../../../platform/server/ids.ts'
import { recordFindings } from '../../cases/public.ts'
import { by, holdCaseForWork, holdRecord, iso, notNow, tell } from './hold-work.ts'
import { diagnoses, type DiagnosisRow } from './work-store.ts'

const MOST = 200

export const filesSubject = (caseId: string): string => `casework:${caseId}`

export async function openDiagnosis(ctx: Ctx, caseId: string, hypothesis: string): Promise<Diagnosis> {
  const facts = await holdCaseForWork(ctx, caseId)
  const row = await diagnoses.insert(ctx, { id: newId(), caseId, round: facts.round, state: 'open', hypothesis, evidence: [], excluded: [], nature: null, cause: null, conclusion: null, ...by(ctx), createdAt: ctx.now(), concludedAt: null, version: 1 })
  await tell(ctx, DiagnosisOpened, facts, row.id, hypothesis)
  return toDiagnosis(row)
}

/** Throws BadInput naming each file that is not an upload of the actor; Conflict `work-state` once concluded. */
export async function addEvidence(ctx: Ctx, caseId: string, workId: string, input: AddEvidence): Promise<Diagnosis> {
  const facts = await holdCaseForWork(ctx, caseId), row = await openRow(ctx, caseId, workId)
  const ids = [...new Set(input.fileIds ?? [])]
  await attachDrafts(ctx, ids, filesSubject(caseId), '/fileIds')
  const files = (await describeFiles(ctx, ids)).map((f) => ({ id: f.id, name: f.name }))
  const entry = { id: newId(), kind: input.kind, text: input.text, tool: input.tool ?? null, input: input.input ?? null, output: input.output ?? null, link: input.link ?? null, files, at: ctx.now().toISOString(), by: { id: ctx.actor.id, name: ctx.actor.name } }
  const kept = await diagnoses.update(ctx, workId, { evidence: [...row.evidence, entry], version: row.version + 1 })
  await tell(ctx, EvidenceAdded, facts, workId, input.text, { outcome: input.kind })
  return toDiagnosis(kept)
}

export async function excludeCause(ctx: Ctx, caseId: string, workId: string, input: ExcludeCause): Promise<Diagnosis> {
  const facts = await holdCaseForWork(ctx, caseId), row = await openRow(ctx, caseId, workId)
  const entry = { id: newId(), ...input, at: ctx.now().toISOString(), by: { id: ctx.actor.id, name: ctx.actor.name } }
  const kept = await diagnoses.update(ctx, workId, { excluded: [...row.excluded, entry], version: row.version + 1 })
  await tell(ctx, CauseExcluded, facts, workId, input.cause, { reason: input.why })
  return toDiagnosis(kept)
}

/** The case takes nature and cause, and the evidence in short: they feed the guard of solving, the case record and the result message. */
export async function concludeDiagnosis(ctx: Ctx, caseId: string, workId: string, input: ConcludeDiagnosis): Promise<Diagnosis> {
  const facts = await holdCaseForWork(ctx, caseId), row = await openRow(ctx, caseId, workId)
  const kept = await diagnoses.update(ctx, workId, { state: 'concluded', nature: input.nature, cause: input.cause, conclusion: input.conclusion ?? null, concludedAt: ctx.now(), version: row.version + 1 })
  const evidence = [...row.evidence.map((e) => (e.tool ? `${e.tool}: ${e.text}` : e.text)), ...row.excluded.map((e) => `✗ ${e.cause}: ${e.why}`)].join('\n').slice(0, 20_000)
  await recordFindings(ctx, facts, { nature: input.nature, cause: input.cause, ...(evidence ? { evidence } : {}) })
  await tell(ctx, DiagnosisConcluded, facts, workId, input.cause, { outcome: input.nature })
  return toDiagnosis(kept)
}

async function openRow(ctx: Ctx, caseId: string, workId: string): Promise<DiagnosisRow> {
  const row = await holdRecord(ctx, diagnoses, caseId, workId)
  if (row.state !== 'open') throw notNow('concluded', '/state')
  if (row.evidence.length + row.excluded.length >= MOST) throw notNow('too-many', '/state')
  return row
}

export const toDiagnosis = (d: DiagnosisRow): Diagnosis => ({
  id: d.id, round: d.round, state: d.state, hypothesis: d.hypothesis, evidence: d.evidence, excluded: d.excluded, nature: d.nature, cause: d.cause, conclusion: d.conclusion, by: { id: d.byId, name: d.byName }, createdAt: d.createdAt.toISOString(), concludedAt: iso(d.concludedAt),
})
