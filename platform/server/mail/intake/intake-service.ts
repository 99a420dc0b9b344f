// Reads received mail, one message at a time per reader, and hands it over. What cannot be read or placed is set aside with the
// reason; the next message does not wait for it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MailArrived } from '../../../contract/mail.ts'
import { SYSTEM } from '../../ctx.ts'
import { AppError } from '../../errors.ts'
import { withPlainFile } from '../../files/public.ts'
import { LEASE_MS, whileLeased } from '../../hold-lease.ts'
import type { Host } from '../../host.ts'
import type { Service } from '../../module.ts'
import { setting } from '../../settings/public.ts'
import { startLoop } from '../../work-loop.ts'
import { MaxReceivedBytes, ParseSeconds } from '../mail-settings.ts'
import type { ParsedMessage } from '../parsing/parsed-message.ts'
import { openParserPool, Unreadable, type ParserPool } from '../parsing/parser-pool.ts'
import { arrivedFrom, whileInHand } from './arrived-mail.ts'
import { isPassing } from './passing-errors.ts'
import { findFirstArrival, holdsReceived, postponeReceived, renewReceived, saveOutcome, takeReceived, type ReceivedRow } from './received-store.ts'

const LANES = 2, MAX_ATTEMPTS = 5
const PATIENCE_MS = 3_000

export const intakeService: Service = {
  name: 'mail.intake', role: 'worker',
  async start(host) {
    const pool = openParserPool(LANES)
    const loop = startLoop(host, { name: 'mail.intake', wakeOn: 'mail-in', everyMs: 2_000, lanes: LANES, step: () => readNext(host, pool) })
    return { ...loop, async stop() { await loop.stop(); await pool.stop() } }
  },
}

/** Reads one message and hands it over; false when none waits. */
export async function readNext(host: Host, pool: ParserPool): Promise<boolean> {
  const task = await host.transaction(SYSTEM, async (ctx) => {
    const row = await takeReceived(ctx, LEASE_MS, PATIENCE_MS)
    return row ? { row, seconds: await setting(ctx, ParseSeconds), maxBytes: await setting(ctx, MaxReceivedBytes) } : null
  })
  if (!task) return false
  const { row } = task
  const folder = await mkdtemp(join(tmpdir(), 'houyuan-mail-'))
  try {
    // A message that took the whole process with it must not do so for ever.
    if (row.attempts > MAX_ATTEMPTS) await setAside(host, row, 'gave-up', row.detail ?? '')
    else {
      const read = () => withPlainFile(host, row.sha256, (path) => pool.parse({ path, folder, maxBytes: task.maxBytes, format: row.format }, task.seconds * 1000))
      await handOver(host, row, await whileLeased(host, (ctx, until) => renewReceived(ctx, row, until), read))
    }
  } catch (error) { await notPlaced(host, row, error) } finally { await rm(folder, { recursive: true, force: true }) }
  return true
}

async function handOver(host: Host, row: ReceivedRow, message: ParsedMessage): Promise<void> {
  await host.transaction(SYSTEM, async (ctx) => {
    // Somebody else took it over while this process stood still.
    if (!await holdsReceived(ctx, row)) return
    const first = await findFirstArrival(ctx, row)
    const placed = await whileInHand(arrivedFrom(row, message, first?.related_to ?? null), () => ctx.emit(MailArrived, { receivedId: row.id }))
    if (!placed) await saveOutcome(ctx, row.id, { outcome: 'quarantined', reason: 'nobody-took-it' }, null)
  })
}

async function notPlaced(host: Host, row: ReceivedRow, error: unknown): Promise<void> {
  const text = error instanceof Error ? error.message : String(error)
  if (error instanceof Unreadable) return setAside(host, row, error.reason, text)
  if (isPassing(error)) {
    const until = new Date(host.realNow().getTime() + 5_000 * row.attempts)
    host.log.warn({ err: error, received: row.id }, 'a message could not be placed yet; it is tried again')
    await host.transaction(SYSTEM, (ctx) => postponeReceived(ctx, row.id, until, text))
    return
  }
  host.log.error({ err: error, received: row.id }, 'a message could not be placed and is set aside')
  await setAside(host, row, 'handling-failed', error instanceof AppError ? `${error.code} ${JSON.stringify(error.errors)}` : text)
}

const setAside = (host: Host, row: ReceivedRow, reason: string, detail: string): Promise<void> =>
  host.transaction(SYSTEM, (ctx) => saveOutcome(ctx, row.id, { outcome: 'quarantined', reason, detail }, null))
