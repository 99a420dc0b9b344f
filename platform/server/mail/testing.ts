// For tests: the mail servers of other people, as small as they can be and still speak the real protocol.
import { createServer, type AddressInfo } from 'node:net'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { SMTPServer } from 'smtp-server'

export interface OutsideMail { from: string; to: string[]; raw: string }
export interface OutsideServer {
  url: string
  mails: OutsideMail[]
  /** Answers of the next messages, in order: `250` takes it, another code refuses it after DATA, `drop` cuts the line. */
  answers: (number | 'drop')[]
  /** Recipients that are refused with 550. */
  unknown: Set<string>
  close(): Promise<void>
}

/** A server of the outside world that takes mail on a free port of this machine. */
export async function startOutsideServer(): Promise<OutsideServer> {
  const mails: OutsideMail[] = [], answers: (number | 'drop')[] = [], unknown = new Set<string>()
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false, disableReverseLookup: true,
    onRcptTo: (address, _session, done) => done(unknown.has(address.address) ? Object.assign(new Error('no such user here'), { responseCode: 550 }) : null),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const answer = answers.shift() ?? 250
        if (answer === 'drop') { for (const c of server.connections) (c as unknown as { _socket: { destroy(): void } })._socket.destroy(); return }
        if (answer !== 250) { done(Object.assign(new Error('refused'), { responseCode: answer })); return }
        const { mailFrom, rcptTo } = session.envelope
        mails.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map((r) => r.address), raw: Buffer.concat(chunks).toString('utf8') })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, mails, answers, unknown, close: () => new Promise((resolve) => { server.close(() => resolve()) }) }
}

/** A port of this machine that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => { server.close(resolve) })
  return port
}

/** A real client that hands messages to the desk, as a customer's mail server does. */
export function customerServer(port: number) {
  const client = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true })
  return {
    send: (mail: SendMailOptions) => client.sendMail(mail),
    raw: (from: string, to: string | string[], raw: string | Buffer) => client.sendMail({ envelope: { from, to }, raw }),
    close: () => client.close(),
  }
}
