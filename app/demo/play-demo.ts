// Plays the last ninety days of the demo company through the product itself: the people act by the ordinary addresses, a simulated clock
// moves from act to act, and promises, breaches, reminders and closings come from the same rules as in real life.
import type { Host } from '../../platform/server/host.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import type { RunningService } from '../../platform/server/module.ts'
import { reindex } from '../../platform/server/search/public.ts'
import type { Life } from './case-in-hand.ts'
import { ARTICLES } from './demo-articles.ts'
import { Dice } from './dice.ts'
import { openDesk } from './desk.ts'
import { forgetJourney } from './demo-state-store.ts'
import { liveArticle } from './live-article.ts'
import { liveCase, liveOn } from './live-case.ts'
import { makeCompany } from './make-company.ts'
import { planDuty } from './plan-duty.ts'
import { NEWCOMERS, OTHER_MAIL, liveNewcomer, liveOtherMail } from './other-mail.ts'
import { planCases, planNewcomer, type CasePlan } from './plan-cases.ts'
import { readNotices } from './read-notices.ts'
import { StoryClock } from './story-clock.ts'
import { DAY } from './story-time.ts'
import type { World } from './world.ts'

export interface StoryOptions {
  /** 1: the whole story; less: that part of it, for tests. */
  factor?: number
  /** From 0 to 1, now and then. */
  onProgress?: (done: number) => void
}
export interface Played { cases: number; acts: number; failures: string[] }

const LENGTH = 90 * DAY

/** Needs the workers of this process, and nobody else at work on the installation. Ends at the moment at which it was called. */
export async function playDemo(host: Host, services: readonly RunningService[], options: StoryOptions = {}): Promise<Played> {
  const { clock: ownClock, registry } = host, end = ownClock.now().getTime()
  const time = new StoryClock(host, services, end - LENGTH - 2 * DAY)
  await time.begin()
  Object.assign(host, { clock: time.clock, registry: time.registry, playing: true })
  try {
    return await play(host, time, end, options)
  } finally {
    Object.assign(host, { clock: ownClock, registry, playing: false })
    await host.transaction(SYSTEM, forgetJourney)
  }
}

async function play(host: Host, time: StoryClock, end: number, { factor = 1, onProgress }: StoryOptions): Promise<Played> {
  const desk = openDesk(host), company = await makeCompany(desk)
  const plans = planCases({ start: end - LENGTH, end, factor })
  const played: Played = { cases: plans.length, acts: 0, failures: [] }
  const queue: { at: number; name: string; life: Life }[] = []
  const goOn = async (name: string, life: Life): Promise<void> => {
    try {
      const step = await life.next()
      await time.follow()
      if (!step.done) queue.push({ at: step.value, name, life })
    } catch (error) { played.failures.push(`${name}: ${error instanceof Error ? error.message : String(error)} ${JSON.stringify((error as { errors?: unknown }).errors ?? '')}`) }
  }
  const world: World = {
    desk, clock: time.clock, end, ...company,
    follow(caseId, plan) { queue.push({ at: plan.at, name: `case ${plan.no}`, life: liveOn(world, plan, caseId) }) },
  }
  for (const [name, life] of livesOf(world, plans, factor)) await goOn(name, life)
  for (;;) {
    const next = earliest(queue)
    if (!next || next.at > end) break
    await time.moveTo(next.at)
    await goOn(next.name, next.life)
    if (++played.acts % 100 === 0) onProgress?.(Math.min(0.99, (next.at - (end - LENGTH)) / LENGTH))
  }
  await time.finish(end)
  await planDuty(desk, company)
  await reindex(host)
  return played
}

/** Everything that lives in the story, with a name for what goes wrong. */
function livesOf(world: World, plans: readonly CasePlan[], factor: number): [string, Life][] {
  const some = <T>(list: readonly T[]): readonly T[] => list.slice(0, Math.ceil(list.length * factor))
  return [
    ...plans.map((plan): [string, Life] => [`case ${plan.no} ${plan.problem.key} ${plan.channel}${plan.stopAt ? ` until ${plan.stopAt}` : ''}`, liveCase(world, plan)]),
    ...some(ARTICLES).map((a, i): [string, Life] => [`article ${a.title}`, liveArticle(world, new Dice(40_000 + i), a)]),
    ...some(OTHER_MAIL).map((mail, i): [string, Life] => [`mail ${mail.subject}`, liveOtherMail(world, mail, i)]),
    ...[...world.people.keys()].map((who, i): [string, Life] => [`notices of ${who}`, readNotices(world, new Dice(60_000 + i), who)]),
    ...some(NEWCOMERS).map((n, i): [string, Life] => [`newcomer ${n.key}`, liveNewcomer(world, planNewcomer(50_000 + i, world.end - n.days * DAY, n), n)]),
  ]
}

/** Takes the earliest out of the queue. */
function earliest<T extends { at: number }>(queue: T[]): T | undefined {
  let first = 0
  for (let i = 1; i < queue.length; i++) if (queue[i]!.at < queue[first]!.at) first = i
  return queue.splice(first, 1)[0]
}
