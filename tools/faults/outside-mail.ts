// The mail server of the world: takes what the product sends, sometimes slowly, sometimes not at all, and remembers it.
import { SMTPServer } from 'smtp-server'

export interface OutsideMail {
  readonly url: string
  /** How often each Message-ID arrived. */
  readonly received: ReadonlyMap<string, number>
  /** `dying`: cuts the line in the middle of a message; `refusing`: answers 451. */
  mood: 'well' | 'slow' | 'dying' | 'refusing'
  stop(): Promise<void>
}

const SLOW_MS = 1_500

export async function startOutsideMail(): Promise<OutsideMail> {
  const received = new Map<string, number>()
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (c: Buffer) => chunks.push(c))
      stream.on('end', () => {
        if (outside.mood === 'dying') { (session as unknown as { connection?: { _socket?: { destroy(): void } } }).connection?._socket?.destroy(); return }
        if (outside.mood === 'refusing') { done(Object.assign(new Error('try later'), { responseCode: 451 })); return }
        const id = /^message-id:\s*<([^>]+)>/im.exec(Buffer.concat(chunks).toString('latin1'))?.[1] ?? 'none'
        setTimeout(() => { received.set(id, (received.get(id) ?? 0) + 1); done() }, outside.mood === 'slow' ? SLOW_MS : 0)
      })
    },
  })
  server.on('error', () => { /* lines that break belong to the game */ })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as { port: number }
  const outside: OutsideMail = { url: `smtp://127.0.0.1:${port}`, received, mood: 'well', stop: () => new Promise((resolve) => server.close(() => resolve())) }
  return outside
}
