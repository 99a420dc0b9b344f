// The result goes to the requester, who answers or does not; then review and archive (§3.3-3, §3.4-3, §5.2-6).
import { casesApi } from '../../domains/cases/contract/api.ts'
import type { CaseInHand, Life } from './case-in-hand.ts'
import { planOther } from './plan-cases.ts'
import { HOUR, onDuty } from './story-time.ts'
import { personOf } from './world.ts'
import { colleagueOf } from './work-on-case.ts'

const THANKS_ZH = ['处理得很快，谢谢。', '沟通清楚，每一步都有说明。', '问题解决了，希望以后少出现。', '夜里也有人跟进，很感谢。', '原因说得明白，我们也学到了。', '基本满意，如果能再早一点回复就好了。', '已恢复正常。', '现场工程师很专业。', '第一次回复就说清了下一步，放心。', '备用办法很实用，没有耽误业务。', '希望以后升级前先通知我们。', '电话里讲得很耐心。', '比上次快多了。', '结果说明写得完整，可以直接给领导看。', '中间换了人，但没有让我重复描述，好评。', '处理过程透明，随时能看到进度。', '小问题也认真查了原因，谢谢。', '还算及时。', '建议把这次的办法写进常见问题。', '周末也有人处理，感谢。', '操作步骤很清楚，一次就成功了。', '验证做得细，没有再出现。']
const THANKS_EN = ['Quick and clear, thank you.', 'Good that you told us about each step.', 'Solved. A shorter wait would have been nice.', 'Works again, thanks to the night shift as well.', 'Very helpful, the cause was explained well.', 'Picked up at once and never left alone.', 'The workaround saved our afternoon.', 'Clear answer, and in plain words.', 'Took a day longer than hoped, but the fix holds.', 'We could follow every step in the portal.', 'Good that the same person stayed with it.', 'Fine. Please announce such changes beforehand.', 'Better than last time.', 'The guide was exactly what I needed.', 'Thorough, thank you.']

export async function* tellResult(c: CaseInHand): Life {
  const { problem: p } = c
  yield* c.wait('tell')
  if (c.facts.problemClass === 'data-security' && !c.facts.compliance) {
    await c.edit(c.handler!, { compliance: { affectedData: p.harm, persons: c.word('已逐一确认，名单在附件中留存。', 'Confirmed one by one; the list is kept.'), legalDuty: c.word('按个人信息保护要求登记备案，无需对外通报。', 'Registered as personal-data law asks; no notice needed.'), noticeNeeded: false, evidence: p.evidence } })
  }
  await c.move(c.handler!, { to: 'awaiting-confirmation', result: { nature: p.cause, impact: p.harm, solution: c.fix, prevention: p.prevent } })
}

/** `again`: not solved, the work goes on. */
export async function* hearAnswer(c: CaseInHand, round: number): Life<'over' | 'again'> {
  const { answer } = c.plan.course
  const kind = round > 1 ? 'solved' : answer
  if (kind === 'silent' || kind === 'late') return yield* staySilent(c, kind === 'late')
  yield* c.waitMinutes(20, 1_250)
  if (kind === 'not-solved') {
    await tell(c, { solved: false, reason: c.problem.still })
    return 'again'
  }
  await tell(c, { solved: true, ...verdict(c), ...(c.plan.course.another ? { anotherProblem: c.word(`另外，${c.problem.still}`, `Another thing: ${c.problem.still}`) } : {}) })
  if (c.plan.course.another) await followOther(c)
  return 'over'
}

async function tell(c: CaseInHand, body: object): Promise<void> {
  await c.world.desk.as(c.requester, casesApi.answer, { params: { id: c.facts.id }, body })
  await c.refresh()
}

/** The other problem is a case of its own, with a life of its own (R5.2-10). */
async function followOther(c: CaseInHand): Promise<void> {
  const { links } = await c.world.desk.as(c.handler!, casesApi.get, { params: { id: c.facts.id } })
  const other = links.find((l) => l.kind === 'child')
  if (other) c.world.follow(other.id, planOther(c.plan, c.at))
}

/** Mostly four and five; whoever waited too long gives less. */
function verdict(c: CaseInHand): { score?: number; comment?: string } {
  if (c.dice.chance(0.16)) return {}
  const score = c.dice.weighted(c.facts.breached ? [[5, 22], [4, 38], [3, 26], [2, 10], [1, 4]] : [[5, 62], [4, 31], [3, 6], [2, 1]])
  if (score <= 2) return { score, comment: c.word('等待时间太长，中间没有主动告知。', 'The wait was too long and nobody told us in between.') }
  return { score, ...(c.dice.chance(0.45) ? { comment: c.dice.pick(c.english ? THANKS_EN : THANKS_ZH) } : {}) }
}

/** Reminder, follow-up and closing come by themselves; the handler calls, and notes what the call brought. */
async function* staySilent(c: CaseInHand, answersLate: boolean): Life<'over'> {
  const resolved = c.facts.resolvedAt!.getTime(), sent = c.facts.resultSentAt!.getTime()
  if (c.dice.chance(0.7)) {
    c.at = onDuty(c.dice, resolved + c.dice.between(24.5, 30) * HOUR)
    yield c.at
    await noteCall(c)
  }
  c.at = Math.max(c.at, resolved + 48 * HOUR, sent + 24 * HOUR) + c.dice.between(0.2, 3) * HOUR
  yield c.at
  await c.refresh()
  if (!answersLate || c.facts.state !== 'closed-unconfirmed') return 'over'
  await tell(c, { solved: true, ...verdict(c) })
  return 'over'
}

async function noteCall(c: CaseInHand): Promise<void> {
  const tasks = await c.world.desk.as(c.handler!, casesApi.followUps, { query: { limit: 100 } })
  const task = tasks.items.find((t) => t.caseId === c.facts.id)
  if (task) await c.world.desk.as(c.handler!, casesApi.finishFollowUp, { params: { id: c.facts.id, followUpId: task.id }, body: { note: c.word('已致电，对方表示正在试用，稍后在门户确认。', 'Called: they are still trying it out and will confirm in the portal.') } })
}

export async function* archiveCase(c: CaseInHand): Life {
  yield* c.wait('close', 0.4)
  await review(c)
  if (c.done) return
  yield* c.wait('close', c.facts.state === 'closed-unconfirmed' ? 0.2 : 0.5)
  // A promise may have been broken meanwhile: then it is reviewed after all.
  await review(c)
  const archivist = c.facts.problemClass !== 'data-security' && c.dice.chance(0.2) ? personOf(c.world, 'kang') : c.handler!
  await c.move(archivist, { to: 'archived' })
}

/** Cases of class A, with a broken promise or reopened are reviewed before they go to the archive (§5.2-6). */
async function review(c: CaseInHand): Promise<void> {
  await c.refresh()
  const { problem: p, facts } = c
  if (facts.review !== null || (facts.level !== 'A' && !facts.breached && facts.round === 1)) return
  await c.move(colleagueOf(c), { to: 'reviewed', review: { cause: c.delay ? `${p.cause}\n${c.word('超时原因：', 'Why it was late: ')}${c.delay}` : p.cause, handling: p.fix, measures: p.prevent } })
}
