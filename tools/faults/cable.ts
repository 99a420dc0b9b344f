// The line between the product and its database, which can be pulled out and put back.
import { connect, createServer, type Socket } from 'node:net'

export interface Cable {
  readonly port: number
  /** `cut`: every connection is broken and new ones are refused. `silent`: bytes stop without a word, as when a switch dies. */
  disturb(how: 'cut' | 'silent'): void
  restore(): void
  stop(): Promise<void>
}

export async function startCable(target: number): Promise<Cable> {
  const pairs = new Set<[Socket, Socket]>()
  let state: 'whole' | 'cut' | 'silent' = 'whole'
  const drop = (): void => { for (const [a, b] of pairs) { a.destroy(); b.destroy() } }
  const server = createServer((near) => {
    if (state === 'cut') { near.destroy(); return }
    const far = connect({ host: '127.0.0.1', port: target }), pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    for (const [from, to] of [[near, far], [far, near]] as const) {
      from.on('error', () => to.destroy())
      from.on('close', () => { pairs.delete(pair); to.destroy() })
      from.pipe(to)
    }
    if (state === 'silent') hush(pair)
  })
  const hush = ([near, far]: [Socket, Socket]): void => { near.unpipe(); far.unpipe(); near.pause(); far.pause() }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    disturb(how) { state = how; if (how === 'cut') drop(); else for (const pair of pairs) hush(pair) },
    // Whatever was on a silent line is lost: both ends learn it when the line is back.
    restore() { if (state === 'silent') drop(); state = 'whole' },
    stop: () => new Promise((resolve) => { server.close(() => resolve()); drop() }),
  }
}
