// For tests: a mailbox of the outside world behind a small IMAP server (RFC 3501, the part that fetching needs), with faults on demand.
import { createServer, type AddressInfo, type Socket } from 'node:net'

export interface OutsideMailbox {
  url: string
  /** Puts a message into the inbox and announces it. Answers its uid. */
  deliver(raw: string, at?: Date): number
  flagsOf(uid: number): readonly string[]
  /** The uid of the newest message. */
  last(): number
  /** Numbers every message anew, as after a restore of the mail server. */
  renumber(): void
  /** From now on every connection falls silent: nothing is answered, nothing is closed. */
  freeze(silent: boolean): void
  /** The uid that cannot be fetched. */
  broken: number | null
  /** From now on every answer takes so long, in milliseconds. */
  slow(ms: number): void
  connections(): number
  /** How many connections there have been. */
  readonly accepted: number
  dropAll(): void
  close(): Promise<void>
}

interface Box { uidValidity: number; uidNext: number; frozen: boolean; delay: number; broken: number | null }
interface Stored { uid: number; raw: Buffer; flags: Set<string>; at: Date }

export async function startOutsideMailbox(): Promise<OutsideMailbox> {
  const messages: Stored[] = [], lines = new Set<Line>()
  let accepted = 0
  const box: Box = { uidValidity: 1000, uidNext: 1, frozen: false, delay: 0, broken: null as number | null }
  const server = createServer((socket) => {
    const line = new Line(socket, messages, box)
    lines.add(line)
    accepted++
    socket.on('close', () => lines.delete(line))
    socket.on('error', () => lines.delete(line))
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  return {
    url: `imap://desk:secret@127.0.0.1:${port}/INBOX`,
    deliver(raw, at = new Date()) {
      const uid = box.uidNext++
      messages.push({ uid, raw: Buffer.from(raw.replace(/\r?\n/g, '\r\n')), flags: new Set(), at })
      for (const line of lines) line.announce()
      return uid
    },
    last: () => messages.at(-1)?.uid ?? 0,
    flagsOf: (uid) => [...messages.find((m) => m.uid === uid)?.flags ?? []],
    renumber() {
      box.uidValidity++
      messages.forEach((m, i) => { m.uid = i + 1 + 100 })
      box.uidNext = messages.length + 101
    },
    freeze(silent) { box.frozen = silent },
    slow(ms) { box.delay = ms },
    get accepted() { return accepted },
    get broken() { return box.broken },
    set broken(uid) { box.broken = uid },
    connections: () => lines.size,
    dropAll() { for (const line of lines) line.socket.destroy() },
    close: () => new Promise((resolve) => { for (const line of lines) line.socket.destroy(); server.close(() => resolve()) }),
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** One connection. */
class Line {
  readonly socket: Socket
  readonly #messages: Stored[]
  readonly #box: Box
  #buffer = ''
  #idling: string | null = null

  constructor(socket: Socket, messages: Stored[], box: Box) {
    this.socket = socket
    this.#messages = messages
    this.#box = box
    socket.on('data', (data: Buffer) => this.#hear(data.toString('latin1')))
    this.#say('* OK ready')
  }

  /** How many messages the client knows of; what it does not know is told as soon as it idles. */
  #told = 0

  announce(): void {
    if (!this.#idling || this.#told === this.#messages.length) return
    this.#told = this.#messages.length
    this.#say(`* ${this.#told} EXISTS`)
  }

  #say(...said: string[]): void {
    const write = (): void => { if (!this.#box.frozen && !this.socket.destroyed) this.socket.write(said.map((s) => `${s}\r\n`).join(''), 'latin1') }
    if (this.#box.delay > 0) setTimeout(write, this.#box.delay); else write()
  }

  #hear(text: string): void {
    this.#buffer += text
    for (let end = this.#buffer.indexOf('\r\n'); end !== -1; end = this.#buffer.indexOf('\r\n')) {
      const line = this.#buffer.slice(0, end)
      this.#buffer = this.#buffer.slice(end + 2)
      if (this.#idling && /^done$/i.test(line)) { this.#say(`${this.#idling} OK done`); this.#idling = null } else this.#answer(line)
    }
  }

  #answer(line: string): void {
    const [, tag = '', command = '', rest = ''] = /^(\S+) (UID \S+|\S+) ?(.*)$/i.exec(line) ?? []
    const ok = `${tag} OK done`
    switch (command.toUpperCase()) {
      case 'CAPABILITY': return this.#say('* CAPABILITY IMAP4rev1 IDLE', ok)
      case 'LOGIN': return this.#say(rest.includes('secret') ? ok : `${tag} NO [AUTHENTICATIONFAILED] wrong`)
      case 'LIST': case 'LSUB': return this.#say(`* ${command.toUpperCase()} (\\HasNoChildren) "/" INBOX`, ok)
      case 'SELECT': case 'EXAMINE': this.#told = this.#messages.length; return this.#say(`* FLAGS (\\Seen)`, `* ${this.#messages.length} EXISTS`, `* OK [UIDVALIDITY ${this.#box.uidValidity}] ok`, `* OK [UIDNEXT ${this.#box.uidNext}] ok`, '* OK [PERMANENTFLAGS (\\Seen)] ok', `${tag} OK [READ-WRITE] done`)
      case 'NOOP': this.#told = this.#messages.length; return this.#say(`* ${this.#messages.length} EXISTS`, ok)
      case 'IDLE': this.#idling = tag; this.#say('+ idling'); return this.announce()
      case 'LOGOUT': this.#say('* BYE', ok); this.socket.end(); return
      case 'UID SEARCH': return this.#search(rest, ok)
      case 'UID FETCH': return this.#fetch(rest, tag, ok)
      case 'UID STORE': return this.#store(rest, ok)
      default: return this.#say(`${tag} BAD unknown`)
    }
  }

  #search(rest: string, ok: string): void {
    const from = Number(/UID (\d+):\*/i.exec(rest)?.[1] ?? 1), last = this.#messages.at(-1)?.uid
    const found = this.#messages.map((m) => m.uid).filter((uid) => uid >= from)
    // RFC 3501: `n:*` always includes the last message, whatever n is.
    this.#say(`* SEARCH ${(found.length > 0 ? found : last === undefined ? [] : [last]).join(' ')}`.trimEnd(), ok)
  }

  #fetch(rest: string, tag: string, ok: string): void {
    const [, range = '', items = ''] = /^(\S+) (.*)$/.exec(rest) ?? []
    const uid = Number(range), at = this.#messages.findIndex((m) => m.uid === uid), m = this.#messages[at]
    if (!m) return this.#say(ok)
    if (uid === this.#box.broken && /BODY/i.test(items)) return this.#say(`${tag} NO internal error`)
    const parts = [`UID ${uid}`]
    if (/INTERNALDATE/i.test(items)) parts.push(`INTERNALDATE "${String(m.at.getUTCDate()).padStart(2, '0')}-${MONTHS[m.at.getUTCMonth()]}-${m.at.getUTCFullYear()} ${m.at.toISOString().slice(11, 19)} +0000"`)
    if (/RFC822\.SIZE/i.test(items)) parts.push(`RFC822.SIZE ${m.raw.length}`)
    const body = /BODY(?:\.PEEK)?\[\](?:<(\d+)\.(\d+)>)?/i.exec(items)
    if (body) {
      const start = Number(body[1] ?? 0), bytes = m.raw.subarray(start, body[2] ? start + Number(body[2]) : undefined)
      parts.push(`BODY[]${body[1] === undefined ? '' : `<${start}>`} {${bytes.length}}\r\n${bytes.toString('latin1')}`)
    }
    this.#say(`* ${at + 1} FETCH (${parts.join(' ')})`, ok)
  }

  #store(rest: string, ok: string): void {
    const m = this.#messages.find((s) => s.uid === Number(rest.split(' ')[0]))
    for (const flag of /\(([^)]*)\)/.exec(rest)?.[1]?.split(' ') ?? []) m?.flags.add(flag)
    this.#say(ok)
  }
}
