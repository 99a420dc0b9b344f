// An article is written by one person, published by another (§4.3), and changed when more is known.
import { knowledgeApi } from '../../domains/knowledge/contract/api.ts'
import { markDemo } from '../../platform/server/demo-records.ts'
import type { Life } from './case-in-hand.ts'
import type { DemoArticle } from './demo-articles.ts'
import type { Dice } from './dice.ts'
import { DAY, onDuty } from './story-time.ts'
import { personOf, type World } from './world.ts'

export async function* liveArticle(world: World, dice: Dice, { author, days, change, draft, ...text }: DemoArticle): Life {
  const writer = personOf(world, author), publisher = personOf(world, 'kang')
  let at = onDuty(dice, world.end - days * DAY - dice.between(0.3, 1.5) * DAY)
  yield at
  const { id } = await world.desk.as(writer, knowledgeApi.create, { body: text }, (ctx, made) => markDemo(ctx, 'articles', made.id))
  if (draft) return
  yield at = onDuty(dice, at + dice.between(0.2, 1.2) * DAY)
  await world.desk.as(publisher, knowledgeApi.publish, { params: { id }, body: {} })
  if (!change) return
  yield at = onDuty(dice, at + dice.between(6, 20) * DAY)
  await world.desk.as(writer, knowledgeApi.edit, { params: { id }, body: { body: text.body + change.add, changeNote: change.note } })
  yield onDuty(dice, at + dice.between(0.1, 0.8) * DAY)
  await world.desk.as(publisher, knowledgeApi.publish, { params: { id }, body: { changeNote: change.note, major: change.major ?? false } })
}
