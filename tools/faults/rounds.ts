// Rounds of harm: people work, something breaks at a random moment, it is put right, everything is looked at.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection, type Socket } from 'node:net'
import { checkInstallation, verify } from './check-installation.ts'
import { Deeds } from './deeds.ts'
import { startInstallation, type Installation, type Shape } from './installation.ts'
import { startOutsideMail, type OutsideMail } from './outside-mail.ts'
import { sendPeople } from './people.ts'

export const FAULTS = {
  one: ['kill web', 'kill postgres', 'kill all', 'clock jump', 'mail dying', 'storm'],
  many: ['kill web', 'kill worker', 'kill postgres', 'kill all', 'line cut', 'line silent', 'mail refusing'],
  // The standby takes over once; then there is none left.
  replicated: ['kill worker', 'kill primary', 'kill web'],
} as const
export type Fault = (typeof FAULTS)[Shape][number]

export interface RoundReport { round: number; fault: string; cases: number; messages: number; mails: number; unanswered: number; recoveryMs: number; faults: string[] }

export interface RoundOptions { shape: Shape; rounds: number; /** Instead of all faults of the shape. */ only?: readonly Fault[]; random: () => number; workMs: number; onRound?: (report: RoundReport) => void; onOutput?: (text: string) => void }

const STORM = 400, STEP = 'PT40M', SETTLE_MS = 120_000, TOKEN = 'acceptance-m1'

/** Plays the rounds on a fresh installation; the first faults come in order, so that a short run has each once, the others by chance. */
export async function playRounds({ shape, rounds, only, random, workMs, onRound, onOutput }: RoundOptions): Promise<RoundReport[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'houyuan-faults-')), outside = await startOutsideMail(), reports: RoundReport[] = []
  const at = await startInstallation({ shape, dataDir, smtpOut: outside.url, ...(onOutput ? { onOutput } : {}) })
  try {
    for (let round = 1; round <= rounds; round++) {
      const choice: readonly Fault[] = only ?? FAULTS[shape], fault: Fault = choice[round <= choice.length ? round - 1 : Math.floor(random() * choice.length)]!
      const report = await playRound(at, outside, { round, fault, random, workMs, prefix: `${shape}${round}x${Math.floor(random() * 1e6)}`, dataDir })
      reports.push(report)
      onRound?.(report)
    }
    return reports
  } finally {
    await at.stop()
    await outside.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

interface Round { round: number; fault: Fault; random: () => number; workMs: number; prefix: string; dataDir: string }

async function playRound(at: Installation, outside: OutsideMail, { round, fault, random, workMs, prefix, dataDir }: Round): Promise<RoundReport> {
  const deeds = new Deeds(prefix), people = sendPeople(at, deeds)
  await pause(workMs * (0.3 + 0.7 * random()))
  const { recoveryMs, after } = await harm(at, outside, fault, random)
  await pause(workMs * 0.3)
  await people.finish()
  await after
  const faults = [...people.complaints]
  const settled = await advance(at, 'PT1S')
  if (!settled) faults.push('the product does not come to rest')
  faults.push(...await checkInstallation(at.databaseUrl(), prefix, deeds.all), ...await verify(at.databaseUrl(), join(dataDir, 'product')))
  for (const [id, times] of outside.received) if (times > 2) faults.push(`outgoing mail ${id} arrived ${times} times`)
  return { round, fault: `${at.shape}: ${fault}`, cases: deeds.count('case', true), messages: deeds.count('message', true), mails: deeds.count('mail', true), unanswered: deeds.all.filter((d) => !d.acknowledged).length, recoveryMs, faults }
}

/** Breaks it, waits, puts it right. Returns how long the product needed after that, and what still goes on. */
async function harm(at: Installation, outside: OutsideMail, fault: Fault, random: () => number): Promise<{ recoveryMs: number; after: Promise<unknown> }> {
  const kill = /^kill (.+)$/.exec(fault)?.[1]
  if (kill) {
    // While promises run out: sweeps, notices and escalations are under way when it happens.
    const travelling = advance(at, STEP)
    await pause(300 * random())
    at.kill(kill as 'web')
    await pause(200 * random())
    return { recoveryMs: await at.recover(), after: travelling }
  }
  if (fault === 'clock jump') { const jumps = Promise.all([advance(at, STEP), advance(at, 'P2D')]); return { recoveryMs: await at.recover(), after: jumps } }
  if (fault === 'storm') { await storm(new URL(at.address)); return { recoveryMs: await at.recover(), after: Promise.resolve() } }
  if (fault === 'mail dying' || fault === 'mail refusing') {
    outside.mood = fault === 'mail dying' ? 'dying' : 'refusing'
    await advance(at, STEP, 3_000)
    outside.mood = 'well'
    return { recoveryMs: await at.recover(), after: Promise.resolve() }
  }
  at.cable!.disturb(fault === 'line cut' ? 'cut' : 'silent')
  await pause(1_000 + 3_000 * random())
  at.cable!.restore()
  return { recoveryMs: await at.recover(), after: Promise.resolve() }
}

/** Moves the test clock; tries again while the product is away. The target is the same at every try, so time never moves twice. */
async function advance(at: Installation, duration: string, patienceMs = SETTLE_MS): Promise<boolean> {
  const until = Date.now() + patienceMs, headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
  const ask = async (body: unknown): Promise<string | null> => {
    const reply = await fetch(`${at.address}/api/v1/test/clock`, { ...(body ? { method: 'PUT', body: JSON.stringify(body) } : {}), headers, signal: AbortSignal.timeout(Math.max(1, until - Date.now())) }).catch(() => null)
    return reply?.ok ? ((await reply.json().catch(() => ({}))) as { now?: string }).now ?? null : null
  }
  let target: string | null = null
  while (Date.now() < until) {
    target ??= await ask(null).then((now) => now && new Date(Date.parse(now) + durationMs(duration)).toISOString())
    // Another traveller may be further on already; going back is refused and not needed.
    if (target && (await ask({ now: target }) || Date.parse(await ask(null) ?? '') >= Date.parse(target))) return true
    await pause(100)
  }
  return false
}

function durationMs(text: string): number {
  const [, days, hours, minutes, seconds] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text) ?? []
  return ((Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0)) * 60_000 + Number(seconds ?? 0) * 1_000
}

/** Many open lines at once, most of which never say anything. */
async function storm(server: URL): Promise<void> {
  const lines: Socket[] = []
  for (let i = 0; i < STORM; i++) {
    const socket = createConnection({ host: server.hostname, port: Number(server.port) })
    socket.on('error', () => undefined)
    if (i % 4 === 0) socket.write('GET /api/v1/cases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer acceptance-a1\r\n')
    lines.push(socket)
  }
  await pause(1_500)
  for (const line of lines) line.destroy()
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
