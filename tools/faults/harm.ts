// What can go wrong, one function for each kind: it breaks something, waits, puts it right, and answers what it saw that should not be.
import { createConnection, type Socket } from 'node:net'
import { advance } from './advance-clock.ts'
import { backUp } from './back-up.ts'
import type { Deeds } from './deeds.ts'
import type { Installation, Part } from './installation.ts'
import { leaveLetter, type OutsideWorld } from './outside-world.ts'
import type { SmallDisk } from './small-disk.ts'

export const FAULTS = {
  one: ['kill web', 'kill postgres', 'kill all', 'clock jump', 'mail dying', 'storm', 'imap dying', 'imap slow', 'store dying', 'store slow', 'wall clock', 'disk low', 'disk full', 'mail slow'],
  many: ['kill web', 'kill worker', 'kill postgres', 'kill all', 'line cut', 'line silent', 'mail refusing', 'imap dying', 'storm', 'wall clock'],
  // The standby takes over once; then there is none left.
  replicated: ['kill worker', 'kill primary', 'kill web'],
} as const
export type Fault = (typeof FAULTS)[keyof typeof FAULTS][number]

export interface Harm { at: Installation; outside: OutsideWorld; deeds: Deeds; disk: SmallDisk | null; random: () => number }
export interface Harmed { /** Until the product was well again. */ recoveryMs: number; /** Still under way. */ after: Promise<unknown>; faults: string[] }

const STEP = 'PT40M', SOCKETS = 2_000, MINUTE = 60_000

export async function harm(fault: Fault, { at, outside, deeds, disk, random }: Harm): Promise<Harmed> {
  const well = async (faults: string[] = [], after: Promise<unknown> = Promise.resolve()): Promise<Harmed> => ({ recoveryMs: await at.recover(), after, faults })
  switch (fault) {
    case 'clock jump': return well([], Promise.all([advance(at, STEP), advance(at, 'P2D')]))
    case 'storm': await storm(new URL(at.address)); return well()
    case 'mail dying': case 'mail refusing': case 'mail slow':
      outside.mail.mood = fault === 'mail dying' ? 'dying' : fault === 'mail slow' ? 'slow' : 'refusing'
      await advance(at, STEP, 3_000)
      outside.mail.mood = 'well'
      return well()
    case 'imap dying': case 'imap slow': await mailboxTrouble(outside, deeds, fault === 'imap slow', random); return well()
    case 'store dying': case 'store slow': return well(await storeTrouble(at, outside, fault === 'store slow'))
    case 'wall clock':
      for (const minutes of [10, -10, 0]) { outside.setClockOff(minutes * MINUTE); await pause(1_500 + 1_000 * random()) }
      return well()
    case 'disk low': case 'disk full': return well(await diskTrouble(at, disk!, fault === 'disk full' ? 0 : 100 * 1024 ** 2))
    case 'line cut': case 'line silent':
      at.cable!.disturb(fault === 'line cut' ? 'cut' : 'silent')
      await pause(1_000 + 3_000 * random())
      at.cable!.restore()
      return well()
    default: return killed(at, fault.slice('kill '.length) as Part, random)
  }
}

async function killed(at: Installation, part: Part, random: () => number): Promise<Harmed> {
  // While promises run out: sweeps, notices and escalations are under way when it happens.
  const travelling = advance(at, STEP)
  await pause(300 * random())
  at.kill(part)
  await pause(200 * random())
  return { recoveryMs: await at.recover(), after: travelling, faults: [] }
}

/** Letters arrive while the mail server breaks every connection, or takes its time for each answer. */
async function mailboxTrouble(outside: OutsideWorld, deeds: Deeds, isSlow: boolean, random: () => number): Promise<void> {
  if (isSlow) outside.mailbox.slow(400)
  for (let i = 0; i < 12; i++) {
    leaveLetter(outside, deeds)
    await pause(50 + 250 * random())
    if (!isSlow) outside.mailbox.dropAll()
  }
  outside.mailbox.slow(0)
}

/** A backup to a store that refuses or dawdles may fail, in order; the next one to a healthy store must be good. */
async function storeTrouble(at: Installation, outside: OutsideWorld, isSlow: boolean): Promise<string[]> {
  if (isSlow) outside.store.slow(50)
  const first = backUp(at, outside.store.address())
  await pause(300)
  if (!isSlow) outside.store.failNext(40)
  const said = await first
  outside.store.slow(0)
  outside.store.failNext(0)
  if (said !== 'good' && !said.startsWith('failed')) return [`the backup to a store in trouble ended as: ${said}`]
  if (isSlow && said !== 'good') return [`the backup to a slow store: ${said}`]
  const second = await backUp(at, outside.store.address())
  return second === 'good' ? [] : [`the backup after that: ${second}`]
}

/** Without room: said in health, writes refused with 503, and (with a little room left) everything can still be read. */
async function diskTrouble(at: Installation, disk: SmallDisk, leave: number): Promise<string[]> {
  disk.fill(leave)
  const faults: string[] = [], ask = async (path: string, init: RequestInit = {}) => fetch(`${at.address}${path}`, { ...init, headers: { authorization: 'Bearer acceptance-a1', 'content-type': 'application/json' }, signal: AbortSignal.timeout(8_000) }).then(async (r) => ({ status: r.status, text: await r.text() }), (error: unknown) => ({ status: 0, text: String(error) }))
  const write = () => ask('/api/v1/drafts/case:disk:reply', { method: 'PUT', body: JSON.stringify({ content: 'x'.repeat(1_000) }) })
  try {
    await pause(3_000)
    const [health, written, read] = [await ask('/readyz'), await write(), await ask('/api/v1/cases?limit=5')]
    if (health.status === 200) faults.push('the disk is full and health says nothing')
    if (leave > 0 && !/"name":"disk","critical":true,"ok":false/.test(health.text)) faults.push(`health does not name the disk: ${health.text.slice(0, 300)}`)
    if (written.status !== 503) faults.push(`a write without room is answered with ${written.status} ${written.text.slice(0, 200)}`)
    if (leave > 0 && read.status !== 200) faults.push(`nothing can be read: ${read.status} ${read.text.slice(0, 200)}`)
    await pause(2_000)
  } finally { disk.clear() }
  return faults
}

/** Very many lines at once, most of which never say anything. */
async function storm(server: URL): Promise<void> {
  const lines: Socket[] = []
  for (let i = 0; i < SOCKETS; i++) {
    const socket = createConnection({ host: server.hostname, port: Number(server.port) })
    socket.on('error', () => undefined)
    if (i % 4 === 0) socket.write('GET /api/v1/cases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer acceptance-a1\r\n')
    lines.push(socket)
  }
  await pause(2_000)
  for (const line of lines) line.destroy()
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
