// One case of the story while it lives: what is known of it, and the acts of people upon it, each by its own address.
import type { Actor, Ctx } from '../../platform/server/ctx.ts'
import { casesApi } from '../../domains/cases/contract/api.ts'
import type { EditCase } from '../../domains/cases/contract/case.ts'
import type { z } from 'zod'
import type { Transition } from '../../domains/cases/contract/transitions.ts'
import { loadCase, type CaseFacts } from '../../domains/cases/public.ts'
import { conversationsApi } from '../../domains/conversations/contract/api.ts'
import type { NewMessage } from '../../domains/conversations/contract/message.ts'
import { dispatchApi } from '../../domains/dispatch/contract/api.ts'
import { afterStep, beforeEnd, hurryOf, type Step } from './pace.ts'
import type { CasePlan } from './plan-cases.ts'
import type { Problem } from './problem.ts'
import { awake, HOUR, MINUTE, nextDuty } from './story-time.ts'
import { personOf, readCase, teamOf, type World } from './world.ts'

/** Yields the moments at which it goes on. */
export type Life<T = void> = AsyncGenerator<number, T, void>

export class CaseInHand {
  readonly world: World
  readonly plan: CasePlan
  readonly problem: Problem
  readonly requester: Actor
  facts!: CaseFacts
  handler: Actor | null = null
  /** Why it takes longer than promised. */
  delay: string | null = null
  /** The moment of the last act. */
  at: number
  /** Belongs to the last hours: everything fits in before the end. */
  readonly last: boolean

  constructor(world: World, plan: CasePlan) {
    this.world = world
    this.plan = plan
    this.problem = plan.problem
    this.requester = personOf(world, plan.requester)
    this.at = plan.at
    this.last = plan.stopAt !== null && plan.stopAt !== 'closed-unconfirmed' && plan.stopAt !== 'reviewed'
  }

  get dice() { return this.plan.dice }
  get english(): boolean { return this.problem.locale === 'en' }
  /** Words in the language of the requester. */
  word(zh: string, en: string): string { return this.english ? en : zh }
  /** The second time it was solved, it says what was still open. */
  get fix(): string {
    const { still, fix } = this.problem
    return this.facts.round === 1 ? fix : this.word(`针对“${still.replace(/。$/, '')}”补充处理并重新验证。此前已完成：${fix}`, `Followed up on “${still.replace(/\.$/, '')}” and tested again. Done before: ${fix}`)
  }

  get done(): boolean { return this.plan.stopAt === this.facts.state }
  get team() { return teamOf(this.world, this.facts.unitId) }

  /** Lets time pass until staff take the next step. */
  *wait(step: Step, times = 1): Generator<number, void, void> {
    this.at = this.#inTime(afterStep(this.dice, hurryOf(this.facts), step, this.at, times))
    yield this.at
  }

  /** Lets time pass that belongs to the requester, who keeps no office hours, but sleeps. */
  *waitMinutes(from: number, to: number): Generator<number, void, void> {
    this.at = this.#inTime(awake(this.dice, this.at + this.dice.between(from, to) * MINUTE))
    yield this.at
  }

  #inTime(at: number): number { return this.last ? Math.min(at, beforeEnd(this.dice, hurryOf(this.facts), this.at, this.world.end)) : at }

  async refresh(): Promise<void> { this.facts = await readCase(this.world, this.facts.id) }

  async move(actor: Actor, body: z.input<typeof Transition>): Promise<void> {
    await this.world.desk.as(actor, casesApi.transition, { params: { id: this.facts.id }, body }, this.#keep)
  }

  /** A lead gives it out on the board, so that it says what was weighed. */
  async giveTo(lead: Actor, handler: Actor): Promise<void> {
    await this.world.desk.as(lead, dispatchApi.assign, { params: { id: this.facts.id }, body: { handlerId: handler.id, reason: this.word('按班次和手头工作指派。', 'Given by shift and work at hand.') } }, this.#keep)
  }

  async edit(actor: Actor, body: EditCase): Promise<void> {
    await this.world.desk.as(actor, casesApi.edit, { params: { id: this.facts.id }, body }, this.#keep)
  }

  async say(actor: Actor, body: Partial<NewMessage> & { body: string }): Promise<void> {
    await this.world.desk.as(actor, conversationsApi.add, { params: { id: this.facts.id }, body }, this.#keep)
  }

  /** The transaction of an act still knows the row that it wrote: no need to ask for it again. */
  readonly #keep = async (ctx: Ctx): Promise<void> => { this.facts = await loadCase(ctx, this.facts.id) }

  note(actor: Actor, text: string): Promise<void> { return this.say(actor, { visibility: 'internal', body: text }) }

  /** The moment in so many hours, as it is promised: by day unless it is an outage, on the quarter of an hour. */
  promise(hours: number, from = this.world.clock.now().getTime()): string {
    const wanted = from + hours * HOUR, duty = nextDuty(wanted), at = hurryOf(this.facts) === 'rush' || duty === wanted ? wanted : duty + HOUR
    return new Date(Math.ceil(at / (15 * MINUTE)) * 15 * MINUTE).toISOString()
  }
}
