// Offers of transfer, consultation and escalation.
import { sql } from 'kysely'
import type { TransferKind } from '../../contract/transfer.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'

export interface TransferRow {
  id: string; caseId: string; kind: TransferKind; fromId: string; fromName: string; toId: string; toName: string; unitId: string | null; reason: string
  state: 'offered' | 'accepted' | 'declined' | 'withdrawn'; answerReason: string | null; offeredAt: Date; answeredAt: Date | null
  /** What was said in a consultation. */
  answer: string | null
  /** The unit that a consultation went to. */
  toUnitId: string | null
  /** Handover note. */
  note: string | null
}

const columns = sql.raw(`id, case_id as "caseId", kind, from_id as "fromId", from_name as "fromName", to_id as "toId", to_name as "toName", unit_id as "unitId", reason, state,
  answer_reason as "answerReason", offered_at as "offeredAt", answered_at as "answeredAt", answer, to_unit_id as "toUnitId", note`)

export async function insertTransfer(ctx: Ctx, t: Omit<TransferRow, 'state' | 'answerReason' | 'offeredAt' | 'answeredAt' | 'answer'>): Promise<TransferRow> {
  const made = await sql<TransferRow>`insert into cases_transfers (id, case_id, kind, from_id, from_name, to_id, to_name, unit_id, reason, state, offered_at, to_unit_id, note)
    values (${t.id}, ${t.caseId}, ${t.kind}, ${t.fromId}, ${t.fromName}, ${t.toId}, ${t.toName}, ${t.unitId}, ${t.reason}, 'offered', ${ctx.now()}, ${t.toUnitId}, ${t.note}) returning ${columns}`.execute(ctx.sql<unknown>())
  return made.rows[0]!
}

export async function readTransfer(ctx: Ctx, caseId: string, id: string): Promise<TransferRow | null> {
  const found = await sql<TransferRow>`select ${columns} from cases_transfers where id = ${id} and case_id = ${caseId} for update`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

export async function listTransfers(ctx: Ctx, caseId: string): Promise<TransferRow[]> {
  const found = await sql<TransferRow>`select ${columns} from cases_transfers where case_id = ${caseId} order by offered_at, id`.execute(ctx.sql<unknown>())
  return found.rows
}

/** The offer of a new handler that waits for an answer; consultations do not count. */
export async function openOffer(ctx: Ctx, caseId: string): Promise<TransferRow | null> {
  const found = await sql<TransferRow>`select ${columns} from cases_transfers where case_id = ${caseId} and state = 'offered' and kind <> 'consult'`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

/** `by`: who answered for the unit that was asked. */
export async function closeTransfer(ctx: Ctx, id: string, state: 'accepted' | 'declined', answerReason: string | null, answer: string | null, by: { id: string; name: string }): Promise<TransferRow> {
  const closed = await sql<TransferRow>`update cases_transfers set state = ${state}, answer_reason = ${answerReason}, answered_at = ${ctx.now()}, answer = ${answer}, to_id = ${by.id}, to_name = ${by.name} where id = ${id} returning ${columns}`.execute(ctx.sql<unknown>())
  return closed.rows[0]!
}

/** Offers of a new handler are void once there is one, or the case ended. Answers which were. */
export async function withdrawOffers(ctx: Ctx, caseId: string): Promise<string[]> {
  const void_ = await sql<{ id: string }>`update cases_transfers set state = 'withdrawn', answered_at = ${ctx.now()} where case_id = ${caseId} and state = 'offered' and kind <> 'consult' returning id`.execute(ctx.sql<unknown>())
  return void_.rows.map((r) => r.id)
}
