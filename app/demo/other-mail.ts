// Mail that is no report: absence notes, newsletters, and people whom nobody knew. The ledger shows where each went and why.
import { markDemo } from '../../platform/server/demo-records.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import type { Life } from './case-in-hand.ts'
import { CUSTOMERS } from './demo-customers.ts'
import type { CasePlan } from './plan-cases.ts'
import { receiveMail, type RawMail } from './raw-mail.ts'
import { DAY } from './story-time.ts'
import { readCase, type World } from './world.ts'

type Other = Omit<RawMail, 'id' | 'from'> & { days: number; from: RawMail['from'] }

const machine = (days: number, name: string, address: string, subject: string, text: string, headers: Record<string, string>): Other => ({ days, from: { name, address }, subject, text, headers })

const AUTOMATIC = { 'Auto-Submitted': 'auto-replied' }
export const OTHER_MAIL: readonly Other[] = [
  machine(80, '范志远', 'fan.zy@songjian-logistics.invalid', '自动回复：外出期间无法及时回复', '您好，我正在外地盘点，周五返回，紧急事项请联系苗莉。', AUTOMATIC),
  machine(57, 'Harriet Osborne', 'h.osborne@marlowe-finch.invalid', 'Automatic reply: out of office', 'I am out of the office until Monday. Imran Malik stands in for me.', AUTOMATIC),
  machine(43, '云帆对象存储', 'notice@yunfan-storage.invalid', '【维护通知】华东 2 区例行维护', '尊敬的用户，本周六 02:00–04:00 将进行例行维护。', { 'List-Unsubscribe': '<mailto:leave@yunfan-storage.invalid>', Precedence: 'bulk' }),
  machine(26, '季鸿鸣', 'ji.hm@wangshu-energy.invalid', '自动回复：休假中', '休假至下周一，值班电话见官网。', AUTOMATIC),
  machine(9, 'Orbis Carrier Hub', 'status@orbis-hub.invalid', 'Scheduled maintenance of the EU region', 'The EU region will be read-only on Sunday from 01:00 to 03:00 UTC.', { 'List-Unsubscribe': '<mailto:leave@orbis-hub.invalid>', Precedence: 'bulk' }),
  machine(2, '温婧', 'wen.j@yanchi-edu.invalid', '自动回复：会议中', '今天全天会议，晚上统一回复。', AUTOMATIC),
]

export async function* liveOtherMail(world: World, mail: Other, no: number): Life {
  yield world.end - mail.days * DAY - (9 - no) * 1_800_000
  await receiveMail(world, { ...mail, id: `other-${no}` })
}

/** Somebody of a known company writes for the first time: the contact makes itself, and the case goes on as a case of that company. */
export async function* liveNewcomer(world: World, plan: CasePlan, newcomer: typeof NEWCOMERS[number]): Life {
  const { name } = newcomer, address = addressOf(newcomer)
  yield plan.at
  const id = await receiveMail(world, { from: { name, address }, subject: plan.problem.title, text: plan.problem.report, id: `newcomer-${plan.no}` })
  if (!id) throw new Error(`the mail of ${address} opened nothing`)
  const { requesterId } = await readCase(world, id)
  await world.desk.host.transaction(SYSTEM, (ctx) => markDemo(ctx, 'accounts', requesterId))
  world.people.set(plan.requester, await world.desk.actor(requesterId))
  world.follow(id, plan)
}

/** New colleagues of people who wrote before; `days` before the end they write for the first time. */
export const NEWCOMERS = [{ name: '宁远', key: 'ning.y', colleague: 'miao.l', days: 52 }, { name: '甘棠', key: 'gan.t', colleague: 'shu.q', days: 24 }, { name: 'Tomas Brandt', key: 't.brandt', colleague: 'k.vogel', days: 7.2 }]

export const addressOf = (newcomer: typeof NEWCOMERS[number]): string => `${newcomer.key}@${CUSTOMERS.find((c) => c.contacts.some((k) => k.key === newcomer.colleague))!.domain}`
