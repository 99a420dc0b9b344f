// People look at what they were told: on the desk only the notices of the last hours are new.
import { notifyApi } from '../../platform/contract/notify.ts'
import type { Life } from './case-in-hand.ts'
import type { Dice } from './dice.ts'
import { eveningBefore, HOUR } from './story-time.ts'
import { personOf, type World } from './world.ts'

export async function* readNotices(world: World, dice: Dice, who: string): Life {
  yield eveningBefore(dice, world.end - dice.between(1.5, 9) * HOUR)
  await world.desk.as(personOf(world, who), notifyApi.read, { body: { all: true } })
}
