// One connection to a mailbox: fetches what is new, waits in IDLE, and never trusts the line to say that it died.
import { ImapFlow } from 'imapflow'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { SYSTEM } from '../../ctx.ts'
import { incomingPath } from '../../files/public.ts'
import type { Host } from '../../host.ts'
import { setting } from '../../settings/public.ts'
import { FirstConnection, MaxReceivedBytes } from '../mail-settings.ts'
import { raiseMailAlarm } from '../raise-alarm.ts'
import { lookInto } from './look-into-mailbox.ts'
import { advanceMailbox, findMailbox, noteMailbox, savePreview, saveRelease, startNumbering, type MailboxRow } from './mailbox-store.ts'
import type { MailboxAddress } from './mailbox-address.ts'
import { hasReceived } from './received-store.ts'
import { isPassing } from './passing-errors.ts'
import { takeIn } from './take-in.ts'

const COMMAND_MS = 30_000, DOWNLOAD_MS = 5 * 60_000, MAX_TRIES = 3

export class ImapSession {
  readonly #host: Host
  readonly #at: MailboxAddress
  readonly #client: ImapFlow
  /** Messages that could not be fetched: uid -> tries. They must not stop the ones behind them. */
  readonly #failed = new Map<number, number>()
  #wake = (): void => undefined
  /** Announced since the last look; news that come during a look must not wait for the next minute. */
  #news = false
  #closed = false

  constructor(host: Host, at: MailboxAddress) {
    this.#host = host
    this.#at = at
    this.#client = new ImapFlow({ host: at.host, port: at.port, secure: at.secure, auth: { user: at.user, pass: at.pass }, logger: false, disableAutoIdle: true, connectionTimeout: COMMAND_MS, greetingTimeout: COMMAND_MS, socketTimeout: DOWNLOAD_MS })
    this.#client.on('error', () => this.#end())
    this.#client.on('close', () => this.#end())
    this.#client.on('exists', () => { this.#news = true; this.#wake() })
  }

