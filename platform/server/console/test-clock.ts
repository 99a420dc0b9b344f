// The test clock's addresses (RX-5): absent unless the setting is on, one move at a time.
import { clockApi } from '../../contract/console.ts'
import { spanToMs } from '../../contract/time.ts'
import { TestClock } from '../clock.ts'
import { BadInput, Conflict, NotFound } from '../errors.ts'
import type { Host } from '../host.ts'
import { serveOutside, type Route } from '../module.ts'
import { travelTo } from '../time-travel.ts'

/** Later moments than this are a slip of the hand; calendars and cron would walk for ever. */
const LATEST = Date.UTC(2100, 0, 1)

const moves = new WeakMap<Host, Promise<unknown>>()

function clockOf(host: Host): TestClock {
  if (!host.config.testClock || !(host.clock instanceof TestClock)) throw new NotFound('address')
  return host.clock
}

const shown = (host: Host) => ({ now: clockOf(host).now().toISOString() })

/** Moves the clock after all earlier moves. Throws Conflict `clock.backwards`, BadInput, NotFound when there is no test clock. */
export async function moveClock(host: Host, to: { now?: string | undefined; advance?: string | undefined }): Promise<{ now: string }> {
  const clock = clockOf(host)
  const move = (moves.get(host) ?? Promise.resolve()).catch(() => undefined).then(async () => {
    const target = to.now === undefined ? clock.now().getTime() + spanToMs(to.advance!) : Date.parse(to.now)
    if (!(target <= LATEST)) throw new BadInput([{ pointer: to.now === undefined ? '/advance' : '/now', code: 'clock.too-far' }])
    if (target < clock.now().getTime()) throw new Conflict('clock.backwards')
    await travelTo(host, clock, new Date(target), host.services ?? [])
  })
  moves.set(host, move)
  await move
  return shown(host)
}

const where = (host: Host): boolean => host.config.testClock
export const clockRoutes: readonly Route[] = [
  { ...serveOutside(clockApi.read, async (host) => shown(host)), where },
  { ...serveOutside(clockApi.move, (host, _actor, { body }) => moveClock(host, body)), where },
]
