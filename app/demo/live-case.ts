// The life of a case in the story, from the report to the archive: the people do what their rights allow, the rules do the rest.
import type { Actor } from '../../platform/server/ctx.ts'
import { CaseInHand, type Life } from './case-in-hand.ts'
import { archiveCase, hearAnswer, tellResult } from './close-case.ts'
import type { CasePlan } from './plan-cases.ts'
import { reportCase } from './report-case.ts'
import { reportAgain } from './report-again.ts'
import { MINUTE, onDuty } from './story-time.ts'
import { callVendor } from './call-vendor.ts'
import { askRequester, findCause, handOn, solveCase } from './work-on-case.ts'
import { afterStep, beforeEnd, hurryOf } from './pace.ts'
import { personOf, readCase, type World } from './world.ts'

/** Throws what the product answers when the story asks for something that the rules refuse. */
export async function* liveCase(world: World, plan: CasePlan): Life {
  const c = new CaseInHand(world, plan)
  yield c.at
  await reportCase(c)
  if (plan.course.ending === 'merged') yield* reportAgain(c)
  if (plan.course.ending === 'cancelled-by-requester') return yield* withdraw(c)
  yield* goThrough(c)
}

/** A case that is there already. */
export async function* liveOn(world: World, plan: CasePlan, caseId: string): Life {
  const c = new CaseInHand(world, plan)
  c.facts = await readCase(world, caseId)
  yield c.at
  yield* goThrough(c)
}

async function* goThrough(c: CaseInHand): Life {
  const { plan } = c
  for (const part of [classify, assign, respond, callVendor, talk]) {
    if (c.done) return
    yield* part(c)
  }
  if (plan.course.ending === 'cancelled') return yield* cancel(c)
  for (let round = 1; !c.done; round++) {
    yield* workOn(c, round)
    if (c.done) return
    yield* tellResult(c)
    if (c.done || await (yield* hearAnswer(c, round)) === 'over') break
  }
  if (!c.done) yield* archiveCase(c)
}

async function* workOn(c: CaseInHand, round: number): Life {
  for (const part of round === 1 ? [findCause, handOn, askRequester, solveCase] : [findCause, solveCase]) {
    if (c.done) return
    yield* part(c)
  }
}

async function* classify(c: CaseInHand): Life {
  if (c.facts.state !== 'new') return
  yield* c.wait('classify')
  const { problem: p, facts } = c
  const inside = p.party === 'internal' && facts.effects.length === 0 && p.effects.length > 0 ? { effects: [...p.effects] } : {}
  const line = facts.serviceLine === p.line ? {} : { serviceLine: p.line, reason: c.word('按报告内容更正服务线。', 'Service line corrected by the content of the report.') }
  // Field engineers classify their own cases only.
  const by = c.team.lead.id === personOf(c.world, 'shi').id || c.dice.chance(0.2) ? c.team.lead : c.dice.pick(c.team.workers)
  await c.move(by, { to: 'classified', problemClass: p.problemClass, subClass: p.subClass, complexity: p.complexity, ...(facts.urgency ? {} : { urgency: p.urgency }), ...(facts.impact ? {} : { impact: p.impact }), ...inside, ...line })
}

/** Since then the leads of the story work at the board. */
const BOARD_SINCE = 21 * 24 * 60 * MINUTE

/** Somebody takes it, or the lead gives it to somebody; settings of customers in the east are looked after in Hangzhou. */
async function* assign(c: CaseInHand): Life {
  yield* c.wait('assign')
  const hangzhou = c.world.units.get('HZ')!
  if (c.facts.problemClass === 'data-security') c.handler = personOf(c.world, 'xu')
  else if (c.problem.problemClass === 'application-configuration' && c.facts.unitId === c.world.units.get('SH')) {
    c.handler = personOf(c.world, c.dice.pick(['zheng', 'feng']))
    return c.move(c.team.lead, { to: 'assigned', handlerId: c.handler.id, unitId: hangzhou })
  } else c.handler = c.dice.pick(c.team.workers)
  const by: Actor = c.facts.problemClass !== 'data-security' && c.dice.chance(0.4) ? c.team.lead : c.handler
  if (by === c.team.lead && by.id !== c.handler.id && c.at > c.world.end - BOARD_SINCE) return c.giveTo(by, c.handler)
  await c.move(by, { to: 'assigned', handlerId: c.handler.id })
}