  #end(): void { this.#closed = true; this.#wake() }
  get closed(): boolean { return this.#closed }

  /** Connects and finds out where to go on. @throws Error when the server refuses or does not answer */
  async open(): Promise<void> {
    await this.#within(COMMAND_MS, this.#client.connect())
    const box = await this.#within(COMMAND_MS, this.#client.mailboxOpen(this.#at.path))
    const uidValidity = String(box.uidValidity)
    await this.#host.transaction(SYSTEM, async (ctx) => {
      const row = await findMailbox(ctx, this.#at.id)
      if (row.uid_validity === uidValidity) return
      const isFirst = row.uid_validity === null, mode = await setting(ctx, FirstConnection)
      const skipsOld = isFirst && mode !== 'import-archive'
      await startNumbering(ctx, this.#at.id, { uidValidity, lastUid: skipsOld ? box.uidNext - 1 : 0, archiveBelow: isFirst ? box.uidNext : 0 })
      if (isFirst && (mode !== 'preview' || box.exists === 0)) await saveRelease(ctx, this.#at.id, false)
      if (!isFirst) this.#host.log.warn({ mailbox: this.#at.id }, 'the mailbox was numbered anew; messages that are known are not entered again')
    })
    await this.#previewIfHeld()
  }

  /** Counts what is there and looks at a few heads; marks nothing, fetches nothing. */
  async #previewIfHeld(): Promise<void> {
    const row = await this.#host.transaction(SYSTEM, (ctx) => findMailbox(ctx, this.#at.id))
    if (row.released_at !== null || row.preview !== null) return
    const preview = await this.#within(DOWNLOAD_MS, lookInto(this.#client))
    await this.#host.transaction(SYSTEM, async (ctx) => {
      await savePreview(ctx, this.#at.id, preview)
      await raiseMailAlarm(ctx, 'mailbox', this.#at.id, { count: preview.messages })
    })
  }

  /** Fetches everything above the last uid; returns how many messages were new. */
  async fetchNew(): Promise<number> {
    this.#news = false
    await this.#within(COMMAND_MS, this.#client.noop())
    const row = await this.#host.transaction(SYSTEM, (ctx) => findMailbox(ctx, this.#at.id))
    if (row.released_at === null) { await this.#host.transaction(SYSTEM, (ctx) => noteMailbox(ctx, this.#at.id, null)); return 0 }
    const found = await this.#within(COMMAND_MS, this.#client.search({ uid: `${row.last_uid + 1}:*` }, { uid: true })) || []
    let taken = 0, gap = false
    for (const uid of found.filter((n) => n > row.last_uid).sort((a, b) => a - b)) {
      if (this.#closed) break
      const state = await this.#fetchOne(row, uid)
      if (state === 'new') taken++
      gap ||= state === 'failed'
      // Behind a message that could not be fetched the mark stays, so that the next connection tries it again.
      if (!gap) await this.#host.transaction(SYSTEM, (ctx) => advanceMailbox(ctx, this.#at.id, uid))
    }
    await this.#host.transaction(SYSTEM, (ctx) => noteMailbox(ctx, this.#at.id, gap ? 'a message could not be fetched' : null))
    return taken
  }

  async #fetchOne(row: MailboxRow, uid: number): Promise<'new' | 'known' | 'failed'> {
    const validity = BigInt(row.uid_validity!)
    if (await this.#host.transaction(SYSTEM, (ctx) => hasReceived(ctx, this.#at.id, String(validity), String(uid)))) return 'known'
    if ((this.#failed.get(uid) ?? 0) >= MAX_TRIES) return 'failed'
    const path = await incomingPath(this.#host.config.dataDir)
    try {
      const stamp = await this.#within(COMMAND_MS, this.#client.fetchOne(String(uid), { internalDate: true }, { uid: true }))
      if (!stamp) return 'known' // expunged meanwhile
      const isOld = new Date(stamp.internalDate ?? 0) < row.first_seen_at
      if (row.archive_below === 0 && isOld && await this.#wasSkipped()) return 'known'
      await this.#within(DOWNLOAD_MS, this.#download(uid, path))
      const id = await takeIn(this.#host, { path, source: 'imap', mailbox: this.#at.id, uid: { validity, uid }, envelope: { from: null, to: [this.#at.user] }, remote: this.#at.host, archive: uid < row.archive_below, skipSameBytes: row.archive_below === 0 })
      await this.#within(COMMAND_MS, this.#client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true }))
      return id ? 'new' : 'known'
    } catch (error) {
      await rm(path, { force: true })
      // A full disk or a database that is away says nothing about the message.
      if (!isPassing(error)) this.#failed.set(uid, (this.#failed.get(uid) ?? 0) + 1)
      this.#host.log.warn({ err: error, mailbox: this.#at.id, uid }, 'a message could not be fetched')
      if (this.#closed) throw error
      return 'failed'
    }
  }

  /** After a new numbering, mail older than the first connection was left alone then and is left alone now. */
  #wasSkipped = async (): Promise<boolean> => this.#host.transaction(SYSTEM, async (ctx) => await setting(ctx, FirstConnection) !== 'import-archive')

  async #download(uid: number, path: string): Promise<void> {
    const limit = await this.#host.transaction(SYSTEM, (ctx) => setting(ctx, MaxReceivedBytes))
    const got = await this.#client.download(String(uid), undefined, { uid: true, maxBytes: limit + 1 })
    if (!got.content) throw new Error('the server did not give the message')
    await pipeline(got.content, createWriteStream(path, { mode: 0o600 }))
  }

  /** Somebody decided about the mailbox: there may be work. */
  look(): void { this.#news = true; this.#wake() }

  /** Waits for news in IDLE, at most `ms`. */
  async waitForNews(ms: number): Promise<void> {
    if (this.#closed || this.#news) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => { clearTimeout(timer); resolve() }
      // Ended by the next command; a server without IDLE is polled all the same.
      this.#client.idle().catch(() => undefined)
    })
    this.#wake = () => undefined
  }

  close(): void { this.#client.close(); this.#end() }

  /** A line that says nothing for so long is dead, whatever the socket believes. */
  async #within<T>(ms: number, work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => { timer = setTimeout(() => { this.close(); reject(new Error(`no answer within ${ms / 1000} s`)) }, ms) })
    try { return await Promise.race([work, late]) } finally { clearTimeout(timer) }
  }
}
