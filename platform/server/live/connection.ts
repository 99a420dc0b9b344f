// One open socket: who is behind it, what it listens to, and what happens when it reads too slowly.
import { inScope, type ScopedRow, type Scope } from '../scope.ts'
import { reachOf, type Actor } from '../ctx.ts'
import type { FromServer } from '../../contract/live.ts'
import { newId } from '../ids.ts'

/** The part of a WebSocket that is used here. */
export interface Wire { readonly bufferedAmount: number; send(text: string): void; close(code: number, reason?: string): void; ping(): void; terminate(): void }

/** Bytes waiting in the socket above which events are dropped; the reader catches up by reading everything again. */
const FULL = 256 * 1024
const EMPTY = 16 * 1024
const OWN: Scope = { all: false, units: new Set(), customers: new Set(), own: true }

export class Connection {
  readonly id = newId()
  readonly wire: Wire
  actor: Actor
  topics: ReadonlySet<string> = new Set()
  /** Topics at which this person is shown. */
  readonly presence = new Map<string, 'viewing' | 'typing'>()
  /** Answered the last ping. */
  alive = true
  #dropped = false

  constructor(wire: Wire, actor: Actor) { this.wire = wire; this.actor = actor }

  reaches(permission: string, row: ScopedRow): boolean {
    return inScope(permission === 'signed-in' ? OWN : reachOf(this.actor, permission), this.actor.id, row)
  }

  /** Sends at once, or drops while the reader is behind. Returns whether it went out. */
  send(message: FromServer): boolean { return this.sendText(JSON.stringify(message)) }

  /** The same, of a message that is text already. */
  sendText(text: string): boolean {
    if (this.#dropped || this.wire.bufferedAmount > FULL) { this.#dropped = true; return false }
    this.wire.send(text)
    return true
  }

  /** After a pause: tells the reader to read everything again, once it has caught up. */
  recover(seq: number): void {
    if (!this.#dropped || this.wire.bufferedAmount > EMPTY) return
    this.#dropped = false
    this.send({ type: 'reset', seq })
  }
}
