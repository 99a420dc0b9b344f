// Remote sessions: asked for, answered by the user on a page, by the link in the mail, or by message; started only with consent (R1.3-2, S-046).
import { SessionAnswered, SessionCancelled, SessionEnded, SessionRequested, SessionStarted } from '../contract/events.ts'
import type { ConsentPage, EndSession, RecordConsent, RemoteSession, RequestSession } from '../contract/session.ts'
import { actorOf } from '../../../platform/server/access/public.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { Conflict, NotFound } from '../../../platform/server/errors.ts'
import { newId } from '../../../platform/server/ids.ts'
import { findCase, loadCase, type CaseFacts } from '../../cases/public.ts'
import { holdCaseForWork, holdRecord, iso, notNow, person, tell } from './hold-work.ts'
import { launchOf } from './rules.ts'
import { idOfToken } from './signed-link.ts'
import { ofCase, sessions, type SessionRow } from './work-store.ts'

export async function requestSession(ctx: Ctx, caseId: string, input: RequestSession): Promise<RemoteSession> {
  const facts = await holdCaseForWork(ctx, caseId)
  const row = await sessions.insert(ctx, {
    id: newId(), caseId, state: 'requested', tool: input.tool, address: input.address ?? null, purpose: input.purpose, requesterId: facts.requesterId, requestedById: ctx.actor.id, requestedByName: ctx.actor.name, requestedAt: ctx.now(),
    consentWay: null, consentWords: null, consentById: null, consentByName: null, answeredAt: null, operatorId: null, operatorName: null, startedAt: null, endedAt: null, notes: null, recordingUrl: null,
  })
  await tell(ctx, SessionRequested, facts, row.id, row.purpose, { outcome: row.tool })
  return toSession(row)
}

/** Staff write down what the user said elsewhere, in their words. */
export async function recordConsent(ctx: Ctx, caseId: string, workId: string, input: RecordConsent): Promise<RemoteSession> {
  const facts = await holdCaseForWork(ctx, caseId), row = await holdRecord(ctx, sessions, caseId, workId)
  return toSession(await answer(ctx, facts, row, { given: input.given, way: input.way, words: input.words, byId: ctx.actor.id, byName: facts.requesterName }))
}

interface Answered { given: boolean; way: NonNullable<RemoteSession['consentWay']>; words: string | null; byId: string; byName: string }

async function answer(ctx: Ctx, facts: CaseFacts, row: SessionRow, a: Answered): Promise<SessionRow> {
  if (row.state !== 'requested' && !(row.state === 'consented' && !a.given)) throw notNow('session-answered', '/given')
  const kept = await sessions.update(ctx, row.id, { state: a.given ? 'consented' : 'refused', consentWay: a.way, consentWords: a.words, consentById: a.byId, consentByName: a.byName, answeredAt: ctx.now() })
  await tell(ctx, SessionAnswered, facts, row.id, row.purpose, { by: a.byName, outcome: kept.state, ...(a.words ? { reason: a.words } : {}) })
  return kept
}

/** Whoever starts is the operator. Throws Conflict `case-guard` without the consent of the user. */
export async function startSession(ctx: Ctx, caseId: string, workId: string): Promise<RemoteSession> {
  const facts = await holdCaseForWork(ctx, caseId), row = await holdRecord(ctx, sessions, caseId, workId)
  if (row.state !== 'consented') {
    if (row.state === 'requested' || row.state === 'refused') throw new Conflict('case-guard', {}, [{ pointer: '/consent', code: `casework.guard.consent-${row.state === 'refused' ? 'refused' : 'missing'}`, clause: '§1.3' }])
    throw notNow('session-state', '/state')
  }
  const kept = await sessions.update(ctx, row.id, { state: 'active', operatorId: ctx.actor.id, operatorName: ctx.actor.name, startedAt: ctx.now() })
  await tell(ctx, SessionStarted, facts, row.id, row.purpose, { by: ctx.actor.name, outcome: row.tool })
  return toSession(kept)
}

