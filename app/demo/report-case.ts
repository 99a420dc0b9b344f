// The requester reports: in the portal, by mail, by telephone to whoever takes it down, or through the interface.
import type { OpenCase } from '../../domains/cases/contract/case.ts'
import { casesApi } from '../../domains/cases/contract/api.ts'
import type { Actor } from '../../platform/server/ctx.ts'
import type { CaseInHand } from './case-in-hand.ts'
import { upload, withReport } from './enclosures.ts'
import { receiveMail } from './raw-mail.ts'
import { MINUTE } from './story-time.ts'
import { personOf, readCase } from './world.ts'

const SPOKEN = new Set(['phone', 'chat', 'im', 'on-site', 'monitor'])

export async function reportCase(c: CaseInHand): Promise<void> {
  const id = c.plan.channel === 'mail' ? await byMail(c) : SPOKEN.has(c.plan.channel) ? await bySomebody(c) : await byThemselves(c)
  c.facts = await readCase(c.world, id)
}

async function byMail(c: CaseInHand): Promise<string> {
  const { problem: p, requester } = c
  const text = `${c.word('您好：', 'Hello,')}\n\n${p.report}\n\n${requester.name}`
  const id = await receiveMail(c.world, { from: { name: requester.name, address: requester.email! }, subject: p.title, text, id: `report-${c.plan.no}`, enclosures: withReport(c) })
  if (!id) throw new Error(`the mail of case ${c.plan.no} opened nothing`)
  return id
}

/** Portal and interface: the requester says what is known, staff classify the rest. */
async function byThemselves(c: CaseInHand): Promise<string> {
  const attachments = await upload(c, c.requester, withReport(c))
  const restricted = c.problem.problemClass === 'data-security'
  return open(c, c.requester, { ...report(c), serviceLine: c.problem.line, ...(c.plan.graded || restricted ? graded(c, restricted) : {}), ...attachments })
}

/** Who takes it down asks at once for everything that the classification needs. */
async function bySomebody(c: CaseInHand): Promise<string> {
  const { problem: p } = c
  const taker = p.party === 'internal' ? c.dice.pick(['tang', 'cao']) : p.locale === 'en' ? c.dice.pick(['okafor', 'novak']) : c.plan.channel === 'on-site' ? c.dice.pick(['zhao', 'deng']) : c.dice.pick(['luo', 'song'])
  return open(c, personOf(c.world, taker), { ...report(c), requesterId: c.requester.id, serviceLine: p.line, ...graded(c, true), ...(p.severity ? { severity: p.severity } : {}) })
}

async function open(c: CaseInHand, actor: Actor, body: OpenCase): Promise<string> {
  return (await c.world.desk.as(actor, casesApi.open, { body })).id
}

const report = (c: CaseInHand): OpenCase => ({ title: c.problem.title, description: c.problem.report, channel: c.plan.channel })

function graded(c: CaseInHand, whole: boolean): Partial<OpenCase> {
  const { problem: p } = c
  const inside = p.party === 'internal' ? { effects: [...p.effects], occurredAt: new Date(c.at - c.dice.between(5, 50) * MINUTE).toISOString(), systemVersion: c.word('办公版 2026.3', 'Office 2026.3'), expectedResult: c.word('恢复到平时的状态', 'Works as before') } : {}
  return { urgency: p.urgency, impact: p.impact, ...inside, ...(whole ? { problemClass: p.problemClass, subClass: p.subClass, complexity: p.complexity } : {}) }
}
