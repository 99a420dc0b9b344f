// The built-in SMTP server. It says 250 only when the message is on the disk and in the ledger; anything else is "try again later".
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { SYSTEM } from '../../ctx.ts'
import { incomingPath } from '../../files/public.ts'
import type { Host } from '../../host.ts'
import type { HealthCheck, Service } from '../../module.ts'
import { setting } from '../../settings/public.ts'
import { withoutTag } from '../addresses.ts'
import { DeskAddresses, MaxReceivedBytes } from '../mail-settings.ts'
import { takeIn } from './take-in.ts'

const MAX_CLIENTS = 200, MAX_RECIPIENTS = 200
const IDLE_MS = 60_000

const refusal = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode })

export const smtpService: Service = {
  name: 'mail.smtp-in', role: 'worker',
  async start(host) {
    const { smtpIn } = host.config
    if (!smtpIn) return { async stop() { /* switched off */ } }
    const server = new SMTPServer({
      name: new URL(host.config.publicUrl).hostname, banner: 'Houyuan', authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false,
      size: await host.transaction(SYSTEM, (ctx) => setting(ctx, MaxReceivedBytes)), maxClients: MAX_CLIENTS, socketTimeout: IDLE_MS, closeTimeout: 5_000,
      onRcptTo(address, session, done) {
        if (session.envelope.rcptTo.length >= MAX_RECIPIENTS) done(refusal(452, '4.5.3 too many recipients'))
        else isDesk(host, address.address).then((ours) => done(ours ? null : refusal(550, '5.1.1 no such address here')), () => done(refusal(451, '4.3.0 try again later')))
      },
      onData(stream, session, done) {
        receive(host, stream, session).then((id) => done(null, `2.0.0 kept as ${id}`), (error: unknown) => done(asRefusal(host, error)))
      },
    })
    const taken = await listen(server, smtpIn.port, smtpIn.host).then(() => null, (error: unknown) => {
      // Nobody asked for the default address: whoever has it keeps it, and the product starts without receiving there.
      if (host.config.sources.smtpIn === 'default' && UNAVAILABLE.has(codeOf(error) ?? '')) return error
      throw error
    })
    if (taken) {
      deaf.add(host)
      host.log.warn({ code: codeOf(taken) }, `nothing is received by SMTP: ${smtpIn.host}:${smtpIn.port} is not available; set HOUYUAN_SMTP_IN to another address, or leave it empty`)
      return { async stop() { /* it never listened */ } }
    }
    // Only now: that it could not listen at all is said once, above.
    server.on('error', (error) => host.log.warn({ err: error }, 'the SMTP listener reports'))
    return { stop: () => new Promise((resolve) => { server.close(() => resolve()) }) }
  },
}

const UNAVAILABLE: ReadonlySet<string> = new Set(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL'])
const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code ?? ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code

const deaf = new WeakSet<Host>()
/** Whether the address in `HOUYUAN_SMTP_IN` is the default one and somebody else has it. */
export const receivesNothing = (host: Host): boolean => deaf.has(host)

export const smtpHealth: HealthCheck = {
  name: 'mail.smtp-in', critical: false,
  async check({ host }) { return receivesNothing(host) ? { ok: false, reason: `${host.config.smtpIn!.host}:${host.config.smtpIn!.port} is taken by another program (HOUYUAN_SMTP_IN)` } : { ok: true } },
}

async function isDesk(host: Host, address: string): Promise<boolean> {
  const desks = await host.transaction(SYSTEM, (ctx) => setting(ctx, DeskAddresses))
  return desks.length === 0 || desks.some((desk) => withoutTag(desk) === withoutTag(address))
}

async function receive(host: Host, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
  const path = await incomingPath(host.config.dataDir)
  try {
    await pipeline(stream, createWriteStream(path, { mode: 0o600 }))
    if (stream.sizeExceeded) throw refusal(552, '5.3.4 the message is larger than this desk takes')
    const { mailFrom, rcptTo } = session.envelope
    const id = await takeIn(host, { path, source: 'smtp', mailbox: 'smtp', envelope: { from: mailFrom ? mailFrom.address : '', to: rcptTo.map((r) => r.address) }, remote: session.remoteAddress })
    return id!
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** The sender keeps the message and tries again, unless it can never fit. */
function asRefusal(host: Host, error: unknown): Error {
  const known = error as NodeJS.ErrnoException & { responseCode?: number }
  if (known.responseCode) return known
  host.log.error({ err: error }, 'a message could not be stored; its sender was asked to try again')
  return known.code === 'ENOSPC' ? refusal(452, '4.3.1 no room on the disk, try again later') : refusal(451, '4.3.0 not stored, try again later')
}

function listen(server: SMTPServer, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new Error(`HOUYUAN_SMTP_IN: the port ${address}:${port} is in use; choose another one or leave the setting empty. / 端口 ${address}:${port} 已被占用；请换一个端口，或留空此设置。`, { cause: error }) : error)
    server.once('error', fail)
    server.listen(port, address, () => { server.off('error', fail); resolve() })
  })
}