/** In time as a rule; where the plan says late, some time after the promise was broken. */
function responseMoment(c: CaseInHand): number {
  const natural = afterStep(c.dice, hurryOf(c.facts), 'respond', c.at)
  if (c.last) return Math.min(natural, beforeEnd(c.dice, hurryOf(c.facts), c.at, c.world.end))
  const due = c.facts.nextDueKind === 'response' ? c.facts.nextDueAt!.getTime() : null
  if (due === null) return natural
  if (c.plan.course.lateResponse) return onDuty(c.dice, due + (due - c.plan.at) * c.dice.between(0.04, 0.4))
  return natural < due ? natural : Math.max(c.at + MINUTE, due - c.dice.between(2, 12) * MINUTE)
}

async function* respond(c: CaseInHand): Life {
  c.at = responseMoment(c)
  yield c.at
  const { problem: p, handler } = c
  const promise = { owner: handler!.name, nextStep: p.next, expectedAt: c.promise(hurryOf(c.facts) === 'rush' ? 1.5 : hurryOf(c.facts) === 'desk' ? 3 : 8) }
  if (c.facts.problemClass === 'data-security') return c.move(handler!, { to: 'responded', reply: p.reply, ...promise })
  const helps = p.line === 'enquiry' ? c.dice.chance(0.8) : p.party === 'internal' && c.dice.chance(0.55)
  const spoken = c.plan.channel === 'phone' ? { channel: 'phone' as const, followUp: p.next, customerFeedback: c.word('同意按此处理，等待回复。', 'Agrees, waits for news.') } : {}
  await c.say(handler!, { body: helps ? `${p.reply}\n\n${p.advice}` : p.reply, ...promise, ...spoken, initialSolution: helps, ...(p.severity ? { severity: p.severity } : {}) })
}

/** What people say while they wait; a second look at the grade. */
async function* talk(c: CaseInHand): Life {
  const { course } = c.plan
  if (course.notes) { yield* c.wait('assign'); await c.note(c.handler!, c.problem.note) }
  if (course.regrades) {
    yield* c.wait('assign')
    if (c.facts.urgency === 'high') await c.edit(c.handler!, { urgency: 'medium', reason: c.word('影响范围经核实有限，已有替代办法，调整紧急程度。', 'The reach is limited and there is a way round: less urgent than reported.') })
    else if (c.facts.complexity !== 'high') await c.edit(c.handler!, { complexity: 'high', reason: c.word('涉及多个组件，需要跨团队排查。', 'Several components are involved, other teams have to help.') })
  }
  if (!course.chases || c.facts.problemClass === 'data-security') return
  yield* hurryOf(c.facts) === 'rush' ? c.waitMinutes(8, 25) : c.waitMinutes(20, 200)
  await c.say(c.requester, { body: c.word('请问现在有进展吗？我们这边还在等。', 'Is there any news? We are still waiting on our side.') })
  yield* c.wait('assign')
  await c.say(c.handler!, { body: c.word(`正在处理：${c.problem.next}。有结果会第一时间告知。`, `We are at it: ${c.problem.next.toLowerCase()}. You will hear from us as soon as there is a result.`) })
}

async function* withdraw(c: CaseInHand): Life {
  yield* c.waitMinutes(2, 6)
  await c.refresh()
  if (['new', 'classified', 'assigned'].includes(c.facts.state)) await c.move(c.requester, { to: 'cancelled', reason: c.word('已自行恢复，无需处理。', 'It works again by itself, nothing to do.') })
}

async function* cancel(c: CaseInHand): Life {
  yield* c.wait('work')
  await c.move(c.handler!, { to: 'cancelled', reason: c.word('经与报告人电话确认为演练操作，不需要处理。', 'Confirmed by telephone: this was a drill of the requester.') })
}