export async function endSession(ctx: Ctx, caseId: string, workId: string, input: EndSession): Promise<RemoteSession> {
  const facts = await holdCaseForWork(ctx, caseId), row = await holdRecord(ctx, sessions, caseId, workId)
  if (row.state !== 'active') throw notNow('session-state', '/state')
  const kept = await sessions.update(ctx, row.id, { state: 'ended', endedAt: ctx.now(), notes: input.notes, recordingUrl: input.recordingUrl ?? null })
  await tell(ctx, SessionEnded, facts, row.id, row.purpose, { by: row.operatorName ?? '' })
  return toSession(kept)
}

export async function cancelSession(ctx: Ctx, caseId: string, workId: string): Promise<RemoteSession> {
  const facts = await holdCaseForWork(ctx, caseId), row = await holdRecord(ctx, sessions, caseId, workId)
  if (row.state !== 'requested' && row.state !== 'consented') throw notNow('session-state', '/state')
  const kept = await sessions.update(ctx, row.id, { state: 'cancelled' })
  await tell(ctx, SessionCancelled, facts, row.id, row.purpose)
  return toSession(kept)
}

/** The requester's own list; for anybody else the case does not exist here. */
export async function showOwnSessions(ctx: Ctx, caseId: string): Promise<{ items: ConsentPage[] }> {
  const facts = await ownCase(ctx, caseId)
  return { items: (await sessions.list(ctx, ofCase(caseId), { order: 'id desc', limit: 50 })).map((s) => toPage(facts, s)) }
}

export async function answerConsent(ctx: Ctx, caseId: string, workId: string, given: boolean): Promise<ConsentPage> {
  const facts = await ownCase(ctx, caseId), row = await holdRecord(ctx, sessions, caseId, workId)
  return toPage(facts, await answer(ctx, facts, row, { given, way: 'portal', words: null, byId: ctx.actor.id, byName: ctx.actor.name }))
}

async function ownCase(ctx: Ctx, caseId: string): Promise<CaseFacts> {
  const facts = await findCase(ctx, caseId)
  if (facts.requesterId !== ctx.actor.id) throw new NotFound('case')
  return facts
}

/** What the link in the mail shows. Mail scanners open links: reading must change nothing. */
export async function showConsent(ctx: Ctx, token: string): Promise<ConsentPage> {
  const row = await sessions.read(ctx, idOfToken(ctx, 'consent', token))
  if (!row) throw new NotFound('link')
  return toPage(await loadCase(ctx, row.caseId), row)
}

/** Acts for the requester to whom the link was sent. */
export async function consentByLink(ctx: Ctx, token: string, given: boolean): Promise<ConsentPage> {
  const row = await sessions.read(ctx, idOfToken(ctx, 'consent', token), true)
  if (!row) throw new NotFound('link')
  const requester = await actorOf(ctx, row.requesterId), facts = await loadCase(ctx, row.caseId)
  const as = ctx.as({ ...requester, locale: ctx.locale })
  return toPage(facts, await answer(as, facts, row, { given, way: 'link', words: null, byId: requester.id, byName: requester.name }))
}

const toPage = (c: CaseFacts, s: SessionRow): ConsentPage => ({
  id: s.id, caseNumber: c.number, title: c.problemClass === 'data-security' ? '' : c.title, state: s.state, tool: s.tool, purpose: s.purpose, operatorName: s.operatorName ?? s.requestedByName, requestedAt: s.requestedAt.toISOString(),
  answeredAt: iso(s.answeredAt), startedAt: iso(s.startedAt), endedAt: iso(s.endedAt),
})

export const toSession = (s: SessionRow): RemoteSession => ({
  id: s.id, state: s.state, tool: s.tool, address: s.address, purpose: s.purpose, requestedBy: { id: s.requestedById, name: s.requestedByName }, requestedAt: s.requestedAt.toISOString(), consentWay: s.consentWay, consentWords: s.consentWords,
  consentBy: s.consentByName, answeredAt: iso(s.answeredAt), operator: person(s.operatorId, s.operatorName), startedAt: iso(s.startedAt), endedAt: iso(s.endedAt), notes: s.notes, recordingUrl: s.recordingUrl,
  launch: s.state === 'consented' || s.state === 'active' ? launchOf(s.tool, s.address) : null,
})
