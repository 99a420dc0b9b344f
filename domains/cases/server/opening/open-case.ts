// Opens a case: who asks, which line, where it lands (§1.2, §3.2-1, §5.2-1). As few statements as possible: intake is the hottest path.
import type { Case, OpenCase } from '../../contract/case.ts'
import { CaseLinked, CaseMessageNeeded } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, NotFound } from '../../../../platform/server/errors.ts'
import { attachDrafts } from '../../../../platform/server/files/public.ts'
import { FilledReply } from '../../../../platform/server/http/reply.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import type { CaseFacts } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { findCase } from '../find-case.ts'
import { linkCases } from '../lists/links-store.ts'
import { showCase } from '../show-case.ts'
import { unitNames } from '../unit-names.ts'
import { deriveServiceLine } from './derive-service-line.ts'
import { findRequester } from './find-requester.ts'
import { insertOpenedCase, insertOpenedCaseLate, type Opened } from './insert-opened-case.ts'
import { missingFactsOf } from './missing-facts.ts'
import { routeCase } from './route-case.ts'

export interface OpenOptions {
  /** First receipt on the channel, when that was before now: the clocks start there. */
  createdAt?: Date
}
/** Opening in code: what HTTP defaults may be left out. */
export type OpenInput = Omit<OpenCase, 'channel'> & Partial<Pick<OpenCase, 'channel'>>

/** Channels on which whoever enters the case has just spoken with the requester. */
const SPOKEN = new Set(['phone', 'chat', 'on-site'])
const CLOCK_SKEW_MS = 5 * 60_000

/** Opens a case and answers it as it is after everything that follows in the same transaction. Throws BadInput (requester, files, time). */
export async function openCase(ctx: Ctx, input: OpenInput, options: OpenOptions = {}): Promise<CaseFacts> {
  const { row, follows } = await prepare(ctx, input)
  const opened = await insertOpenedCase(ctx, row, options.createdAt)
  await addRest(ctx, opened, input, follows)
  return opened
}

/** The same for a request. Where nothing else needs the row or its number, all of it goes to the database in one packet and the number comes with the commit. */
export async function openByRequest(ctx: Ctx, input: OpenInput): Promise<Case | FilledReply<Case>> {
  const { row, follows } = await prepare(ctx, input)
  const { facts, number } = await insertOpenedCaseLate(ctx, row)
  if (!follows && !input.attachments?.length && facts.missingFacts.length === 0) return new FilledReply(await showCase(ctx, facts, true), number, (reply) => { reply.number = number.rows()[0]!.number })
  const opened = { ...facts, number: (await number.now())[0]!.number }
  await addRest(ctx, opened, input, follows)
  return showCase(ctx, opened, !follows)
}

async function prepare(ctx: Ctx, input: OpenInput): Promise<{ row: Opened; follows: CaseFacts | null }> {
  refuseFuture(ctx, input)
  const follows = input.followsCaseId ? await earlierCase(ctx, input.followsCaseId) : null
  return { row: await rowFor(ctx, input), follows }
}

/** What refers to the new row. */
async function addRest(ctx: Ctx, opened: CaseFacts, input: OpenInput, follows: CaseFacts | null): Promise<void> {
  if (input.attachments?.length) await attachDrafts(ctx, input.attachments, `case:${opened.id}`)
  if (opened.missingFacts.length > 0) await askForFacts(ctx, opened)
  if (follows && await linkCases(ctx, opened.id, follows.id, 'follows')) await ctx.emit(CaseLinked, { ...whereOf(opened), otherId: follows.id, otherNumber: follows.number, kind: 'follows' })
}

async function rowFor(ctx: Ctx, input: OpenInput): Promise<Opened> {
  const { facts: requester, regionId } = await findRequester(ctx, input)
  const channel = input.channel ?? 'api', serviceLine = deriveServiceLine(input, requester.requesterType)
  const unitId = await routeCase(ctx, { serviceLine, problemClass: input.problemClass ?? null, requesterType: requester.requesterType, regionId })
  const asks = requester.requesterType === 'internal' && channel !== 'monitor'
  const spoke = SPOKEN.has(channel) && ctx.actor.kind === 'staff' && ctx.actor.id !== requester.requesterId
  return {
    ...requester, ...(spoke ? { firstOwnerId: ctx.actor.id, firstOwnerName: ctx.actor.name } : {}), unitId, ...await unitNames(ctx, unitId),
    title: input.title, description: input.description, channel, serviceLine, problemClass: input.problemClass, subClass: input.subClass, urgency: input.urgency, impact: input.impact,
    complexity: input.complexity, effects: input.effects ? [...new Set(input.effects)] : undefined, severity: input.severity, outsideService: input.outsideService ?? input.problemClass === 'third-party-service',
    assetId: input.assetId, serviceItemId: input.serviceItemId, occurredAt: input.occurredAt ? new Date(input.occurredAt) : undefined, systemVersion: input.systemVersion,
    expectedResult: input.expectedResult, missingFacts: asks ? missingFactsOf(input) : undefined,
  }
}

/** The case that this one follows. Throws BadInput when it does not exist for the sender. */
async function earlierCase(ctx: Ctx, id: string): Promise<CaseFacts> {
  try { return await findCase(ctx, id) } catch (error) {
    if (error instanceof NotFound) throw new BadInput([{ pointer: '/followsCaseId', code: 'case.follows-unknown' }])
    throw error
  }
}

function refuseFuture(ctx: Ctx, input: OpenInput): void {
  if (input.occurredAt && new Date(input.occurredAt).getTime() > ctx.now().getTime() + CLOCK_SKEW_MS) throw new BadInput([{ pointer: '/occurredAt', code: 'case.occurred-in-future', clause: '§3.2-1' }])
}

/** What an internal report lacks is asked for by a message; the report itself is taken (R3.2-3, S-034). */
async function askForFacts(ctx: Ctx, facts: CaseFacts): Promise<void> {
  const items = facts.missingFacts.map((fact) => `- ${translate(ctx.locale, `cases.fact.${fact}`)}`).join('\n')
  await ctx.emit(CaseMessageNeeded, { ...whereOf(facts), kind: 'facts-needed', author: 'system', text: translate(ctx.locale, 'cases.letter.facts-needed', { number: facts.number, items }), initialSolution: false })
}
