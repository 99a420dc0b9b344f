// Finding the cause, asking, handing on, waiting for others, solving and checking.
import { casesApi } from '../../domains/cases/contract/api.ts'
import { conversationsApi } from '../../domains/conversations/contract/api.ts'
import { waitForVendor } from './call-vendor.ts'
import type { CaseInHand, Life } from './case-in-hand.ts'
import { upload, withAnswer } from './enclosures.ts'
import { receiveMail } from './raw-mail.ts'
import { visitCustomer } from './visit-customer.ts'
import { beginDiagnosis, beginPlan, endDiagnosis, endPlan } from './work-inside.ts'
import { personOf, teamOf } from './world.ts'

const DELAYS_ZH = ['初次定位方向有误，重新排查后才找到原因。', '变更窗口只在凌晨，需等到当晚执行。', '现场日志已被覆盖，等待重新采集。', '复现环境搭建用时超出预期。', '需要开发出补丁，排期后延。', '同时段有两起紧急故障，人手不足。', '客户侧接口人休假，配合时间推迟。']
const DELAYS_EN = ['The first suspicion was wrong; the search began anew.', 'The change window is at night only.', 'The logs were overwritten and had to be collected again.', 'A patch is needed from development.', 'Two outages at the same time, nobody free.']

export async function* findCause(c: CaseInHand): Life {
  yield* c.wait('work', c.facts.state === 'reopened' ? 1 : 0.5)
  await c.move(c.handler!, { to: 'diagnosing', evidence: c.problem.evidence })
  await beginDiagnosis(c)
  if (c.done) return
  const { problem: p } = c
  const restricted = c.facts.problemClass === 'data-security'
  if (c.facts.initialSolutionAt === null && (p.party === 'internal' || c.facts.level === 'URGENT') && !restricted && c.facts.round === 1) {
    yield* c.wait('respond')
    await c.say(c.handler!, { body: p.advice, initialSolution: true })
  }
  if (c.facts.containmentAt === null && (c.facts.level === 'A' || (p.party === 'internal' && c.dice.chance(0.35)))) {
    yield* c.wait('assign')
    await c.world.desk.as(c.handler!, casesApi.contain, { params: { id: c.facts.id }, body: { description: p.advice } })
    await c.refresh()
  }
}

/** To a colleague, to the level above, or only for advice. The first-contact owner stays (§1.2). */
export async function* handOn(c: CaseInHand): Life {
  const { course } = c.plan, team = c.team.workers.filter((w) => w.id !== c.handler!.id)
  if (c.facts.problemClass === 'data-security') return
  const other = team.length > 0 ? c.dice.pick(team) : null
  if (course.consults && other) yield* offer(c, 'consult', other.id, c.word('请帮忙看一下日志中的这一段。', 'Could you look at this part of the log?'), true)
  if (course.handOver && other) yield* offer(c, 'transfer', other.id, c.word('涉及你负责的模块，麻烦接手。', 'This is your module, please take over.'), course.handOver === 'accepted')
  if (course.escalates) yield* offer(c, 'escalate', null, c.word('需要区域协调多个团队。', 'Several teams have to work together.'), true)
}

async function* offer(c: CaseInHand, kind: 'transfer' | 'consult' | 'escalate', toId: string | null, reason: string, accepted: boolean): Life {
  yield* c.wait('assign')
  const { desk, people } = c.world, params = { id: c.facts.id }
  const offered = await desk.as(c.handler!, casesApi.offerTransfer, { params, body: { kind, reason, ...(toId ? { toId } : {}) } })
  yield* c.wait('assign')
  const asked = [...people.values()].find((p) => p.id === offered.to.id)!
  const answer = { accepted, ...(accepted ? {} : { reason: c.word('今天已满，请先由你继续。', 'My day is full, please carry on.') }) }
  await desk.as(asked, casesApi.answerTransfer, { params: { ...params, transferId: offered.id }, body: answer })
  await c.refresh()
  if (accepted && kind !== 'consult') c.handler = asked
}

/** A question to the requester stops the promise to solve; the answer lets it go on (CL-05). */
export async function* askRequester(c: CaseInHand): Life {
  const { problem: p } = c
  if (!c.plan.course.asks || c.facts.problemClass === 'data-security') return
  yield* c.wait('assign')
  await c.say(c.handler!, { body: p.ask })
  await c.move(c.handler!, { to: 'waiting-requester', reason: p.ask })
  if (c.done) return
  yield* c.waitMinutes(15, 420)
  if (c.plan.channel === 'mail') await replyByMail(c, p.given)
  else await c.say(c.requester, { body: p.given, ...await upload(c, c.requester, withAnswer(c, p.given)) })
  await c.refresh()
}

/** The requester answers our last mail from the own mailbox: it joins the case by its thread. */
async function replyByMail(c: CaseInHand, text: string): Promise<void> {
  const { items } = await c.world.desk.as(c.handler!, conversationsApi.list, { params: { id: c.facts.id }, query: { order: 'desc' } })
  const ours = items.find((m) => m.direction === 'out' && m.messageId)
  const quote = (ours?.text ?? '').split('\n').map((line) => `> ${line}`).join('\n')
  const joined = await receiveMail(c.world, {
    from: { name: c.requester.name, address: c.requester.email! }, subject: `Re: ${c.problem.title}`, text: `${text}\n\n${c.requester.name}\n\n${quote}`, inReplyTo: ours?.messageId ?? null, id: `reply-${c.plan.no}-${c.facts.version}`, enclosures: withAnswer(c, text),
  })
  if (joined !== c.facts.id) throw new Error(`the reply of case ${c.facts.number} went elsewhere`)
}

export async function* solveCase(c: CaseInHand): Life {
  const { problem: p } = c
  if (p.vendor && c.facts.round === 1) yield* waitForVendor(c)
  if (c.done) return
  yield* c.wait('work')
  await endDiagnosis(c)
  await c.move(c.handler!, { to: 'solving', nature: p.nature, cause: p.cause })
  await beginPlan(c)
  if (c.done) return
  if (p.line === 'after-sales' && p.nature === 'hardware' && c.facts.round === 1) yield* visitCustomer(c)
  if (c.done) return
  const late = c.plan.course.lateResolution && c.facts.round === 1
  if (late) {
    c.delay = c.dice.pick(c.english ? DELAYS_EN : DELAYS_ZH)
    yield* c.wait('assign')
    await c.note(c.handler!, c.delay)
  }
  yield* c.wait('solve', late ? c.dice.between(4, 7) : 1)
  await endPlan(c)
  const checks = c.facts.problemClass === 'application-configuration' ? { configurationChecks: { stability: 'pass' as const, security: 'pass' as const } } : {}
  await c.move(c.handler!, { to: 'verifying', solution: c.fix, planExecuted: true, ...checks })
  if (c.done) return
  yield* c.wait('verify')
  await c.move(c.handler!, { to: 'resolved', retest: 'pass', stability: 'pass', verificationEvidence: p.proof })
}

/** Somebody of the unit who is not the handler; the lead when there is nobody else. */
export function colleagueOf(c: CaseInHand) {
  if (c.facts.problemClass === 'data-security') return personOf(c.world, 'xu')
  return teamOf(c.world, c.facts.unitId).lead
}
