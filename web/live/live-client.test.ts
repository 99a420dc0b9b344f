import { beforeEach, describe, expect, it } from 'vitest'
import { LiveClient, retryDelay, type LiveSocket, type SocketHeard } from './live-client.ts'

class FakeSocket implements LiveSocket {
  readonly sent: { type: string; [key: string]: unknown }[] = []
  readonly heard: SocketHeard
  constructor(heard: SocketHeard) { this.heard = heard }
  send(text: string) { this.sent.push(JSON.parse(text) as { type: string }) }
  close() { this.heard.closed(1000) }
  say(message: object) { this.heard.message(JSON.stringify(message)) }
}

let sockets: FakeSocket[], waits: { run: () => void; ms: number }[], client: LiveClient
const settled = () => new Promise<void>((resolve) => { queueMicrotask(resolve) })

beforeEach(() => {
  sockets = []
  waits = []
  client = new LiveClient({ open: (heard) => { const socket = new FakeSocket(heard); sockets.push(socket); return socket }, later: (run, ms) => { const wait = { run, ms }; waits.push(wait); return () => { waits = waits.filter((one) => one !== wait) } }, random: () => 1 })
})

describe('the live line', () => {
  it('subscribes to everything that is on screen with one message', async () => {
    client.start()
    sockets[0]!.heard.opened()
    sockets[0]!.sent.length = 0
    client.subscribe(['case:1', 'queue'])
    const off = client.subscribe(['case:1', 'case:2'])
    await settled()
    expect(sockets[0]!.sent).toEqual([{ type: 'subscribe', topics: ['case:1', 'queue', 'case:2'] }])
    off()
    await settled()
    expect(sockets[0]!.sent.at(-1)).toEqual({ type: 'subscribe', topics: ['case:1', 'queue'] })
  })

  it('comes back with the position it had reached, and says again who is here', async () => {
    client.start()
    sockets[0]!.heard.opened()
    client.subscribe(['case:1'])
    client.setPresence('case:1', 'typing')
    sockets[0]!.say({ type: 'hello', seq: 40, now: '2025-03-03T01:00:00Z' })
    sockets[0]!.say({ type: 'event', seq: 41, topics: ['case:1'], name: 'cases.case-changed@1' })
    sockets[0]!.heard.closed(1006)
    expect(client.connected).toBe(false)
    waits[0]!.run()
    sockets[1]!.heard.opened()
    expect(sockets[1]!.sent).toEqual([{ type: 'subscribe', topics: ['case:1'], since: 41 }, { type: 'presence', topic: 'case:1', state: 'typing' }])
  })

  it('keeps its position when the server greets again', () => {
    client.start()
    sockets[0]!.heard.opened()
    sockets[0]!.say({ type: 'hello', seq: 40, now: '2025-03-03T01:00:00Z' })
    sockets[0]!.heard.closed(1006)
    waits[0]!.run()
    sockets[1]!.say({ type: 'hello', seq: 99, now: '2025-03-03T01:00:00Z' })
    sockets[1]!.heard.opened()
    expect(sockets[1]!.sent[0]).toMatchObject({ since: 40 })
  })

  it('tells listeners of events, presence and missed time', () => {
    const heard: unknown[] = []
    client.onEvent((topics, name) => heard.push(topics, name))
    client.onPresence('case:1', (people) => heard.push(people))
    client.onReset(() => heard.push('reset'))
    client.start()
    sockets[0]!.say({ type: 'event', seq: 1, topics: ['case:1'], name: 'n' })
    sockets[0]!.say({ type: 'presence', topic: 'case:1', people: [{ id: 'z', name: '周工', state: 'viewing' }] })
    sockets[0]!.say({ type: 'reset', seq: 9 })
    sockets[0]!.say({ type: 'refused', detail: 'live.topic' })
    expect(heard).toEqual([['case:1'], 'n', [{ id: 'z', name: '周工', state: 'viewing' }], 'reset'])
  })

  it('waits longer each time, and not at all when asked to try now', () => {
    client.start()
    sockets[0]!.heard.closed(1006)
    waits.pop()!.run()
    sockets[1]!.heard.closed(1006)
    expect(waits.map((wait) => wait.ms)).toEqual([1000])
    client.retryNow()
    expect(sockets).toHaveLength(3)
  })

  it('gives up a line on which not even the beat is heard', () => {
    client.start()
    sockets[0]!.heard.opened()
    sockets[0]!.say({ type: 'beat', seq: 1, now: '2025-03-03T01:00:00Z' })
    expect(waits.map((wait) => wait.ms)).toEqual([60_000])
    waits[0]!.run()
    expect(client.connected).toBe(false)
    expect(waits.map((wait) => wait.ms)).toEqual([500])
  })

  it('does not knock again after it was told to sign in, or after it was stopped', () => {
    client.start()
    sockets[0]!.heard.closed(4401)
    expect(waits).toEqual([])
    client.retryNow()
    client.stop()
    expect(waits).toEqual([])
  })
})

it('spreads retries over half the wait and never beyond 30 s', () => {
  expect(retryDelay(0, 0)).toBe(250)
  expect(retryDelay(20, 1)).toBe(30_000)
})
