// What people of the story write down while they work: a diagnosis, a plan with steps, remote help, a question to another department. Which cases have
// which goes by their number, so that nothing else in the story changes.
import { caseworkApi } from '../../domains/casework/contract/api.ts'
import type { CaseInHand } from './case-in-hand.ts'
import { HOUR } from './story-time.ts'

const open = new WeakMap<CaseInHand, { diagnosis?: string; session?: string; plan?: { id: string; steps: string[] } }>()
const noted = (c: CaseInHand) => { const at = open.get(c) ?? {}; open.set(c, at); return at }
const tells = (c: CaseInHand, every: number, rest: number): boolean => c.facts.problemClass !== 'data-security' && c.facts.round === 1 && c.plan.no % every === rest
const ofCase = (c: CaseInHand) => ({ id: c.facts.id })

/** When the cause is looked for. */
export async function beginDiagnosis(c: CaseInHand): Promise<void> {
  const { desk } = c.world, { problem: p } = c, params = ofCase(c), at = noted(c)
  if (tells(c, 3, 0)) {
    at.diagnosis = (await desk.as(c.handler!, caseworkApi.openDiagnosis, { params, body: { hypothesis: p.advice } })).id
    await desk.as(c.handler!, caseworkApi.addEvidence, { params: { ...params, workId: at.diagnosis }, body: { kind: 'log', text: p.evidence } })
  }
  if (tells(c, 7, 1) && c.facts.customerId) {
    at.session = (await desk.as(c.handler!, caseworkApi.requestSession, { params, body: { tool: 'anydesk', address: String(100_200_300 + c.plan.no), purpose: c.word('远程查看现场设置', 'Look at the settings together') } })).id
    await desk.as(c.handler!, caseworkApi.recordConsent, { params: { ...params, workId: at.session }, body: { given: true, way: 'phone', words: c.word('可以，现在就连。', 'Yes, please connect now.') } })
    await desk.as(c.handler!, caseworkApi.startSession, { params: { ...params, workId: at.session } })
  }
  if (c.last && (c.plan.stopAt === 'diagnosing' || c.plan.stopAt === 'solving')) await askDepartment(c)
  await c.refresh()
}

async function askDepartment(c: CaseInHand): Promise<void> {
  const unitId = c.world.units.get(c.facts.unitId === c.world.units.get('IT') ? 'SH' : 'IT')!
  await c.world.desk.as(c.handler!, caseworkApi.openSubTask, { params: ofCase(c), body: { unitId, title: c.word('请协助核对运行日志', 'Please check the logs with us'), text: c.problem.evidence, dueAt: new Date(c.world.end + 6 * HOUR).toISOString(), blocking: true } })
}

/** When it is found. */
export async function endDiagnosis(c: CaseInHand): Promise<void> {
  const { desk } = c.world, { problem: p } = c, params = ofCase(c), at = noted(c)
  if (at.session) await desk.as(c.handler!, caseworkApi.endSession, { params: { ...params, workId: at.session }, body: { notes: p.evidence } })
  if (at.diagnosis) await desk.as(c.handler!, caseworkApi.concludeDiagnosis, { params: { ...params, workId: at.diagnosis }, body: { nature: p.nature, cause: p.cause } })
  delete at.session
  delete at.diagnosis
  await c.refresh()
}

/** Before it is carried out; what can do no harm needs no second person. */
export async function beginPlan(c: CaseInHand): Promise<void> {
  if (!tells(c, 4, 0)) return
  const { desk } = c.world, params = ofCase(c)
  const plan = await desk.as(c.handler!, caseworkApi.draftPlan, { params, body: { kinds: [c.problem.problemClass === 'application-configuration' ? 'optimisation' : 'remote'], summary: c.fix, risk: 'low', steps: [c.word('备份当前设置', 'Keep a copy of the settings'), c.word('执行并观察', 'Carry it out and watch')] } })
  await desk.as(c.handler!, caseworkApi.advancePlan, { params: { ...params, workId: plan.id }, body: { act: 'propose' } })
  noted(c).plan = { id: plan.id, steps: plan.steps.map((s) => s.id) }
}

export async function endPlan(c: CaseInHand): Promise<void> {
  const { plan } = noted(c), params = ofCase(c)
  if (!plan) return
  for (const stepId of plan.steps) await c.world.desk.as(c.handler!, caseworkApi.finishStep, { params: { ...params, workId: plan.id, stepId }, body: { done: true } })
  await c.world.desk.as(c.handler!, caseworkApi.advancePlan, { params: { ...params, workId: plan.id }, body: { act: 'finish', result: c.fix } })
  delete noted(c).plan
  await c.refresh()
}
